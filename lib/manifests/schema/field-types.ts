import { Answers } from '../../notation/answers';
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
const NONE: readonly FieldMisfit[] = [];

/**
 * Whether the fields of objects have the types that kube-apiserver decodes, for Kubernetes' own kinds, for the custom kinds of
 * crds/, and for those of which pods are made that say what their pods are; of other kinds only `metadata` is known. Fields that the table does not know are passed over.
 *
 * Null is an absent field. As an element of a list or map it is what is empty (`""`, `0`, `{}`), as Go decodes it; custom
 * kinds refuse it in lists.
 */
export class FieldTypes {
  /** By API version, then by kind. */
  private static readonly roots = new Answers(
    (apiVersion: string) => new Answers((kind: string) => FieldTypes.rootOf(`${apiVersion}/${kind}`)),
  );

  /** Every misfit of an object; what stands below one is not looked at. */
  public static misfits({ apiVersion, kind, object }: Manifest): readonly FieldMisfit[] {
    const root = FieldTypes.roots.of(apiVersion).of(kind);
    // Nearly all objects fit, and are read without keeping paths.
    if (OF_METADATA.fits(object.metadata) && (root === undefined || root.fits(object))) return NONE;
    const misfits: FieldMisfit[] = [];
    FieldTypes.examine(object.metadata, OF_METADATA, ['metadata'], misfits);
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
      for (const [key, inner] of Object.entries(value)) {
        const of = type.inner ?? type.fields.get(key);
        if (of !== undefined) FieldTypes.below(key, inner, of, path, misfits);
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

  private static below(
    key: string | number,
    value: unknown,
    type: FieldType,
    path: Segments,
    misfits: FieldMisfit[],
  ): void {
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
  if (typeof value === 'number') return 'a number';
  return type.expected.startsWith('a text') ? 'another text' : 'a text';
}
