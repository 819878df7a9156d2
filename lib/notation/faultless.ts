const NOTHING: readonly never[] = [];

/** Things in which a question has found nothing. What thousands of objects share is so asked about once, as long as all is well. */
export class Faultless<Thing extends object> {
  private readonly known = new WeakSet<Thing>();

  /** What is found in a thing: it depends on the thing alone, but for the words. */
  public findings<Finding>(thing: Thing, find: () => readonly Finding[]): readonly Finding[] {
    if (this.known.has(thing)) return NOTHING;
    const found = find();
    if (found.length === 0) this.known.add(thing);
    return found;
  }
}
