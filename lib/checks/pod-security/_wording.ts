import type { Violation } from '../check';

/** The verdict on a pod that passes. */
export const ALLOWED: readonly Violation[] = [];

/** One verdict in the words of the API server: the reason, and the detail where there is any. */
export function forbidden(path: string, reason: string, detail: string): readonly Violation[] {
  return [{ path, message: detail === '' ? reason : `${reason} (${detail})` }];
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return count === 1 ? one : many;
}

/** `"a", "b"`, without escapes. */
export function quoted(items: readonly string[]): string {
  return items.length === 0 ? '' : `"${items.join('", "')}"`;
}

/** `container "a"` or `containers "a", "b"`, and so with volumes. */
export function named(thing: string, names: readonly string[]): string {
  return `${plural(names.length, thing)} ${quoted(names)}`;
}

/** Each item once, in the order of their UTF-8 bytes, as Go sorts strings. */
export function sortedSet(items: Iterable<string>): string[] {
  return [...new Set(items)].sort(byBytes);
}

/** UTF-16 sorts surrogates below U+E000 and up; UTF-8 sorts what they stand for above. */
function byBytes(a: string, b: string): number {
  const end = Math.min(a.length, b.length);
  for (let i = 0; i < end; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (x === y) continue;
    const isSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdfff;
    return isSurrogate(x) === isSurrogate(y) ? x - y : isSurrogate(x) ? 1 : -1;
  }
  return a.length - b.length;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
};
const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

/** A string as Go's `%q` prints it, for the annotations that the API server quotes so. */
export function goQuoted(value: string): string {
  const shown = (char: string) => {
    if (char in ESCAPES) return ESCAPES[char];
    if (PRINTABLE.test(char)) return char;
    const code = char.codePointAt(0) as number;
    const hex = (digits: number) => code.toString(16).padStart(digits, '0');
    if (code < 0x20 || code === 0x7f) return `\\x${hex(2)}`;
    return code < 0x10000 ? `\\u${hex(4)}` : `\\U${hex(8)}`;
  };
  return `"${[...value].map(shown).join('')}"`;
}
