/** A JSON object of unknown content. Rendered objects come from anywhere, so nothing about them is taken for granted. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Reads JSON of unknown shape: what is not there, or is of another type, reads as empty. */
export class Json {
  public static isObject(value: unknown): value is JsonObject {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  }

  public static object(value: unknown): JsonObject {
    return Json.isObject(value) ? value : {};
  }

  public static list(value: unknown): readonly unknown[] {
    return Array.isArray(value) ? value : [];
  }

  /** The objects of a list; other elements are passed over. */
  public static objects(value: unknown): readonly JsonObject[] {
    return Json.list(value).filter(Json.isObject);
  }

  public static text(value: unknown): string | undefined {
    return typeof value === 'string' ? value : undefined;
  }

  /** The string values of a string map, as labels are. */
  public static texts(value: unknown): Readonly<Record<string, string>> {
    const entries = Object.entries(Json.object(value)).filter(([, text]) => typeof text === 'string');
    return Object.fromEntries(entries) as Record<string, string>;
  }

  /** What stands at a path of keys, or undefined. */
  public static at(value: unknown, ...keys: string[]): unknown {
    return keys.reduce<unknown>((here, key) => (Json.isObject(here) ? here[key] : undefined), value);
  }
}
