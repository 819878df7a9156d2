import { CidrBlock } from '../../notation/cidr';
import { Flat } from '../../notation/flat';
import { Json } from '../json/json';
import { keyPath } from '../json/key-path';

/** A pattern of a CRD: as it is written there, and a form of it that takes linear time here. */
export interface SchemaPattern {
  readonly written: string;
  readonly form: RegExp;
}

/** The structural schema of a field of a custom resource, as far as Cilium's policies use it. */
export type Schema =
  | {
      readonly type: 'object';
      readonly fields: Readonly<Record<string, Schema>>;
      readonly required?: readonly string[];
      /** Exactly one of these is there. */
      readonly oneOf?: readonly string[];
      /** At least one of these is there. */
      readonly anyOf?: readonly string[];
    }
  | { readonly type: 'map'; readonly values: Schema }
  | {
      readonly type: 'array';
      readonly items: Schema;
      readonly minItems?: number;
      readonly maxItems?: number;
      /** No two are the same. */
      readonly isSet?: boolean;
    }
  | {
      readonly type: 'string';
      readonly enum?: readonly string[];
      readonly pattern?: SchemaPattern;
      readonly minLength?: number;
      readonly maxLength?: number;
      readonly format?: 'cidr';
    }
  | { readonly type: 'integer'; readonly minimum?: number; readonly maximum?: number }
  | { readonly type: 'int-or-string'; readonly pattern: SchemaPattern }
  | { readonly type: 'boolean' };

/** What the API server holds against a field. */
export interface SchemaMistake {
  readonly path: string;
  readonly message: string;
  /** Whether it is a field that the schema does not know, which the API server drops and does not refuse. */
  readonly isUnknown?: boolean;
}

/** Judges a value by a structural schema as the API server does: null is absent, except in a list. */
export class StructuralSchema {
  public static mistakes(value: unknown, schema: Schema, path: string): readonly SchemaMistake[] {
    switch (schema.type) {
      case 'object':
        return Json.isObject(value)
          ? StructuralSchema.ofObject(value, schema, path)
          : wrongType(value, 'an object', path);
      case 'map':
        if (!Json.isObject(value)) return wrongType(value, 'an object', path);
        return Flat.map(
          Object.keys(value).filter(key => value[key] !== null),
          key => StructuralSchema.mistakes(value[key], schema.values, keyPath(path, key)),
        );
      case 'array':
        return Array.isArray(value) ? StructuralSchema.ofList(value, schema, path) : wrongType(value, 'a list', path);
      case 'string':
        return typeof value === 'string'
          ? StructuralSchema.ofText(value, schema, path)
          : wrongType(value, 'a string', path);
      case 'integer':
        return StructuralSchema.ofInteger(value, schema, path);
      case 'int-or-string':
        if (typeof value === 'string') return matches(value, schema.pattern, path);
        return Number.isInteger(value) ? [] : wrongType(value, 'an integer or a string', path);
      case 'boolean':
        return typeof value === 'boolean' ? [] : wrongType(value, 'true or false', path);
    }
  }

  private static ofObject(
    value: Readonly<Record<string, unknown>>,
    { fields, required = [], oneOf = [], anyOf = [] }: Schema & { type: 'object' },
    path: string,
  ): readonly SchemaMistake[] {
    const isThere = (key: string) => value[key] !== undefined && value[key] !== null;
    const chosen = oneOf.length === 0 ? oneOf : oneOf.filter(isThere);
    const mistakes: SchemaMistake[] = [];
    const keys = Object.keys(value);
    for (let index = 0; index < keys.length; index++) {
      const key = keys[index];
      const element = value[key];
      if (!Object.hasOwn(fields, key)) {
        mistakes.push({
          path: keyPath(path, key),
          message: 'is no field that the CRD knows; the API server drops it',
          isUnknown: true,
        });
      } else if (element !== null && element !== undefined) {
        mistakes.push(...StructuralSchema.mistakes(element, fields[key], `${path}.${key}`));
      }
    }
    for (const key of required.filter(each => !isThere(each))) {
      mistakes.push({ path: keyPath(path, key), message: 'is required' });
    }
    if (oneOf.length > 0 && chosen.length !== 1) {
      mistakes.push({
        path,
        message: `must have exactly one of ${oneOf.join(', ')}, got ${chosen.join(', ') || 'none'}`,
      });
    }
    if (anyOf.length > 0 && !anyOf.some(isThere)) {
      mistakes.push({ path, message: `must have at least one of ${anyOf.join(', ')}` });
    }
    return mistakes;
  }

  private static ofList(
    value: readonly unknown[],
    { items, minItems = 0, maxItems = Number.POSITIVE_INFINITY, isSet = false }: Schema & { type: 'array' },
    path: string,
  ): readonly SchemaMistake[] {
    const mistakes: SchemaMistake[] = [];
    for (let index = 0; index < value.length; index++) {
      mistakes.push(...StructuralSchema.mistakes(value[index], items, `${path}[${index}]`));
    }
    if (value.length < minItems) mistakes.push({ path, message: `must have at least ${minItems} elements` });
    if (value.length > maxItems)
      mistakes.push({ path, message: `must have at most ${maxItems} elements, got ${value.length}` });
    if (isSet && new Set(value).size < value.length) mistakes.push({ path, message: 'must not have an element twice' });
    return mistakes;
  }

  private static ofText(text: string, schema: Schema & { type: 'string' }, path: string): readonly SchemaMistake[] {
    const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, format, pattern } = schema;
    if (text.length < minLength) return [{ path, message: 'must not be empty' }];
    const length = text.length > maxLength ? [...text].length : text.length;
    if (length > maxLength) return [{ path, message: `must have at most ${maxLength} characters, got ${length}` }];
    if (schema.enum && !schema.enum.includes(text)) {
      return [{ path, message: `must be one of ${schema.enum.join(', ')}, got ${JSON.stringify(text)}` }];
    }
    if (format === 'cidr' && !isBlock(text)) {
      return [
        {
          path,
          message: `must be a block of addresses with a mask such as "192.168.32.0/24", got ${JSON.stringify(text)}`,
        },
      ];
    }
    return pattern ? matches(text, pattern, path) : [];
  }

  private static ofInteger(
    value: unknown,
    { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY }: Schema & { type: 'integer' },
    path: string,
  ): readonly SchemaMistake[] {
    if (typeof value !== 'number' || !Number.isInteger(value)) return wrongType(value, 'an integer', path);
    if (value >= minimum && value <= maximum) return [];
    return [{ path, message: `must be from ${minimum} to ${maximum}, got ${value}` }];
  }
}

/** Zeros before a number do not matter to the API server. */
function isBlock(text: string): boolean {
  const plain = text.includes(':') ? text : text.replace(/(^|\.)0+(?=\d)/g, '$1');
  return text.includes('/') && CidrBlock.tryParse(plain.replace(/\/0+(?=\d)/, '/')) !== undefined;
}

function matches(text: string, { written, form }: SchemaPattern, path: string): readonly SchemaMistake[] {
  return form.test(text) ? [] : [{ path, message: `must match ${written}, got ${JSON.stringify(text)}` }];
}

function wrongType(value: unknown, expected: string, path: string): readonly SchemaMistake[] {
  return [{ path, message: `must be ${expected}, got ${JSON.stringify(value) ?? 'nothing'}` }];
}
