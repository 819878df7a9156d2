import { FieldPath } from '../json/field-path';
import { Json } from '../json/json';
import type { Manifest } from '../manifest';
import { FieldType } from './field-type';
import { KINDS, METADATA } from './field-types.table';

/** A value of a type that its field does not have. */
export interface FieldMisfit {
  /** Exact path of the field. */
  readonly path: string;
  /** The type that it has, in words: `a list`. */
  readonly expected: string;
  /** What stands there, in words: `an object`. Of texts and numbers only what cannot be a secret is shown. */
  readonly got: string;
}

type Segments = (string | number)[];

const OF_METADATA = FieldType.of(METADATA);

/**
 * Whether the fields of objects have the types that kube-apiserver decodes, for Kubernetes' own kinds, for the custom kinds of
 * crds/, and for those of which pods are made that say what their pods are; of other kinds only `metadata` is known. Fields that the table does not know are passed over.
 *
 * Null is an absent field. As an element of a list or map it is what is empty (`""`, `0`, `{}`), as Go decodes it; custom
 * kinds refuse it in lists.
 */
export class FieldTypes {
  /** Every misfit of an object; what stands below one is not looked at. */
  public static misfits({ apiVersion, kind, object }: Manifest): readonly FieldMisfit[] {
    const misfits: FieldMisfit[] = [];
    FieldTypes.examine(object.metadata, OF_METADATA, ['metadata'], misfits);
    const root = FieldTypes.rootOf(`${apiVersion}/${kind}`);
    if (root !== undefined) FieldTypes.examine(object, root, [], misfits);
    return misfits;
  }

  private static rootOf(kind: string): FieldType | undefined {
    return Object.hasOwn(KINDS, kind) ? FieldType.of(KINDS[kind]) : undefined;
  }

  private static examine(value: unknown, type: FieldType, path: Segments, misfits: FieldMisfit[]): void {
    if (value === undefined || value === null) return;
    if (type.holds(value)) FieldTypes.descend(value, type, path, misfits);
    else misfits.push({ path: FieldPath.of(path), expected: type.expected, got: show(value, type) });
  }

  private static descend(value: unknown, type: FieldType, path: Segments, misfits: FieldMisfit[]): void {
    if (Array.isArray(value)) {
      FieldTypes.descendList(value, type, path, misfits);
    } else if (Json.isObject(value)) {
      const fields = type.inner ? undefined : type.fields;
      for (const key in value) {
        const of = fields ? fields.get(key) : type.inner;
        if (of !== undefined) FieldTypes.below(key, value[key], of, path, misfits);
      }
    }
  }

  private static descendList(list: readonly unknown[], type: FieldType, path: Segments, misfits: FieldMisfit[]): void {
    if (!type.inner) return;
    for (let index = 0; index < list.length; index++) {
      if (list[index] !== null || type.takesNull) FieldTypes.below(index, list[index], type.inner, path, misfits);
      else misfits.push({ path: FieldPath.of([...path, index]), expected: 'no null', got: 'null' });
    }
  }

  /** Most values are texts and numbers that fit; they need no path. */
  private static below(
    key: string | number,
    value: unknown,
    type: FieldType,
    path: Segments,
    misfits: FieldMisfit[],
  ): void {
    if (typeof value !== 'object' && type.holds(value)) return;
    path.push(key);
    FieldTypes.examine(value, type, path, misfits);
    path.pop();
  }
}

function show(value: unknown, type: FieldType): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  const text = JSON.stringify(value);
  if ((typeof value === 'boolean' || type.isPlain) && text.length <= 40) return text;
  return typeof value === 'string' ? 'a text' : 'a number';
}
