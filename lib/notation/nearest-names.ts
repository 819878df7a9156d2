const AT_MOST = 3;

/** Names that somebody who mistyped one may have meant. */
export class NearestNames {
  /** The nearest first; at most three, and none that is far off. */
  public static of(typed: string, names: readonly string[]): readonly string[] {
    const text = typed.toLowerCase();
    const allowed = Math.max(2, Math.floor(text.length / 3));
    return names
      .map(name => ({ name, distance: NearestNames.distance(text, name.toLowerCase()) }))
      .filter(({ name, distance }) => distance <= allowed || (text.length > 2 && name.toLowerCase().includes(text)))
      .sort((one, other) => one.distance - other.distance || (one.name < other.name ? -1 : 1))
      .slice(0, AT_MOST)
      .map(({ name }) => name);
  }

  /** How many characters have to be put in, taken out or changed (Levenshtein). */
  private static distance(one: string, other: string): number {
    if (Math.abs(one.length - other.length) > 20) return Number.POSITIVE_INFINITY;
    let row = Array.from({ length: other.length + 1 }, (_, index) => index);
    for (let i = 1; i <= one.length; i++) {
      const next = [i];
      for (let j = 1; j <= other.length; j++) {
        const change = row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1);
        next.push(Math.min(change, row[j] + 1, next[j - 1] + 1));
      }
      row = next;
    }
    return row[other.length];
  }
}
