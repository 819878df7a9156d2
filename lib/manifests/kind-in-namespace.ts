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
    const index = new Map<string, Manifest[]>();
    for (const manifest of manifests) {
      const list = index.get(manifest.effectiveNamespace);
      if (list) list.push(manifest);
      else index.set(manifest.effectiveNamespace, [manifest]);
    }
    return index;
  }
}
