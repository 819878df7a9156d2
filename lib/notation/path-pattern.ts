const OUTSIDE_BRACKETS = /[\\^$.*+?()[\]{}|/]/g;
const INSIDE_BRACKETS = /[\\\]^[-]/g;
/** What makes a pattern match more than itself. */
const SPECIAL = /[*?[\\]/;

/**
 * A pattern as Go's `path/filepath.Match` reads it: `*` and `?` (no slash), `[a-z]`, `[^a]`, `\` before a character that
 * means itself. A name has to match as a whole; a pattern that cannot be read matches nothing.
 *
 * Argo CD matches the groups, kinds and names of a project with it.
 */
export class PathPattern {
  private static readonly compiled = new Map<string, RegExp | undefined>();

  public static matches(pattern: string, name: string): boolean {
    if (!SPECIAL.test(pattern)) return pattern === name;
    if (!PathPattern.compiled.has(pattern)) PathPattern.compiled.set(pattern, PathPattern.compile(pattern));
    return PathPattern.compiled.get(pattern)?.test(name) ?? false;
  }

  private static compile(pattern: string): RegExp | undefined {
    const runes = [...pattern];
    let source = '';
    for (let at = 0; at < runes.length; ) {
      const rune = runes[at];
      if (rune === '[') {
        const read = PathPattern.characters(runes, at + 1);
        if (!read) return undefined;
        source += read.source;
        at = read.end;
        continue;
      }
      if (rune === '\\' && at + 1 === runes.length) return undefined;
      const escaped = rune === '\\' ? runes[at + 1] : undefined;
      source += escaped === undefined ? PathPattern.plain(rune) : PathPattern.quote(escaped);
      at += escaped === undefined ? 1 : 2;
    }
    return new RegExp(`^${source}$`, 'su');
  }

  private static plain(rune: string): string {
    if (rune === '*') return '[^/]*';
    return rune === '?' ? '[^/]' : PathPattern.quote(rune);
  }

  /** What stands between brackets; one character or range at least. */
  private static characters(runes: readonly string[], start: number): { source: string; end: number } | undefined {
    const not = runes[start] === '^';
    let at = not ? start + 1 : start;
    const ranges: string[] = [];
    let empty = true;
    while (runes[at] !== ']' || empty) {
      const low = PathPattern.character(runes, at);
      if (!low) return undefined;
      const high = runes[low.end] === '-' ? PathPattern.character(runes, low.end + 1) : low;
      if (!high || high.end >= runes.length) return undefined;
      // A range from high to low holds nothing, and is no mistake to Go.
      if (low.rune <= high.rune) ranges.push(`${PathPattern.member(low.rune)}-${PathPattern.member(high.rune)}`);
      at = high.end;
      empty = false;
    }
    const source = not ? `[^${ranges.join('')}]` : ranges.length > 0 ? `[${ranges.join('')}]` : '(?!)';
    return { source: ranges.length === 0 && not ? '.' : source, end: at + 1 };
  }

  private static character(runes: readonly string[], at: number): { rune: string; end: number } | undefined {
    const rune = runes[at];
    if (rune === undefined || rune === '-' || rune === ']') return undefined;
    if (rune !== '\\') return { rune, end: at + 1 };
    return runes[at + 1] === undefined ? undefined : { rune: runes[at + 1], end: at + 2 };
  }

  private static quote(text: string): string {
    return text.replace(OUTSIDE_BRACKETS, '\\$&');
  }

  private static member(rune: string): string {
    return rune.replace(INSIDE_BRACKETS, '\\$&');
  }
}
