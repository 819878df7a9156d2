import { Json, type JsonObject } from './json';

const PLAIN_KEY = /^[A-Za-z_][\w-]*$/;
const NONE: readonly JsonField[] = [];

/** A place in a rendered object: what stands there, and its exact path. */
export class JsonField {
  // Only declared: a field of a class is defined before it is assigned, which costs as much again, and there are ten of these an object.
  declare public readonly value: unknown;
  declare private readonly start: string;
  declare private readonly parent: JsonField | undefined;
  declare private readonly step: string | number;

  /** Paths are only for those who report, and so are put together when they are asked for. */
  constructor(value: unknown, start = '', parent?: JsonField, step: string | number = '') {
    this.value = value;
    this.start = start;
    this.parent = parent;
    this.step = step;
  }

  public get path(): string {
    if (this.parent === undefined) return this.start;
    const { path } = this.parent;
    if (typeof this.step === 'number' || !PLAIN_KEY.test(this.step)) return `${path}[${this.step}]`;
    return path === '' ? this.step : `${path}.${this.step}`;
  }

  /** The key under which it stands; empty for an element of a list. */
  public get name(): string {
    return typeof this.step === 'string' ? this.step : '';
  }

  /** The field that these keys lead to, whether anything stands there or not. */
  public at(first: string, second?: string, third?: string): JsonField {
    let field = this.key(first);
    if (second !== undefined) field = field.key(second);
    return third === undefined ? field : field.key(third);
  }

  /** The elements of the list under a key, in order; those of the place itself without a key. */
  public items(key?: string): readonly JsonField[] {
    const field = key === undefined ? this : this.key(key);
    const { value } = field;
    if (!Array.isArray(value)) return NONE;
    const items: JsonField[] = [];
    for (let index = 0; index < value.length; index++) items.push(new JsonField(value[index], '', field, index));
    return items;
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
    return new JsonField(Json.isObject(this.value) ? this.value[key] : undefined, '', this, key);
  }
}
