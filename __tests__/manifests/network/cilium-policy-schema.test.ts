import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Json, type JsonObject } from '../../../lib/manifests/json/json';
import { CILIUM_POLICY_SCHEMA } from '../../../lib/manifests/network/cilium-policy-schema';
import type { Schema } from '../../../lib/manifests/network/structural-schema';
import { YamlDocuments } from '../../../lib/manifests/yaml/yaml-documents';

const CRDS = YamlDocuments.read(readFileSync(join(__dirname, '../../../crds/cilium.yaml'), 'utf8'));

/** The schema of a policy's spec and that of an element of its specs, as the CRD has them. */
function schemasOf(kind: string): readonly unknown[] {
  const crd = CRDS.find(object => Json.at(object, 'spec', 'names', 'kind') === kind);
  const [version] = Json.objects(Json.at(crd, 'spec', 'versions'));
  const properties = Json.at(version, 'schema', 'openAPIV3Schema', 'properties');
  return [Json.at(properties, 'spec'), Json.at(properties, 'specs', 'items')];
}

/** What a CRD says that decides whether it takes a value: without descriptions, and what Kubernetes does not ask about. */
function decisive(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decisive);
  if (!Json.isObject(value)) return value;
  const entries = Object.entries(value).filter(
    ([key, each]) => !(key === 'description' && typeof each === 'string') && !isIgnored(key, each),
  );
  return Object.fromEntries(entries.map(([key, each]) => [key, decisive(each)]));
}

function isIgnored(key: string, value: unknown): boolean {
  if (key === 'format') return value === 'idn-hostname' || value === 'int32';
  return key === 'default' || key === 'x-kubernetes-map-type' || (key === 'x-kubernetes-list-type' && value !== 'set');
}

/** Our schema in the form of a CRD. */
function asCrd(schema: Schema): JsonObject {
  switch (schema.type) {
    case 'object': {
      const { fields, required, oneOf = [], anyOf = [] } = schema;
      const alternatives = (names: readonly string[]) =>
        names.map(name => ({ properties: { [name]: {} }, required: [name] }));
      return {
        type: 'object',
        properties: Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, asCrd(field)])),
        ...(required ? { required: [...required] } : {}),
        ...(oneOf.length > 0 ? { oneOf: alternatives(oneOf) } : {}),
        ...(anyOf.length > 0 ? { anyOf: alternatives(anyOf) } : {}),
      };
    }
    case 'map':
      return { type: 'object', additionalProperties: asCrd(schema.values) };
    case 'array': {
      const { items, isSet, ...rest } = schema;
      return { ...rest, items: asCrd(items), ...(isSet ? { 'x-kubernetes-list-type': 'set' } : {}) };
    }
    case 'string':
      return { ...schema, ...(schema.pattern ? { pattern: schema.pattern.written } : {}) };
    case 'int-or-string':
      return {
        anyOf: [{ type: 'integer' }, { type: 'string' }],
        pattern: schema.pattern.written,
        'x-kubernetes-int-or-string': true,
      };
    default:
      return { ...schema };
  }
}

test.each(['CiliumNetworkPolicy', 'CiliumClusterwideNetworkPolicy'])('the schema of %s is that of its CRD', kind => {
  const [spec, ofSpecs] = schemasOf(kind);
  expect(asCrd(CILIUM_POLICY_SCHEMA)).toEqual(decisive(spec));
  expect(decisive(ofSpecs)).toEqual(decisive(spec));
});

/** Every pattern of the schema, once. */
function patternsOf(schema: Schema): readonly { readonly written: string; readonly form: RegExp }[] {
  switch (schema.type) {
    case 'object':
      return Object.values(schema.fields).flatMap(patternsOf);
    case 'map':
      return patternsOf(schema.values);
    case 'array':
      return patternsOf(schema.items);
    case 'string':
    case 'int-or-string':
      return schema.pattern ? [schema.pattern] : [];
    default:
      return [];
  }
}

const PATTERNS = new Map(patternsOf(CILIUM_POLICY_SCHEMA).map(pattern => [pattern.written, pattern.form]));
const PIECES = ['', 'a', 'Z', '0', '7', '-', '_', '.', '*', ' ', 'http', '80', '65536', 'é', '\n', 'EchoReply', '255'];

test.each([...PATTERNS])('takes what %s takes', (written, form) => {
  // The one pattern in a notation that JavaScript writes otherwise.
  const original = new RegExp(written.replace('\\PC', '\\P{C}'), 'u');
  const texts = PIECES.flatMap(a => PIECES.flatMap(b => PIECES.map(c => `${a}${b}${c}`)));
  expect(texts.filter(text => original.test(text) !== form.test(text))).toEqual([]);
});

test.each([...PATTERNS])('is not slow where %s would be', (_, form) => {
  const start = process.hrtime.bigint();
  for (const text of ['a'.repeat(20_000), `${'a1-'.repeat(7_000)}!`, `${'a.'.repeat(10_000)}!`]) form.test(text);
  expect(process.hrtime.bigint() - start).toBeLessThan(1_000_000_000n);
});
