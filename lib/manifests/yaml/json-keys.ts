/** Fills objects key by key, as parsers do: `__proto__` is a key like any other. */
export class JsonKeys {
  public static has(object: object, key: string): boolean {
    return Object.hasOwn(object, key);
  }

  public static put(object: Record<string, unknown>, key: string, value: unknown): void {
    if (key !== '__proto__') object[key] = value;
    else Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  }
}
