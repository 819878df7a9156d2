import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';

type Fields = Readonly<Record<string, unknown>>;

/** The part of an OpenAPI schema that is looked at. */
interface Schema {
  readonly type?: string;
  readonly enum?: unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | true;
  readonly required?: string[];
  readonly items?: Schema;
  readonly default?: unknown;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
}

/** A CustomResourceDefinition. */
interface Definition {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: { readonly name: string; readonly schema: { readonly openAPIV3Schema: Schema } }[];
  };
}

const DEFINITIONS = [
  'argo-cd',
  'cilium',
  'external-secrets',
  'gateway-api',
  'kueue',
  'kyverno',
  'served/prometheus-operator',
  'velero',
].flatMap(file => {
  return loadAll(readFileSync(join(__dirname, `../../crds/${file}.yaml`), 'utf8')) as (Definition | null)[];
});

/** What the API server has to say of a custom resource, by the schema of its CustomResourceDefinition. */
export interface Verdict {
  /** Unknown and missing fields, wrong types and values. CEL rules are not evaluated. */
  readonly violations: string[];
  /** Fields inside lists that the API server would fill in; Argo CD would show each as a difference. */
  readonly unwrittenDefaults: string[];
}

/** Holds a rendered custom resource against its schema. */
export function verdictOf(object: Fields): Verdict {
  const [group, version] = String(object.apiVersion).split('/');
  const definition = DEFINITIONS.find(one => one?.spec.group === group && one.spec.names.kind === object.kind);
  const served = definition?.spec.versions.find(({ name }) => name === version);
  if (!served) throw new Error(`no schema of ${object.apiVersion} ${object.kind}`);
  const verdict: Verdict = { violations: [], unwrittenDefaults: [] };
  examine(object.spec, served.schema.openAPIV3Schema.properties?.spec ?? {}, 'spec', false, verdict);
  return verdict;
}

function examine(value: unknown, schema: Schema, path: string, inList: boolean, verdict: Verdict): void {
  if (schema['x-kubernetes-preserve-unknown-fields'] || schema['x-kubernetes-int-or-string']) return;
  const wrong = (what: string) => verdict.violations.push(`${path}: ${what}`);
  const type = Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value;
  if (type !== schema.type) wrong(`${type} instead of ${schema.type}`);
  if (schema.enum && !schema.enum.includes(value)) wrong(`${value} is none of ${schema.enum}`);
  if (schema.pattern && !new RegExp(schema.pattern).test(String(value)))
    wrong(`${value} does not match ${schema.pattern}`);
  const size = typeof value === 'number' ? value : Array.isArray(value) || typeof value === 'string' ? value.length : 0;
  const least = schema.minLength ?? schema.minItems ?? schema.minimum;
  const most = schema.maxLength ?? schema.maxItems ?? schema.maximum;
  if (least !== undefined && size < least) wrong(`${size} is less than ${least}`);
  if (most !== undefined && size > most) wrong(`${size} is more than ${most}`);
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) examine(item, schema.items ?? {}, `${path}[${index}]`, true, verdict);
  } else if (type === 'object') {
    examineFields(value as Fields, schema, path, inList, verdict);
  }
}

function examineFields(value: Fields, schema: Schema, path: string, inList: boolean, verdict: Verdict): void {
  const known = schema.properties ?? {};
  for (const name of schema.required ?? []) {
    if (!(name in value)) verdict.violations.push(`${path}.${name}: missing`);
  }
  for (const name of Object.keys(known)) {
    if (inList && known[name].default !== undefined && !(name in value))
      verdict.unwrittenDefaults.push(`${path}.${name}`);
  }
  for (const [name, field] of Object.entries(value)) {
    const own = name in known ? known[name] : schema.additionalProperties;
    if (own === undefined) verdict.violations.push(`${path}.${name}: unknown`);
    else if (own !== true) examine(field, own, `${path}.${name}`, inList, verdict);
  }
}
