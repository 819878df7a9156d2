import { ScalarPrinter } from './scalar-printer';

type JsonObject = Readonly<Record<string, unknown>>;

/** Readers take a key for one only if its line is not much longer than this, in bytes. */
const LONGEST_KEY = 1000;
/** More than the kinds of a platform have; labels and data have others, without end. */
const REMEMBERED_KEYS = 2000;

/** Writes plain JSON data as YAML, in block style. It knows nothing else, and is several times faster for it. */
export class YamlPrinter {
  /** The first keys that were written, and how, with their colons: nearly all objects have the same ones. */
  private static readonly keys = new Map<string, string>();

  /** One document, without its `---`. */
  public static print(object: JsonObject): string {
    return `${YamlPrinter.entries(object, '\n') || '{}'}\n`;
  }

  /**
   * Lines of a map, without the first indentation and the last line break; empty where it has no entry.
   *
   * @param line what a new line begins with: a line break and the indentation
   */
  private static entries(object: JsonObject, line: string): string {
    let text = '';
    const keys = Object.keys(object);
    for (let index = 0; index < keys.length; index++) {
      const key = keys[index];
      const value = object[key];
      if (value === undefined) continue;
      if (text !== '') text += line;
      text += YamlPrinter.keys.get(key) ?? YamlPrinter.key(key, line);
      text +=
        typeof value === 'object' && value !== null
          ? YamlPrinter.below(value, line)
          : ` ${YamlPrinter.scalar(value, line)}`;
    }
    return text;
  }

  /** What stands before the value. */
  private static key(key: string, line: string): string {
    const text = ScalarPrinter.line(key);
    if (text.length * 3 > LONGEST_KEY && Buffer.byteLength(text) > LONGEST_KEY) return `? ${text}${line}:`;
    if (YamlPrinter.keys.size < REMEMBERED_KEYS) YamlPrinter.keys.set(key, `${text}:`);
    return `${text}:`;
  }

  /** What follows a key that has a collection: its lines, or what stands for none. */
  private static below(value: object, line: string): string {
    const deeper = `${line}  `;
    const lines = YamlPrinter.collection(value, deeper);
    return lines === '' ? ` ${YamlPrinter.none(value)}` : deeper + lines;
  }

  /** Lines of a list, as those of a map. */
  private static items(list: readonly unknown[], line: string): string {
    const deeper = `${line}  `;
    let text = '';
    for (let index = 0; index < list.length; index++) {
      const item = list[index];
      text += text === '' ? '- ' : `${line}- `;
      if (typeof item !== 'object' || item === null) text += YamlPrinter.scalar(item, line);
      else text += YamlPrinter.collection(item, deeper) || YamlPrinter.none(item);
    }
    return text;
  }

  private static collection(value: object, line: string): string {
    return Array.isArray(value) ? YamlPrinter.items(value, line) : YamlPrinter.entries(value as JsonObject, line);
  }

  /** A collection that holds nothing. */
  private static none(value: object): string {
    return Array.isArray(value) ? '[]' : '{}';
  }

  private static scalar(value: unknown, line: string): string {
    switch (typeof value) {
      case 'string':
        return ScalarPrinter.value(value, line);
      case 'number':
        return ScalarPrinter.number(value);
      default:
        return String(value);
    }
  }
}
