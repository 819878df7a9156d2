import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKS } from '../../lib/checks/catalog';
import { type CheckCases, findingsOf } from './check-cases';

const TABLES: CheckCases[] = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.cases.ts'))
  .sort()
  .map(file => require(join(__dirname, file)).default);

test('every check outside pod-security has one table of cases, and every table a check', () => {
  const ids = CHECKS.filter(check => check.family !== 'pod-security').map(check => check.id);
  expect(TABLES.map(table => table.check).sort()).toEqual([...ids].sort());
});

test('check ids are unique', () => {
  const ids = CHECKS.map(check => check.id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

describe.each(TABLES.map(table => [table.check, table] as const))('%s', (id, table) => {
  test.each(table.passing.map(row => [row.name, row] as const))('passes: %s', (_, row) => {
    expect(findingsOf(id, row)).toEqual([]);
  });

  test.each(table.failing.map(row => [row.name, row] as const))('catches: %s', (_, row) => {
    expect(row.finds.length).toBeGreaterThan(0);
    expect(findingsOf(id, row)).toEqual(row.finds);
  });

  test('has rows of both kinds', () => {
    expect(table.passing.length).toBeGreaterThan(0);
    expect(table.failing.length).toBeGreaterThan(0);
  });
});
