/** A number of things, in words. */
export class Counted {
  /** Such as `1 finding`, `2 findings`. */
  public static of(count: number, thing: string): string {
    return `${count} ${thing}${count === 1 ? '' : 's'}`;
  }
}
