import { ScalarPrinter } from './scalar-printer';

type JsonObject = Readonly<Record<string, unknown>>;

/** Readers take a key for one only if its line is not much longer than this, in bytes. */
const LONGEST_KEY = 1000;
/** More than the kinds of a platform have; labels and data have others, without end. */
const REMEMBERED_KEYS = 2000;

/** Writes plain JSON data as YAML, in block style. It knows nothing else, and is several times faster for it. */
export class YamlPrinter {
  /** The first keys that were written, and how: nearly all objects have the same ones. */
  private static readonly keys = new Map<string, string>();

  /** One document, without its `---`. */
  public static print(object: JsonObject): string {
    return `${YamlPrinter.entries(object, '') || '{}'}\n`;
  }

  /** Lines of a map, without the first indentation and the last line break; empty where it has no entry. */
  private static entries(object: JsonObject, indentation: string): string {
    let text = '';
    for (const key of Object.keys(object)) {
      const value = object[key];
      if (value === undefined) continue;
      if (text !== '') text += `\n${indentation}`;
      text += `${YamlPrinter.key(key, indentation)}:${YamlPrinter.after(value, indentation)}`;
    }
    return text;
  }

  private static key(key: string, indentation: string): string {
    const known = YamlPrinter.keys.get(key);
    if (known !== undefined) return known;
    const text = ScalarPrinter.line(key);
    if (text.length * 3 > LONGEST_KEY && Buffer.byteLength(text) > LONGEST_KEY) return `? ${text}\n${indentation}`;
    if (YamlPrinter.keys.size < REMEMBERED_KEYS) YamlPrinter.keys.set(key, text);
    return text;
  }

  /** What follows a key: on the same line, or on lines of its own. */
  private static after(value: unknown, indentation: string): string {
    if (typeof value !== 'object' || value === null) return ` ${YamlPrinter.scalar(value, indentation)}`;
    const deeper = `${indentation}  `;
    const lines = YamlPrinter.collection(value, deeper);
    return lines === '' ? ` ${YamlPrinter.none(value)}` : `\n${deeper}${lines}`;
  }

  /** Lines of a list, as those of a map. */
  private static items(list: readonly unknown[], indentation: string): string {
    const deeper = `${indentation}  `;
    let text = '';
    for (const item of list) {
      if (text !== '') text += `\n${indentation}`;
      if (typeof item !== 'object' || item === null) text += `- ${YamlPrinter.scalar(item, indentation)}`;
      else text += `- ${YamlPrinter.collection(item, deeper) || YamlPrinter.none(item)}`;
    }
    return text;
  }

  private static collection(value: object, indentation: string): string {
    return Array.isArray(value)
      ? YamlPrinter.items(value, indentation)
      : YamlPrinter.entries(value as JsonObject, indentation);
  }

  /** A collection that holds nothing. */
  private static none(value: object): string {
    return Array.isArray(value) ? '[]' : '{}';
  }

  private static scalar(value: unknown, indentation: string): string {
    switch (typeof value) {
      case 'string':
        return ScalarPrinter.value(value, indentation);
      case 'number':
        return ScalarPrinter.number(value);
      default:
        return String(value);
    }
  }
}
