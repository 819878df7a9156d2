import { CheckTable } from '../../../lib/checks/pod-security/_check-table';
import type { CheckVersion, VersionedCheck } from '../../../lib/checks/pod-security/_versioned-check';

const row = (since: number, overrides?: string[]): CheckVersion => ({ since, overrides, examine: () => [] });
const check = (id: string, level: 'baseline' | 'restricted', ...versions: CheckVersion[]): VersionedCheck => ({
  id,
  level,
  title: '',
  fix: '',
  versions,
});
const idsAt = (table: CheckTable, level: 'privileged' | 'baseline' | 'restricted', version: number | 'latest') =>
  table.editions(level, version).map(({ id }) => id);

test.each<[string, VersionedCheck[], string]>([
  ['an id twice', [check('a', 'baseline', row(0)), check('a', 'restricted', row(0))], 'check a is in the table twice'],
  ['no version', [check('a', 'baseline')], 'check a has no version'],
  ['a version twice', [check('a', 'baseline', row(1), row(1))], 'check a has version 1 after 1'],
  ['versions out of order', [check('a', 'baseline', row(2), row(1))], 'check a has version 1 after 2'],
  ['a version before the first', [check('a', 'baseline', row(-1))], 'check a has version -1'],
  ['a broken version', [check('a', 'baseline', row(1.5))], 'check a has version 1.5'],
  ['an override of nothing', [check('a', 'restricted', row(0, ['b']))], 'check a overrides b'],
  [
    'an override by a baseline check',
    [check('a', 'baseline', row(0, ['b'])), check('b', 'baseline', row(0))],
    'check a overrides b',
  ],
  [
    'an override of a restricted check',
    [check('a', 'restricted', row(0, ['b'])), check('b', 'restricted', row(0))],
    'check a overrides b',
  ],
])('refuses %s', (_, checks, message) => {
  expect(() => new CheckTable(checks)).toThrow(message);
});

describe('which checks hold', () => {
  const table = new CheckTable([
    check('loose', 'baseline', row(0), row(5)),
    check('late', 'baseline', row(3)),
    check('strict', 'restricted', row(2, ['loose']), row(4)),
  ]);

  test.each<['privileged' | 'baseline' | 'restricted', number | 'latest', string[]]>([
    ['privileged', 'latest', []],
    ['baseline', 0, ['loose']],
    ['baseline', 3, ['loose', 'late']],
    ['restricted', 1, ['loose']],
    ['restricted', 2, ['strict']],
    ['restricted', 3, ['late', 'strict']],
    ['restricted', 4, ['loose', 'late', 'strict']],
    ['restricted', 'latest', ['loose', 'late', 'strict']],
    ['restricted', 1000, ['loose', 'late', 'strict']],
  ])('at %s %s', (level, version, expected) => {
    expect(idsAt(table, level, version)).toEqual(expected);
  });

  test('in the edition of the version', () => {
    const edition = (version: number) => table.editions('baseline', version)[0].examine;
    expect(edition(4)).toBe(table.checks[0].versions[0].examine);
    expect(edition(5)).toBe(table.checks[0].versions[1].examine);
  });
});
