import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { Manifest } from '../../../lib/manifests/manifest';
import { FieldTypes } from '../../../lib/manifests/schema/field-types';
import { KINDS } from '../../../lib/manifests/schema/field-types.table';
import { ROOT } from '../../source-files';

/** What the decoder of kube-apiserver says of generated objects: `taken` or `refused`. */
const DECODED = readFileSync(join(__dirname, '../field-types/decoded.txt'), 'utf8')
  .trim()
  .split('\n')
  .map(line => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)] as const);

test('agrees with the decoder of kube-apiserver', () => {
  expect(DECODED.filter(([verdict]) => verdict === 'taken').length).toBeGreaterThan(50);
  expect(DECODED.filter(([verdict]) => verdict === 'refused').length).toBeGreaterThan(200);
  const wrong = DECODED.filter(([verdict, text]) => {
    const misfits = FieldTypes.misfits(new Manifest(JSON.parse(text)));
    return (misfits.length === 0) !== (verdict === 'taken');
  });
  expect(wrong).toEqual([]);
});

/** The part of an OpenAPI schema that is looked at. */
interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | true;
  readonly items?: Schema;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
}

/** A value that no field of the schema's type takes; undefined where it takes everything. */
function misfitOf(schema: Schema): unknown {
  if (
    schema['x-kubernetes-preserve-unknown-fields'] ||
    (schema.type === undefined && !schema['x-kubernetes-int-or-string'])
  ) {
    return undefined;
  }
  return schema.type === 'boolean' ? 'true' : true;
}

/** Objects with one field of another type each, with its path. */
function* misfits(schema: Schema, wrap: (value: unknown) => unknown, path: string): Generator<[string, unknown]> {
  const misfit = misfitOf(schema);
  if (misfit === undefined) return;
  yield [path, wrap(misfit)];
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    yield* misfits(property, value => wrap({ [name]: value }), path === '' ? name : `${path}.${name}`);
  }
  const values = schema.additionalProperties;
  if (values !== undefined && values !== true) yield* misfits(values, value => wrap({ k: value }), `${path}.k`);
  if (schema.items) yield* misfits(schema.items, value => wrap([value]), `${path}[0]`);
}

/** Kinds that are typed, and kinds of which a controller makes pods that are judged. */
const FILES = [
  ...readdirSync(join(ROOT, 'crds')).filter(file => file.endsWith('.yaml')),
  'served/kserve.yaml',
  'served/prometheus-operator.yaml',
];
const DEFINITIONS = FILES.flatMap(file => loadAll(readFileSync(join(ROOT, 'crds', file), 'utf8')) as any[])
  .flatMap(({ spec }) =>
    spec.versions.map((version: any) => [
      `${spec.group}/${version.name}`,
      spec.names.kind,
      version.schema.openAPIV3Schema,
    ]),
  )
  .filter(([, kind]) => !['CiliumNetworkPolicy', 'CiliumClusterwideNetworkPolicy'].includes(kind));

test.each(DEFINITIONS)(
  'knows every field of %s %s; run __tests__/manifests/field-types where it does not',
  (apiVersion, kind, schema) => {
    expect(KINDS).toHaveProperty([`${apiVersion}/${kind}`]);
    const { status, metadata, apiVersion: _, kind: __, ...properties } = schema.properties;
    let fields = 0;
    for (const [path, object] of misfits({ type: 'object', properties }, value => value, '')) {
      if (path === '') continue;
      fields++;
      const found = FieldTypes.misfits(new Manifest({ ...(object as object), apiVersion, kind }));
      expect(found.map(misfit => misfit.path)).toEqual([path]);
    }
    expect(fields).toBeGreaterThan(4);
  },
);

test('shows what stands there, but no text that may be a secret', () => {
  const of = (rest: object) =>
    FieldTypes.misfits(new Manifest({ apiVersion: 'v1', kind: 'Pod', ...rest })).map(
      ({ expected, got }) => `${expected}, ${got}`,
    );
  expect(of({ spec: { hostNetwork: 'yes' } })).toEqual(['true or false, "yes"']);
  expect(of({ spec: { hostNetwork: 'x'.repeat(50) } })).toEqual(['true or false, a text']);
  expect(of({ spec: { containers: 'hunter2' } })).toEqual(['a list, a text']);
  expect(of({ metadata: { labels: { a: 7 } } })).toEqual(['a text, a number']);
  expect(of({ spec: { nodeName: {} } })).toEqual(['a text, an object']);
});
