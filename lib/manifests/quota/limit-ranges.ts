import { Flat } from '../../notation/flat';
import { Remembered } from '../../notation/remembered';
import { Json, type JsonObject } from '../json/json';
import { KindInNamespace } from '../kind-in-namespace';
import type { Manifest } from '../manifest';
import type { ManifestSet } from '../manifest-set';
import { PerSet } from '../per-set';
import { ResourceList } from './resource-list';

/** What an entry of a LimitRange says. */
interface LimitRangeBounds {
  readonly type: string;
  readonly min: ResourceList;
  readonly max: ResourceList;
  readonly maxLimitRequestRatio: ResourceList;
  /** Limits of a container that declares none. */
  readonly defaultLimit: ResourceList;
  /** Requests of a container that declares none. */
  readonly defaultRequest: ResourceList;
}

/** One entry of a LimitRange's `spec.limits`, with what the API server fills in. */
export interface LimitRangeItem extends LimitRangeBounds {
  readonly manifest: Manifest;
  /** Path of the entry, such as `spec.limits[0]`. */
  readonly path: string;
}

const REMEMBERED = new Remembered<LimitRangeBounds>();
const CACHE = new PerSet(() => new Map<string, readonly LimitRangeItem[]>());
const ITEMS = new WeakMap<Manifest, readonly LimitRangeItem[]>();

/**
 * The LimitRanges of a namespace.
 *
 * In a namespace of several the API server takes defaults in no fixed order; here it is that of their names.
 * https://kubernetes.io/docs/concepts/policy/limit-range/
 */
export class LimitRanges {
  /** All entries that hold in a namespace. */
  public static in(namespace: string, all: ManifestSet): readonly LimitRangeItem[] {
    const byNamespace = CACHE.of(all);
    const known = byNamespace.get(namespace);
    if (known) return known;
    const ranges = [...KindInNamespace.of('', 'LimitRange', namespace, all)];
    const items = Flat.map(
      ranges.sort((one, other) => (one.name < other.name ? -1 : 1)),
      LimitRanges.itemsOf,
    );
    byNamespace.set(namespace, items);
    return items;
  }

  /** The entries of one LimitRange. For containers a default limit is the max, a default request that limit, or the min. */
  public static itemsOf(manifest: Manifest): readonly LimitRangeItem[] {
    const known = ITEMS.get(manifest);
    if (known) return known;
    const items = Json.list(manifest.spec.limits).map((entry, index) => {
      const item = Json.object(entry);
      const read = REMEMBERED.of(JSON.stringify(item), () => LimitRanges.read(item));
      return { manifest, path: `spec.limits[${index}]`, ...read };
    });
    ITEMS.set(manifest, items);
    return items;
  }

  private static read(item: JsonObject): LimitRangeBounds {
    const type = Json.text(item.type) ?? '';
    const isContainer = type === 'Container';
    const [min, max] = [ResourceList.of(item.min), ResourceList.of(item.max)];
    const limit = ResourceList.of(item.default).orElse(isContainer ? max : ResourceList.EMPTY);
    const request = ResourceList.of(item.defaultRequest);
    return {
      type,
      min,
      max,
      maxLimitRequestRatio: ResourceList.of(item.maxLimitRequestRatio),
      defaultLimit: limit,
      defaultRequest: isContainer ? request.orElse(limit).orElse(min) : request,
    };
  }
}
