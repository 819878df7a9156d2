import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

/** The part of a JSON Schema that is looked at. */
interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: unknown;
}

/** Another project's schema of what we write for it, from `schemas/`. */
export function schemaOf(file: string): ValidateFunction {
  return compiled(read(file));
}

/** The same, and a key that the schema does not know is wrong wherever it knows some: Helm itself would drop it silently. */
export function closedSchemaOf(file: string): ValidateFunction {
  return compiled(closed(read(file)));
}

/** What is wrong, as text; empty where nothing is. */
export function mistakes(validate: ValidateFunction, value: unknown): string[] {
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message, params }) =>
    [instancePath, message, params.additionalProperty].filter(Boolean).join(' '),
  );
}

function read(file: string): Schema {
  return JSON.parse(readFileSync(join(__dirname, 'schemas', file), 'utf8'));
}

function compiled(schema: object): ValidateFunction {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  return ajv.compile(schema);
}

function closed(schema: Schema): Schema {
  if (schema.properties === undefined) return schema;
  const properties = Object.entries(schema.properties).map(([name, property]) => [name, closed(property)]);
  return { additionalProperties: false, ...schema, properties: Object.fromEntries(properties) };
}
