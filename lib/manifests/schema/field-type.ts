import { Json, type JsonObject } from '../json/json';
import { STRUCTS } from './field-types.table';

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The limits count as inside: of 64 bits a JSON number cannot say them exactly. */
const OF_32_BITS = { least: -(2 ** 31), most: 2 ** 31 - 1 };
const OF_64_BITS = { least: -(2 ** 63), most: 2 ** 63 };

/** What the letters of the table mean. A number is a struct; `[` and `(` are lists, `{` a map, of what follows. */
const LETTERS: ReadonlyMap<string, readonly [expected: string, holds: (value: unknown) => boolean]> = new Map([
  ['s', ['a text', value => typeof value === 'string']],
  ['b', ['true or false', value => typeof value === 'boolean']],
  ['i', ['a whole number of 32 bits', value => isWhole(value, OF_32_BITS)]],
  ['l', ['a whole number of 64 bits', value => isWhole(value, OF_64_BITS)]],
  ['x', ['a whole number of 32 bits, or a text', value => typeof value === 'string' || isWhole(value, OF_32_BITS)]],
  ['q', ['a quantity', value => typeof value === 'string' || typeof value === 'number']],
  ['y', ['a text in base64', value => typeof value === 'string' && BASE64.test(value.replace(/[\r\n]/g, ''))]],
  ['*', ['anything', () => true]],
  ['[', ['a list', Array.isArray]],
  ['(', ['a list', Array.isArray]],
]);
const OBJECT = ['an object', Json.isObject] as const;
/** What `typeof` says of every value of a type, and of no other. */
const TYPE_OF: ReadonlyMap<string, string> = new Map([
  ['s', 'string'],
  ['b', 'boolean'],
]);
const NO_FIELDS: ReadonlyMap<string, FieldType> = new Map();

/** A type of the table, taken apart once for all the fields that have it. */
export class FieldType {
  private static readonly known = new Map<string, FieldType>();

  public static of(text: string): FieldType {
    const known = FieldType.known.get(text);
    if (known) return known;
    const type = new FieldType(text);
    FieldType.known.set(text, type);
    return type;
  }

  /** In words: `a list`. */
  public readonly expected: string;
  /** Whether a value itself is of the type, whatever stands in it. */
  public readonly holds: (value: unknown) => boolean;
  /** Whether its values are objects: a struct, or a map. */
  private readonly isOfObjects: boolean;
  /** What `typeof` says of its values, if that tells them from all others: most fields are texts, and need no more. */
  public readonly typeOf: string | undefined;
  /** What the elements of a list are, or the values of a map. */
  public readonly inner: FieldType | undefined;
  /** Whether nothing may stand in its place in a list. */
  public readonly takesNull: boolean;
  private read: ReadonlyMap<string, FieldType> | undefined;

  private constructor(private readonly text: string) {
    [this.expected, this.holds] = LETTERS.get(text[0]) ?? OBJECT;
    this.isOfObjects = !LETTERS.has(text[0]);
    this.typeOf = TYPE_OF.get(text);
    this.inner = /^[[({]/.test(text) ? FieldType.of(text.slice(1)) : undefined;
    this.takesNull = text[0] === '[';
  }

  /** Whether a value is of the type, and all that stands in it of theirs. An absent one is. */
  public fits(value: unknown): boolean {
    if (typeof value !== 'object') return value === undefined || this.holds(value);
    if (value === null) return true;
    if (Array.isArray(value))
      return this.holds(value) && (this.inner === undefined || this.fitsList(value, this.inner));
    if (!this.isOfObjects) return this.holds(value);
    if (this.inner) return FieldType.fitsMap(value as JsonObject, this.inner);
    const fields = this.read ?? this.fields;
    for (const key in value) {
      const type = fields.get(key);
      if (type === undefined) continue;
      const inner = (value as JsonObject)[key];
      if (typeof inner !== type.typeOf && !type.fits(inner)) return false;
    }
    return true;
  }

  private fitsList(list: readonly unknown[], inner: FieldType): boolean {
    for (let index = 0; index < list.length; index++) {
      const value = list[index];
      if (typeof value === inner.typeOf) continue;
      if (value === null ? !this.takesNull : !inner.fits(value)) return false;
    }
    return true;
  }

  private static fitsMap(map: JsonObject, inner: FieldType): boolean {
    for (const key in map) {
      const value = map[key];
      if (typeof value !== inner.typeOf && !inner.fits(value)) return false;
    }
    return true;
  }

  /** Whether a value of it can be shown, for it cannot be a secret. */
  public get isPlain(): boolean {
    return ['b', 'i', 'l'].includes(this.text);
  }

  /** The fields of a struct: read when the first value of it is met, for structs hold each other. */
  public get fields(): ReadonlyMap<string, FieldType> {
    this.read ??= FieldType.readFields(STRUCTS[Number(this.text)] ?? '');
    return this.read;
  }

  /** Some structs have no fields, and what may be anything is none. */
  private static readFields(struct: string): ReadonlyMap<string, FieldType> {
    if (struct === '') return NO_FIELDS;
    return new Map(
      struct.split(',').map(field => {
        const [name, type] = field.split(' ');
        return [name, FieldType.of(type)];
      }),
    );
  }
}

function isWhole(value: unknown, { least, most }: typeof OF_32_BITS): boolean {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
}
