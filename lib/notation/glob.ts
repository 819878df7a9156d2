const OUTSIDE_BRACKETS = /[\\^$.*+?()[\]{}|/]/g;
const INSIDE_BRACKETS = /[\\\]^[-]/g;
/** What makes a text more than itself. */
const SPECIAL = /[*?[{\\]/;

/** Where reading a pattern has come to. */
interface Cursor {
  readonly runes: readonly string[];
  at: number;
}

/**
 * A glob as Argo CD matches projects with: `*` (no separator), `**`, `?`, `[abc]`, `[a-z]`, `[!a]`, `{one,two}`, `\` before
 * a character that means itself. A text has to match as a whole.
 *
 * https://github.com/gobwas/glob (the library behind `util/glob` of Argo CD)
 */
export class Glob {
  private static readonly compiled = new Map<string, Glob | undefined>();

  /** Returns the glob, or undefined where the pattern is none, and so matches nothing. */
  public static tryParse(pattern: string, separator = ''): Glob | undefined {
    const key = `${separator} ${pattern}`;
    if (!Glob.compiled.has(key)) Glob.compiled.set(key, Glob.compile(pattern, separator));
    return Glob.compiled.get(key);
  }

  /** Whether the pattern matches itself and nothing else. */
  public static isPlain(pattern: string): boolean {
    return !SPECIAL.test(pattern);
  }

  /** Whether the text matches. A pattern that cannot be read matches nothing. */
  public static matches(pattern: string, text: string, separator = ''): boolean {
    if (Glob.isPlain(pattern)) return pattern === text;
    return Glob.tryParse(pattern, separator)?.matches(text) ?? false;
  }

  private static compile(pattern: string, separator: string): Glob | undefined {
    const one = separator === '' ? '.' : `[^${Glob.member(separator)}]`;
    const source = Glob.sequence({ runes: [...pattern], at: 0 }, one, false);
    return source === undefined ? undefined : new Glob(new RegExp(`^(?:${source})$`, 'su'));
  }

  /** Reads up to the end, or to the end of one alternative. */
  private static sequence(cursor: Cursor, one: string, inBraces: boolean): string | undefined {
    let source = '';
    while (cursor.at < cursor.runes.length) {
      const rune = cursor.runes[cursor.at];
      if (inBraces && (rune === ',' || rune === '}')) return source;
      cursor.at++;
      const part = Glob.part(rune, cursor, one);
      if (part === undefined) return undefined;
      source += part;
    }
    return source;
  }

  private static part(rune: string, cursor: Cursor, one: string): string | undefined {
    switch (rune) {
      case '*':
        if (cursor.runes[cursor.at] !== '*') return `${one}*`;
        cursor.at++;
        return '.*';
      case '?':
        return one;
      case '[':
        return Glob.range(cursor);
      case '{':
        return Glob.alternatives(cursor, one);
      case '\\':
        return cursor.at < cursor.runes.length ? Glob.quote(cursor.runes[cursor.at++]) : '';
      default:
        return Glob.quote(rune);
    }
  }

  private static alternatives(cursor: Cursor, one: string): string | undefined {
    const sources: string[] = [];
    for (;;) {
      const source = Glob.sequence(cursor, one, true);
      if (source === undefined) return undefined;
      sources.push(source);
      // Without a closing brace the pattern ends here; the library takes that as closed.
      if (cursor.runes[cursor.at++] !== ',') return `(?:${sources.join('|')})`;
    }
  }

  /** `[a-z]` or a list of characters, either with `!`; a range and a list do not mix. */
  private static range(cursor: Cursor): string | undefined {
    const { runes } = cursor;
    const not = runes[cursor.at] === '!' ? '^' : '';
    if (not !== '') cursor.at++;
    if (runes[cursor.at + 1] === '-' && cursor.at + 1 < runes.length) {
      const [low, , high, close] = runes.slice(cursor.at, cursor.at + 4);
      if (high === undefined || close !== ']' || high < low) return undefined;
      cursor.at += 4;
      return `[${not}${Glob.member(low)}-${Glob.member(high)}]`;
    }
    let characters = '';
    for (; cursor.at < runes.length && runes[cursor.at] !== ']'; cursor.at++) {
      if (runes[cursor.at] === '\\') cursor.at++;
      characters += Glob.member(runes[cursor.at] ?? '');
    }
    const closed = runes[cursor.at++] === ']';
    return closed && characters !== '' ? `[${not}${characters}]` : undefined;
  }

  private static quote(text: string): string {
    return text.replace(OUTSIDE_BRACKETS, '\\$&');
  }

  private static member(rune: string): string {
    return rune.replace(INSIDE_BRACKETS, '\\$&');
  }

  private constructor(private readonly expression: RegExp) {}

  public matches(text: string): boolean {
    return this.expression.test(text);
  }
}
