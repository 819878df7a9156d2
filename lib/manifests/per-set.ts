import type { ManifestSet } from './manifest-set';

/** What is worked out of a set of objects when it is first asked for, and kept as long as the set. */
export class PerSet<View extends object | string | number> {
  private readonly views = new WeakMap<ManifestSet, View>();

  constructor(private readonly make: (all: ManifestSet) => View) {}

  public of(all: ManifestSet): View {
    const known = this.views.get(all);
    if (known !== undefined) return known;
    const view = this.make(all);
    this.views.set(all, view);
    return view;
  }
}
