import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENVIRONMENTS } from '../../charts/environments';
import { CHECKS } from '../../lib/checks/catalog';
import { Manifest } from '../../lib/manifests/manifest';
import { manifestsOf, publishPlatform } from '../charts/rendered-platform';
import { ROOT } from '../source-files';
import type { RowObject } from './row';
import { SEED_ROWS } from './rows';

const FILES = publishPlatform();
/** What each environment has: what is rendered, and its site as the judge is told it. */
const OBJECTS = new Map(
  ENVIRONMENTS.map(environment => {
    const site = environment.toObjects().map(object => new Manifest(object));
    const all = [...manifestsOf(FILES, environment).manifests, ...site];
    return [
      environment.name,
      new Map(all.map(object => [`${object.kind} ${object.namespace}/${object.name}`, object])),
    ];
  }),
);
const find = ({ kind, namespace, name, environment = 'prod' }: RowObject) =>
  OBJECTS.get(environment)?.get(`${kind} ${namespace}/${name}`)?.object;

const CASES = new Map(
  readdirSync(join(ROOT, '__tests__/checks'), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.cases.ts'))
    .map(file => require(join(ROOT, '__tests__/checks', file)).default)
    .map(table => [table.check, table]),
);
const failingCases = (check: string): string[] => (CASES.get(check)?.failing ?? []).map(({ name }: any) => name);

/** How many rows each section of the checklist has. */
const SECTIONS = { A: 20, B: 20, C: 19, D: 34, E: 33, F: 19, G: 17, H: 23, I: 14, J: 26, K: 14, L: 8, M: 9, N: 13 };

test('every row of the checklist is there once, and in order', () => {
  const ids = Object.entries(SECTIONS).flatMap(([section, count]) =>
    Array.from({ length: count }, (_, index) => `${section}${String(index + 1).padStart(2, '0')}`),
  );
  expect(ids.length).toBe(269);
  expect(SEED_ROWS.map(({ id }) => id)).toEqual(ids);
});

describe.each(SEED_ROWS.map(row => [row.id, row] as const))('row %s', (id, row) => {
  const { objects = [], absent = [], artifacts = [], checks = [], tests = [], documents = [], outside, missing } = row;

  test('says what it is about, and where it ended', () => {
    expect(row.asks).not.toBe('');
    const ways = [...objects, ...artifacts, ...checks, ...tests, ...documents, outside, missing];
    expect(ways.filter(way => way !== undefined && way !== '').length).toBeGreaterThan(0);
  });

  for (const object of objects) {
    test(`${object.kind} ${object.namespace}/${object.name} is rendered as the row says`, () => {
      expect(find(object)).toBeDefined();
      expect(find(object)).toMatchObject(object.fields ?? {});
    });
  }

  for (const object of absent) {
    test(`${object.kind} ${object.namespace}/${object.name} is not rendered`, () =>
      expect(find(object)).toBeUndefined());
  }

  for (const { file, lines } of artifacts) {
    test(`${file} says it`, () => {
      const text = FILES.get(file) ?? '';
      for (const line of lines) expect(text).toContain(line);
    });
  }

  for (const check of checks) {
    test(`check ${check} has a failing case for it`, () => {
      expect(CHECKS.map(candidate => candidate.id)).toContain(check);
      expect(failingCases(check).join('\n')).toContain(id);
    });
  }

  for (const file of tests) {
    test(`${file} names it`, () => {
      expect(existsSync(join(ROOT, file))).toBe(true);
      expect(readFileSync(join(ROOT, file), 'utf8')).toContain(id);
    });
  }

  for (const { file, text } of documents) {
    test(`${file} says it`, () => expect(readFileSync(join(ROOT, file), 'utf8')).toContain(text));
  }
});
