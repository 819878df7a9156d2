/** One part of a made object, and the part of its source that decides it. */
export interface FieldPlace {
  /** Path in the made object, such as `spec.template.spec`. */
  readonly made: string;
  /** Path in the source, such as `spec.template`. */
  readonly source: string;
  /** Whether the source is a text, so that there are no fields below it. */
  readonly isText?: boolean;
}

/** Where the fields of an object that a controller makes stand in the object that it is made of. */
export class FieldMap {
  private readonly places: readonly FieldPlace[];

  /** @param places of several that fit a path, the longest wins */
  constructor(places: readonly FieldPlace[]) {
    this.places = [...places].sort((a, b) => b.made.length - a.made.length);
  }

  /** The path of a field in the source; empty for what the controller adds by itself. */
  public sourceOf(path: string): string {
    for (const { made, source, isText } of this.places) {
      const below = path.slice(made.length);
      if (path.startsWith(made) && /^(?:$|[.[])/.test(below)) return isText ? source : `${source}${below}`;
    }
    return '';
  }
}
