import { Grouped } from '../notation/grouped';
import type { Manifest } from './manifest';
import type { ManifestSet } from './manifest-set';

const CACHE = new WeakMap<ManifestSet, Map<string, Map<string, Manifest[]>>>();
const NONE: readonly Manifest[] = [];

/** The objects of one kind in one namespace, judged and external, without looking through the others. */
export class KindInNamespace {
  public static of(group: string, kind: string, namespace: string, all: ManifestSet): readonly Manifest[] {
    const indices = CACHE.get(all) ?? new Map<string, Map<string, Manifest[]>>();
    CACHE.set(all, indices);
    const key = `${group}/${kind}`;
    const index = indices.get(key) ?? KindInNamespace.index(all.ofKind(group, kind));
    indices.set(key, index);
    return index.get(namespace) ?? NONE;
  }

  private static index(manifests: readonly Manifest[]): Map<string, Manifest[]> {
    return Grouped.by(manifests, ({ effectiveNamespace }) => effectiveNamespace);
  }
}
