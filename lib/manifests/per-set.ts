import type { ManifestSet } from './manifest-set';

/** What is worked out of a set of objects when it is first asked for, and kept by the set. */
export class PerSet<View extends object | string | number> {
  private static count = 0;

  /** Where the set keeps it. Asked for at every object by most checks, a place in a list is found at a third of the cost of a key. */
  private readonly place = PerSet.count++;

  constructor(private readonly make: (all: ManifestSet) => View) {}

  public of(all: ManifestSet): View {
    const known = all.views[this.place] as View | undefined;
    if (known !== undefined) return known;
    const view = this.make(all);
    all.views[this.place] = view;
    return view;
  }
}
