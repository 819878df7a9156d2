import { JsonKeys } from '../yaml/json-keys';
import { LineCounter } from '../yaml/line-counter';
import { LISTS, type ParsedDocument, READ_LIMITS, type RepeatedKey, UnreadableDocument } from '../yaml/parsed-document';

const SPACE = /[ \t\r\n]*/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?/y;
const LITERALS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
]);
/** Half of a character. */
const SURROGATE = /\p{Surrogate}/u;

/** A text that is no JSON; it may be YAML. */
export class NoJson extends UnreadableDocument {}

/** The JSON values that follow one another in a text. JSON.parse would tell neither repeated keys nor where a value ends. */
export class JsonValues {
  private position = 0;
  private readonly lines: LineCounter;
  private readonly path: (string | number)[] = [];
  private repeatedKeys: RepeatedKey[] = [];
  private itemLines: (number | undefined)[] = [];
  private values = 0;

  constructor(private readonly text: string) {
    this.lines = new LineCounter(text, 1);
  }

  /** The next value, or undefined at the end. */
  public next(): ParsedDocument | undefined {
    const start = this.position;
    this.skipSpace();
    if (this.position === this.text.length) return undefined;
    this.repeatedKeys = [];
    this.itemLines = [];
    this.values = 0;
    this.path.length = 0;
    const line = this.lines.at(this.position);
    try {
      const value = this.value();
      return { value, line, repeatedKeys: this.repeatedKeys, itemLines: this.itemLines, aliased: 0 };
    } catch (error) {
      this.position = start;
      throw error;
    }
  }

  /** Where the last value ended. */
  public get end(): number {
    return this.position;
  }

  private value(): unknown {
    this.skipSpace();
    if (++this.values > READ_LIMITS.values)
      throw this.unreadable(`is too large: it has more than ${READ_LIMITS.values} values`);
    if (this.path.length > READ_LIMITS.depth) throw this.unreadable(UnreadableDocument.TOO_DEEP);
    const character = this.text[this.position];
    if (character === '{') return this.object();
    if (character === '[') return this.array();
    if (character === '"') return this.string();
    NUMBER.lastIndex = this.position;
    const number = NUMBER.exec(this.text)?.[0];
    if (number !== undefined) return this.number(number);
    for (const [literal, value] of LITERALS) {
      if (!this.text.startsWith(literal, this.position)) continue;
      this.position += literal.length;
      return value;
    }
    throw this.unexpected();
  }

  private object(): Record<string, unknown> {
    const object: Record<string, unknown> = {};
    if (this.path.length === 2 && LISTS.includes(this.path[0] as string)) {
      this.itemLines[this.path[1] as number] = this.lines.at(this.position);
    }
    this.elements('}', () => {
      this.skipSpace();
      if (this.text[this.position] !== '"') throw this.unexpected();
      const at = this.position;
      const key = this.string();
      if (JsonKeys.has(object, key)) this.repeat(key, at);
      if (this.path.length === 0 && LISTS.includes(key)) this.itemLines = [];
      this.skipSpace();
      if (this.text[this.position++] !== ':') throw this.unexpected(this.position - 1);
      this.path.push(key);
      JsonKeys.put(object, key, this.value());
      this.path.pop();
    });
    return object;
  }

  private array(): unknown[] {
    const array: unknown[] = [];
    this.elements(']', () => {
      this.path.push(array.length);
      array.push(this.value());
      this.path.pop();
    });
    return array;
  }

  /** Reads what stands between brackets, with commas in between. */
  private elements(closing: string, read: () => void): void {
    this.position++;
    this.skipSpace();
    if (this.text[this.position] === closing) {
      this.position++;
      return;
    }
    for (;;) {
      read();
      this.skipSpace();
      const character = this.text[this.position++];
      if (character === closing) return;
      if (character !== ',') throw this.unexpected(this.position - 1);
    }
  }

  private string(): string {
    const start = this.position;
    let isEscaped = false;
    for (let at = start + 1; at < this.text.length; at++) {
      const code = this.text.charCodeAt(at);
      if (code === 34 /* " */) {
        this.position = at + 1;
        return isEscaped ? this.unescaped(start, at + 1) : this.text.slice(start + 1, at);
      }
      if (code < 32) throw this.unexpected(at);
      if (code === 92 /* \ */) {
        isEscaped = true;
        at++;
      }
    }
    throw this.unexpected(this.text.length);
  }

  private unescaped(start: number, end: number): string {
    let text: string;
    try {
      text = JSON.parse(this.text.slice(start, end));
    } catch {
      throw new NoJson('is not valid JSON: a text has an unknown escape', this.lines.at(start));
    }
    if (SURROGATE.test(text)) throw this.unreadable('has an escape that is no character', start);
    return text;
  }

  private number(text: string): number {
    const number = Number(text);
    if (!Number.isFinite(number)) throw this.unreadable(`the number ${text} is too large`);
    this.position += text.length;
    return number;
  }

  private skipSpace(): void {
    SPACE.lastIndex = this.position;
    SPACE.test(this.text);
    this.position = SPACE.lastIndex;
  }

  private repeat(key: string, position: number): void {
    if (this.repeatedKeys.length === READ_LIMITS.repeatedKeys) throw this.unreadable('repeats too many keys', position);
    this.repeatedKeys.push({ path: [...this.path, key], line: this.lines.at(position) });
  }

  private unexpected(position = this.position): NoJson {
    const character = this.text[position];
    const problem = character === undefined ? 'it ends too early' : `${JSON.stringify(character)} is not expected here`;
    return new NoJson(`is not valid JSON: ${problem}`, this.lines.at(position));
  }

  private unreadable(message: string, position = this.position): UnreadableDocument {
    return new UnreadableDocument(message, this.lines.at(position));
  }
}
