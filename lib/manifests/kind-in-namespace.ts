import { Grouped } from '../notation/grouped';
import type { Manifest } from './manifest';
import type { ManifestSet } from './manifest-set';

const CACHE = new WeakMap<readonly Manifest[], ReadonlyMap<string, readonly Manifest[]>>();
const NONE: readonly Manifest[] = [];

/** The objects of one kind in one namespace, judged and external, without looking through the others. */
export class KindInNamespace {
  public static of(group: string, kind: string, namespace: string, all: ManifestSet): readonly Manifest[] {
    const ofKind = all.ofKind(group, kind);
    if (ofKind.length === 0) return NONE;
    let index = CACHE.get(ofKind);
    if (!index) {
      index = Grouped.by(ofKind, ({ effectiveNamespace }) => effectiveNamespace);
      CACHE.set(ofKind, index);
    }
    return index.get(namespace) ?? NONE;
  }
}
