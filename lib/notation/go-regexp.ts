const MAX_REPEAT = 1000;
const POSIX_CLASSES =
  /^\[:\^?(?:alnum|alpha|ascii|blank|cntrl|digit|graph|lower|print|punct|space|upper|word|xdigit):\]/;
const REPEAT = /^\{(0|[1-9]\d*)(?:(,)(0|[1-9]\d*)?)?\}/;
const FLAGS = /^\(\?(?:[imsU]*|[imsU]*-[imsU]+)([:)])/;
const NAMED_GROUP = /^\(\?P?<(\w+)>/;
const UNICODE_CLASS = /^\\[pP](?:\{\^?([^}]+)\}|(\w))/;
const ESCAPE =
  /^\\(?:[aftnrv]|x(?:[0-9a-fA-F]{2}|\{[0-9a-fA-F]+\})|0[0-7]{0,2}|[1-7][0-7]{1,2}|[^0-9A-Za-z\u0080-\uffff])/;

/**
 * The grammar of Go's regular expressions, which is that of RE2: no look-around and no back references, at most 1000
 * repetitions. It only tells whether an expression is one.
 *
 * https://pkg.go.dev/regexp/syntax
 */
export class GoRegexp {
  /** Whether Go compiles the expression. */
  public static isValid(expression: string): boolean {
    const parser = new GoRegexp(expression);
    return parser.alternatives() !== undefined && parser.at === expression.length;
  }

  private at = 0;
  private depth = 0;
  private readonly names = new Set<string>();

  private constructor(private readonly text: string) {}

  private get rest(): string {
    return this.text.slice(this.at);
  }

  /** Reads up to the end or a closing parenthesis; returns the largest product of nested repetitions. */
  private alternatives(): number | undefined {
    let largest = 1;
    let atom: number | undefined;
    let repeated = false;
    while (this.at < this.text.length) {
      const character = this.text[this.at];
      if (character === ')') return this.depth > 0 ? largest : undefined;
      const count = this.repetition(character);
      if (count !== undefined) {
        if (atom === undefined || repeated || Number.isNaN(count)) return undefined;
        atom *= Math.max(1, count);
        if (atom > MAX_REPEAT) return undefined;
        repeated = true;
      } else if (character === '|') {
        this.at++;
        atom = undefined;
        repeated = false;
      } else {
        const read = this.atom(character);
        if (read === undefined) return undefined;
        if (read !== 'flags') atom = read;
        repeated = false;
      }
      largest = Math.max(largest, atom ?? 1);
    }
    return this.depth === 0 ? largest : undefined;
  }

  /** Reads a repetition and what makes it lazy; NaN where its numbers are wrong, undefined where there is none. */
  private repetition(character: string): number | undefined {
    let count: number | undefined;
    if (character === '*' || character === '+' || character === '?') {
      count = 1;
      this.at++;
    } else if (character === '{') {
      const match = REPEAT.exec(this.rest);
      if (!match) return undefined;
      const [whole, low, comma, high] = match;
      const min = Number(low);
      const max = high === undefined ? min : Number(high);
      count = min > MAX_REPEAT || max > MAX_REPEAT || (comma !== undefined && max < min) ? Number.NaN : max;
      this.at += whole.length;
    }
    if (count !== undefined && this.text[this.at] === '?') this.at++;
    return count;
  }

  private atom(character: string): number | 'flags' | undefined {
    if (character === '(') return this.group();
    if (character === '[') return this.brackets() ? 1 : undefined;
    if (character === '\\') return this.escape() ? 1 : undefined;
    this.at += String.fromCodePoint(this.text.codePointAt(this.at) as number).length;
    return 1;
  }

  private group(): number | 'flags' | undefined {
    const named = NAMED_GROUP.exec(this.rest);
    const flags = named ? null : FLAGS.exec(this.rest);
    if (named && this.names.has(named[1])) return undefined;
    if (named) this.names.add(named[1]);
    if (!named && !flags && this.rest.startsWith('(?')) return undefined;
    this.at += (named ?? flags)?.[0].length ?? 1;
    if (flags?.[1] === ')') return 'flags';
    this.depth++;
    const largest = this.alternatives();
    this.depth--;
    if (largest === undefined || this.text[this.at] !== ')') return undefined;
    this.at++;
    return largest;
  }

  private escape(): boolean {
    if (this.rest.startsWith('\\Q')) {
      const end = this.text.indexOf('\\E', this.at + 2);
      this.at = end < 0 ? this.text.length : end + 2;
      return true;
    }
    return this.take(/^\\[AbBz]/) || this.classEscape();
  }

  /** An escape that may stand in brackets, too. */
  private classEscape(): boolean {
    const match = UNICODE_CLASS.exec(this.rest);
    if (match) {
      this.at += match[0].length;
      return GoRegexp.isUnicodeClass(match[1] ?? match[2]);
    }
    return this.take(/^\\[dDsSwW]/) || this.take(ESCAPE);
  }

  private brackets(): boolean {
    this.take(/^\[\^?/);
    for (let first = true; first || this.text[this.at] !== ']'; first = false) {
      if (this.at >= this.text.length) return false;
      if (this.take(POSIX_CLASSES)) continue;
      if (/^\[:[^\]]*:\]/.test(this.rest)) return false;
      const isClass = /^\\[dDsSwWpP]/.test(this.rest);
      const low = this.character();
      if (low === undefined) return false;
      if (isClass || this.text[this.at] !== '-' || [']', undefined].includes(this.text[this.at + 1])) continue;
      this.at++;
      const high = this.character();
      if (high === undefined || high < low) return false;
    }
    this.at++;
    return true;
  }

  /** One character in brackets, or the code point that its escape means. */
  private character(): number | undefined {
    const start = this.at;
    if (this.text[start] !== '\\') {
      const code = this.text.codePointAt(start);
      this.at += code === undefined ? 0 : String.fromCodePoint(code).length;
      return code;
    }
    if (!this.classEscape()) return undefined;
    const escaped = this.text.slice(start + 1, this.at);
    if (/^x/.test(escaped)) return Number.parseInt(escaped.replace(/[x{}]/g, ''), 16);
    if (/^[0-7]/.test(escaped)) return Number.parseInt(escaped, 8);
    const control = 'a\u0007f\ft\tn\nr\rv\v'.split(escaped)[1];
    return (/^[aftnrv]$/.test(escaped) ? control : escaped).codePointAt(0);
  }

  private take(form: RegExp): boolean {
    const match = form.exec(this.rest);
    if (!match) return false;
    this.at += match[0].length;
    return true;
  }

  private static isUnicodeClass(name: string): boolean {
    return [name, `Script=${name}`].some(property => {
      try {
        return new RegExp(`\\p{${property}}`, 'u').test('') || true;
      } catch {
        return false;
      }
    });
  }
}
