import { Flat } from '../../notation/flat';
import { Remembered } from '../../notation/remembered';
import { Json, type JsonObject } from '../json/json';
import { KindInNamespace } from '../kind-in-namespace';
import type { Manifest } from '../manifest';
import type { ManifestSet } from '../manifest-set';
import { PerSet } from '../per-set';
import { ResourceList } from './resource-list';

/** What an entry of a LimitRange says, with what the API server fills in. */
export interface LimitRangeBounds {
  readonly type: string;
  readonly min: ResourceList;
  readonly max: ResourceList;
  readonly maxLimitRequestRatio: ResourceList;
  /** Limits of a container that declares none. */
  readonly defaultLimit: ResourceList;
  /** Requests of a container that declares none. */
  readonly defaultRequest: ResourceList;
}

/** One entry of a LimitRange's `spec.limits`. */
export interface LimitRangeItem extends LimitRangeBounds {
  readonly manifest: Manifest;
  /** Path of the entry, such as `spec.limits[0]`. */
  readonly path: string;
}

const NONE: readonly LimitRangeBounds[] = [];
const REMEMBERED = new Remembered<readonly LimitRangeBounds[]>();
const CACHE = new PerSet(() => new Map<string, readonly LimitRangeBounds[]>());
const KNOWN = new WeakMap<Manifest, readonly LimitRangeBounds[]>();

/**
 * The LimitRanges of a namespace.
 *
 * In a namespace of several the API server takes defaults in no fixed order; here it is that of their names.
 * https://kubernetes.io/docs/concepts/policy/limit-range/
 */
export class LimitRanges {
  /** All entries that hold in a namespace, with the place of each. */
  public static in(namespace: string, all: ManifestSet): readonly LimitRangeItem[] {
    return Flat.map(LimitRanges.sorted(namespace, all), LimitRanges.itemsOf);
  }

  /** What they say: one and the same list for namespaces with one LimitRange that says the same. */
  public static boundsIn(namespace: string, all: ManifestSet): readonly LimitRangeBounds[] {
    const byNamespace = CACHE.of(all);
    const known = byNamespace.get(namespace);
    if (known) return known;
    const ranges = LimitRanges.sorted(namespace, all);
    const [first = NONE, ...others] = ranges.map(LimitRanges.boundsOf);
    const bounds = others.length === 0 ? first : first.concat(...others);
    byNamespace.set(namespace, bounds);
    return bounds;
  }

  /** The entries of one LimitRange. */
  public static itemsOf(manifest: Manifest): readonly LimitRangeItem[] {
    const bounds = LimitRanges.boundsOf(manifest);
    return bounds.map((each, index) => ({ manifest, path: `spec.limits[${index}]`, ...each }));
  }

  /** What the entries of one LimitRange say: one and the same list for those that say the same. */
  public static boundsOf(manifest: Manifest): readonly LimitRangeBounds[] {
    const known = KNOWN.get(manifest);
    if (known) return known;
    const limits = Json.list(manifest.spec.limits);
    const bounds = REMEMBERED.of(JSON.stringify(limits), () => limits.map(each => LimitRanges.read(Json.object(each))));
    KNOWN.set(manifest, bounds);
    return bounds;
  }

  private static sorted(namespace: string, all: ManifestSet): readonly Manifest[] {
    const ranges = KindInNamespace.of('', 'LimitRange', namespace, all);
    return ranges.length < 2 ? ranges : [...ranges].sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  /** For containers a default limit is the max, a default request that limit, or the min. */
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
