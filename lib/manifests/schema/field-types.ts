import { FieldPath } from '../json/field-path';
import { Json } from '../json/json';
import type { Manifest } from '../manifest';
import { KINDS, METADATA, STRUCTS } from './field-types.table';

/** A value of a type that its field does not have. */
export interface FieldMisfit {
  /** Exact path of the field. */
  readonly path: string;
  /** The type that it has, in words: `a list`. */
  readonly expected: string;
  /** What stands there, in words: `an object`. Of texts and numbers only what cannot be a secret is shown. */
  readonly got: string;
}

type Fields = ReadonlyMap<string, string>;
type Segments = (string | number)[];

/** What the letters of the table mean. A number is a struct; `[` and `(` are lists, `{` a map, of what follows. */
const EXPECTED: Readonly<Record<string, string>> = {
  s: 'a text',
  b: 'true or false',
  i: 'a whole number of 32 bits',
  l: 'a whole number of 64 bits',
  x: 'a whole number of 32 bits, or a text',
  q: 'a quantity',
  y: 'a text in base64',
  '[': 'a list',
  '(': 'a list',
  '{': 'an object',
};
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * Whether the fields of objects have the types that kube-apiserver decodes, for Kubernetes' own kinds and for the custom
 * kinds of crds/; of other kinds only `metadata` is known. Fields that the table does not know are passed over.
 *
 * Null is an absent field. As an element of a list or map it is what is empty (`""`, `0`, `{}`), as Go decodes it; custom
 * kinds refuse it in lists.
 */
export class FieldTypes {
  private static readonly structs = new Map<string, Fields>();

  /** Every misfit of an object; what stands below one is not looked at. */
  public static misfits({ apiVersion, kind, object }: Manifest): readonly FieldMisfit[] {
    const misfits: FieldMisfit[] = [];
    FieldTypes.examine(object.metadata, METADATA, ['metadata'], misfits);
    const root = Object.hasOwn(KINDS, `${apiVersion}/${kind}`) ? KINDS[`${apiVersion}/${kind}`] : undefined;
    if (root !== undefined) FieldTypes.examine(object, root, [], misfits);
    return misfits;
  }

  private static examine(value: unknown, type: string, path: Segments, misfits: FieldMisfit[]): void {
    if (value === undefined || value === null || type === '*') return;
    if (FieldTypes.isOf(type, value)) FieldTypes.descend(value, type, path, misfits);
    else misfits.push({ path: FieldPath.of(path), expected: EXPECTED[type[0]] ?? 'an object', got: show(value, type) });
  }

  /** Whether the value itself is of the type, whatever stands in it. */
  private static isOf(type: string, value: unknown): boolean {
    switch (type[0]) {
      case 's':
        return typeof value === 'string';
      case 'b':
        return typeof value === 'boolean';
      case 'i':
        return isWhole(value, 31);
      case 'l':
        return isWhole(value, 63);
      case 'x':
        return typeof value === 'string' || isWhole(value, 31);
      case 'q':
        return typeof value === 'string' || typeof value === 'number';
      case 'y':
        return typeof value === 'string' && BASE64.test(value.replace(/[\r\n]/g, ''));
      case '[':
      case '(':
        return Array.isArray(value);
      default:
        return Json.isObject(value);
    }
  }

  private static descend(value: unknown, type: string, path: Segments, misfits: FieldMisfit[]): void {
    if (Array.isArray(value)) {
      const of = type.slice(1);
      for (let index = 0; index < value.length; index++) {
        if (value[index] !== null || type[0] === '[') FieldTypes.inner(index, value[index], of, path, misfits);
        else misfits.push({ path: FieldPath.of([...path, index]), expected: 'no null', got: 'null' });
      }
    } else if (Json.isObject(value)) {
      const fields = type[0] === '{' ? undefined : FieldTypes.fieldsOf(type);
      const ofAll = fields ? undefined : type.slice(1);
      for (const key in value) {
        const of = fields ? fields.get(key) : ofAll;
        if (of !== undefined) FieldTypes.inner(key, value[key], of, path, misfits);
      }
    }
  }

  private static inner(
    key: string | number,
    value: unknown,
    type: string,
    path: Segments,
    misfits: FieldMisfit[],
  ): void {
    if (typeof value !== 'object' && FieldTypes.isOf(type, value)) return;
    path.push(key);
    FieldTypes.examine(value, type, path, misfits);
    path.pop();
  }

  private static fieldsOf(struct: string): Fields {
    const known = FieldTypes.structs.get(struct);
    if (known) return known;
    const pairs = STRUCTS[Number(struct)].split(',').map(field => field.split(' ') as [string, string]);
    const fields = new Map(pairs);
    FieldTypes.structs.set(struct, fields);
    return fields;
  }
}

/** The limits count as inside: of 64 bits a JSON number cannot say them exactly. */
function isWhole(value: unknown, bits: 31 | 63): boolean {
  if (!Number.isInteger(value)) return false;
  const number = value as number;
  return number >= -(2 ** bits) && number <= (bits === 31 ? 2 ** 31 - 1 : 2 ** 63);
}

function show(value: unknown, type: string): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  const isPlain = typeof value === 'boolean' || ['b', 'i', 'l'].includes(type);
  const text = JSON.stringify(value);
  if (isPlain && text.length <= 40) return text;
  return typeof value === 'string' ? 'a text' : 'a number';
}
