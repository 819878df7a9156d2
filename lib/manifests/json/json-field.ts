import { Json, type JsonObject } from './json';

const PLAIN_KEY = /^[A-Za-z_][\w-]*$/;

/** A place in a rendered object: what stands there, and its exact path. */
export class JsonField {
  constructor(
    public readonly value: unknown,
    public readonly path: string = '',
  ) {}

  /** The field that these keys lead to, whether anything stands there or not. */
  public at(...keys: string[]): JsonField {
    return keys.reduce<JsonField>((field, key) => field.key(key), this);
  }

  /** The elements of the list under a key, in order; those of the place itself without a key. */
  public items(key?: string): readonly JsonField[] {
    const { value, path } = key === undefined ? this : this.key(key);
    return Json.list(value).map((item, index) => new JsonField(item, `${path}[${index}]`));
  }

  /** The entries of the map under a key; those of the place itself without a key. */
  public entries(key?: string): readonly JsonField[] {
    const field = key === undefined ? this : this.key(key);
    return Object.keys(field.object).map(name => field.key(name));
  }

  public get object(): JsonObject {
    return Json.object(this.value);
  }

  /** Whether an object stands here. */
  public get isObject(): boolean {
    return Json.isObject(this.value);
  }

  /** The text that stands here; undefined if there is none, or it is empty. */
  public get text(): string | undefined {
    return Json.text(this.value) || undefined;
  }

  private key(key: string): JsonField {
    const step = PLAIN_KEY.test(key) ? `${this.path === '' ? '' : '.'}${key}` : `[${key}]`;
    return new JsonField(Json.at(this.value, key), `${this.path}${step}`);
  }
}
