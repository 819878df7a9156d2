import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROD } from '../../charts/environments';
import { CHECKS } from '../../lib/checks/catalog';
import { Manifest } from '../../lib/manifests/manifest';
import { ROOT } from '../source-files';
import { manifestsOf, publishPlatform } from './rendered-platform';
import { SEED_ROWS } from './seed-rows';

const FILES = publishPlatform();
const ALL = manifestsOf(FILES);
const SITE = PROD.site.toObjects().map(object => new Manifest(object));
const find = (kind: string, namespace: string, name: string) => {
  return [...ALL.manifests, ...SITE].find(
    object => object.kind === kind && object.namespace === namespace && object.name === name,
  );
};
const CASES = new Map(
  readdirSync(join(ROOT, '__tests__/checks'), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.cases.ts'))
    .map(file => require(join(ROOT, '__tests__/checks', file)).default)
    .map(table => [table.check, table]),
);

/** The rows that the reference platform answers, as the issues write them. */
const ROWS =
  'A01–A13, B01–B15, B20, C01–C09, C16–C18, D01–D10, D21–D29, D34, E04–E19, E27–E29, F01–F11, F18–F19, G02–G09, G14, H20, K01–K03, K12'
    .split(', ')
    .flatMap(range => {
      const [first, last = first] = range.split('–');
      const count = Number(last.slice(1)) - Number(first.slice(1)) + 1;
      return Array.from(
        { length: count },
        (_, index) => `${first[0]}${String(Number(first.slice(1)) + index).padStart(2, '0')}`,
      );
    });

test('every row is listed once, and in order', () => {
  expect(SEED_ROWS.map(({ id }) => id).sort()).toEqual(ROWS.sort());
});

describe.each(SEED_ROWS.map(row => [row.id, row] as const))('row %s', (id, row) => {
  test('is settled by something', () => {
    expect(row.objects ?? row.artifact ?? row.checks ?? row.test ?? row.document).toBeDefined();
  });

  for (const { kind, namespace, name, fields } of row.objects ?? []) {
    test(`${kind} ${namespace}/${name} is rendered as the row says`, () => {
      const object = find(kind, namespace, name)?.object;
      expect(object).toBeDefined();
      expect(object).toMatchObject(fields ?? {});
    });
  }

  for (const { kind, namespace, name } of row.absent ?? []) {
    test(`${kind} ${namespace}/${name} is not rendered`, () => expect(find(kind, namespace, name)).toBeUndefined());
  }

  if (row.artifact) {
    const { file, lines } = row.artifact;
    test(`${file} says it`, () => expect(FILES.get(file)?.split('\n')).toEqual(expect.arrayContaining([...lines])));
  }

  for (const check of row.checks ?? []) {
    test(`check ${check} has a failing case for it`, () => {
      expect(CHECKS.map(candidate => candidate.id)).toContain(check);
      expect(
        CASES.get(check)
          .failing.map((failing: { name: string }) => failing.name)
          .join('\n'),
      ).toContain(id);
    });
  }

  if (row.test) {
    const file = row.test;
    test(`${file} names it`, () => {
      expect(existsSync(join(ROOT, file))).toBe(true);
      expect(readFileSync(join(ROOT, file), 'utf8')).toContain(id);
    });
  }

  if (row.document) {
    const { file, text } = row.document;
    test(`${file} says it`, () => expect(readFileSync(join(ROOT, file), 'utf8')).toContain(text));
  }
});
