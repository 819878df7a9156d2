/** A JSON object of unknown content. Rendered objects come from anywhere, so nothing about them is taken for granted. */
export type JsonObject = Readonly<Record<string, unknown>>;

const EMPTY: JsonObject = Object.freeze({});
const NONE: readonly unknown[] = Object.freeze([]);

/** Reads JSON of unknown shape: what is not there, or is of another type, reads as empty. */
export class Json {
  public static isObject(value: unknown): value is JsonObject {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  }

  public static object(value: unknown): JsonObject {
    // Asked half a million times before it is compiled: the question is written out, as in `at`.
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : EMPTY;
  }

  public static list(value: unknown): readonly unknown[] {
    return Array.isArray(value) ? value : NONE;
  }

  /** The objects of a list; other elements are passed over. */
  public static objects(value: unknown): readonly JsonObject[] {
    const list = Json.list(value);
    for (let index = 0; index < list.length; index++) {
      if (!Json.isObject(list[index])) return list.filter(Json.isObject);
    }
    return list as readonly JsonObject[];
  }

  public static text(value: unknown): string | undefined {
    return typeof value === 'string' ? value : undefined;
  }

  /** The string values of a string map, as labels are: mostly the map itself. */
  public static texts(value: unknown): Readonly<Record<string, string>> {
    const map = Json.object(value);
    for (const key in map) {
      if (typeof map[key] !== 'string') return Json.textsOnly(map);
    }
    return map as Readonly<Record<string, string>>;
  }

  /** What stands at a path of keys, or undefined. */
  public static at(value: unknown, ...keys: string[]): unknown {
    let here = value;
    for (let index = 0; index < keys.length; index++) {
      if (typeof here !== 'object' || here === null || Array.isArray(here)) return undefined;
      here = (here as JsonObject)[keys[index]];
    }
    return here;
  }

  private static textsOnly(map: JsonObject): Readonly<Record<string, string>> {
    const entries = Object.entries(map).filter(([, text]) => typeof text === 'string');
    return Object.fromEntries(entries) as Record<string, string>;
  }
}
