import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { CHECKS } from '../../lib/checks/catalog';
import { Judgement } from '../../lib/evidence/judgement';
import { Json, type JsonObject } from '../../lib/manifests/json/json';
import { Manifest } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import { SiteFacts } from '../../lib/manifests/site-facts';
import { ManifestReader } from '../../lib/manifests/yaml/manifest-reader';
import { YamlDocuments } from '../../lib/manifests/yaml/yaml-documents';
import type { CheckCases } from './check-cases';
import { SEED_SITE } from './scheduling/seed-site';

const POD_TEMPLATE = {
  apiVersion: 'v1',
  kind: 'PodTemplate',
  metadata: { name: 't', namespace: 'a', labels: {} },
  template: { metadata: { labels: {} }, spec: { containers: [{ name: 'c', image: 'c', ports: [], env: [] }] } },
};

/** The objects of every case of every check: all kinds that a check looks at. */
const OBJECTS: JsonObject[] = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.cases.ts'))
  .sort()
  .map((file): CheckCases => require(join(__dirname, file)).default)
  .flatMap(({ passing, failing }) => [...passing, ...failing])
  .flatMap(({ yaml, files = {} }) => [yaml, ...Object.values(files)])
  .flatMap(text => ManifestReader.read(text, 'case').manifests.map(({ object }) => object))
  .concat(POD_TEMPLATE);
const FACTS = SiteFacts.fromObjects(YamlDocuments.read(SEED_SITE));

const junk = fc.constantFrom<unknown>(
  ...[null, 0, -1, 1.5, 1e30, '', 'a', '80', '*', '1Gi', 'a/b/c', '{{x}}', '__proto__', true, false],
  ...[[], [null], [[]], [1, 'a', {}], {}, { a: null }, { a: 1 }, { '': '' }, { constructor: 1 }],
);
/** One of the objects, some fields of which hold something else. */
const mutated = fc
  .tuple(fc.constantFrom(...OBJECTS), fc.array(fc.tuple(fc.nat(), junk), { minLength: 1, maxLength: 4 }))
  .map(([object, changes]) => {
    const copy = structuredClone(object);
    for (const [number, value] of changes) {
      const places = placesOf(copy);
      const [holder, key] = places[number % places.length];
      holder[key] = structuredClone(value);
    }
    return copy;
  });

function placesOf(value: unknown): [Record<string, unknown>, string][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    [value as Record<string, unknown>, key] as [Record<string, unknown>, string],
    ...placesOf(inner),
  ]);
}

test('there are objects of the kinds that checks look at', () => {
  const kinds = new Set(OBJECTS.map(({ kind }) => kind));
  const unseen = CHECKS.flatMap(check => check.kinds ?? []).filter(kind => !kinds.has(kind));
  expect([...new Set(unseen)]).toEqual([]);
});

test('no check throws, whatever stands in a field', () => {
  fc.assert(
    fc.property(fc.array(mutated, { minLength: 10, maxLength: 20 }), objects => {
      const manifests = objects.filter(({ kind, apiVersion }) => Json.text(kind) && Json.text(apiVersion));
      const all = new ManifestSet(
        manifests.map(object => new Manifest(object)),
        FACTS,
      );
      const { findings, warnings } = Judgement.of(all, CHECKS);
      const thrown = [...findings, ...warnings].filter(({ message }) => message.includes('could not judge'));
      expect(thrown.map(({ check, message }) => `${check}: ${message}`)).toEqual([]);
    }),
    { numRuns: 100, seed: 20261121 },
  );
}, 60_000);
