import type { Finding } from '../../lib/evidence/finding';
import { FindingsText } from '../../lib/evidence/findings-text';

const finding = (name: string, overrides: Partial<Finding> = {}): Finding => ({
  check: 'probes',
  status: 'fail',
  object: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'a', name },
  origin: { constructPath: `chart/${name}` },
  path: 'spec',
  message: `${name} has no probe`,
  fix: 'add one',
  ...overrides,
});
const many = (count: number, overrides: Partial<Finding> = {}) =>
  Array.from({ length: count }, (_, index) => finding(`n${index}`, overrides));

test('a few are printed by object, in full', () => {
  const text = FindingsText.of([finding('one'), finding('two'), finding('one', { check: 'other', path: '' })]);
  expect(text).toBe(
    [
      'Deployment a/one  (chart/one)',
      '  probes  spec',
      '    one has no probe',
      '    fix: add one',
      '  other',
      '    one has no probe',
      '    fix: add one',
      '',
      'Deployment a/two  (chart/two)',
      '  probes  spec',
      '    two has no probe',
      '    fix: add one',
    ].join('\n'),
  );
});

test('an object whose name the cluster makes has none yet', () => {
  const job = { apiVersion: 'batch/v1', kind: 'Job', namespace: 'a', name: '' };
  expect(FindingsText.of([finding('', { object: job })])).toMatch(/^Job a\/\(no name yet\) /);
});

test('many are printed by check: some in full, and the names of all', () => {
  const job = { apiVersion: 'batch/v1', kind: 'Job', namespace: '', name: 'last' };
  const text = FindingsText.of([...many(40), finding('n0', { path: 'spec.x' }), finding('last', { object: job })]);
  const others = Array.from({ length: 37 }, (_, index) => `a/n${index + 3}`);
  const lines = text.split('\n');
  expect(lines.filter(line => line.length > 120)).toEqual([]);
  const names = lines
    .slice(8, -1)
    .join('')
    .replace(/^ {2}and Deployment /, '');
  expect(names.split(/, +/)).toEqual(others);
  expect([...lines.slice(0, 8), lines.at(-1)].join('\n')).toBe(
    [
      'probes: 42 findings on 41 objects',
      '  fix: add one',
      '  Deployment a/n0  (chart/n0)',
      '    spec  n0 has no probe',
      '  Deployment a/n1  (chart/n1)',
      '    spec  n1 has no probe',
      '  Deployment a/n2  (chart/n2)',
      '    spec  n2 has no probe',
      '  and Job last',
    ].join('\n'),
  );
});

test('what has another fix has a block of its own', () => {
  const blocks = FindingsText.of([...many(40), ...many(2, { fix: 'remove it' })]).split('\n\n');
  expect(blocks.map(block => block.split('\n').slice(0, 2))).toEqual([
    ['probes: 40 findings on 40 objects', '  fix: add one'],
    ['probes: 2 findings on 2 objects', '  fix: remove it'],
  ]);
});

test('thousands stay short', () => {
  const findings = ['a', 'b', 'c'].flatMap(check => many(1000, { check }));
  expect(FindingsText.of(findings).split('\n').length).toBeLessThan(300);
});

test('an object is found by its construct, the line that made it, or its file', () => {
  const title = (origin: Finding['origin']) => FindingsText.of([finding('one', { origin })]).split('\n')[0];
  expect(title({ constructPath: 'chart/one', source: 'charts/one.ts:3:5' })).toBe(
    'Deployment a/one  (chart/one, charts/one.ts:3:5)',
  );
  expect(title({ file: 'a.yaml', document: 2 })).toBe('Deployment a/one  (a.yaml, document 2)');
  expect(title({})).toBe('Deployment a/one');
});
