import { CHECKS } from '../../lib/checks/catalog';
import { Controls } from '../../lib/evidence/controls';

test('every check that is mapped exists', () => {
  const ids = CHECKS.map(({ id }) => id);
  expect(Controls.CHECKS.filter(id => !ids.includes(id))).toEqual([]);
});

test('every control that a check is mapped to exists, and is named once', () => {
  const ids = Controls.ALL.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { id } of CHECKS) {
    const own = Controls.of(id);
    expect(own.filter(control => !ids.includes(control))).toEqual([]);
    expect(new Set(own).size).toBe(own.length);
  }
});

test('of section 5 of the CIS benchmark, this is what no check speaks to', () => {
  const spoken = new Set(CHECKS.flatMap(({ id }) => Controls.of(id)));
  const silent = Controls.ALL.filter(({ id, framework }) => framework === 'CIS' && !spoken.has(id));
  expect(silent.map(({ id, title }) => `${id} ${title}`)).toEqual([
    '5.1.4 little access to create pods',
    '5.3.1 the CNI supports network policies',
    '5.4.1 Secrets are files rather than environment variables',
  ]);
});

test('a check that nobody mapped has no controls', () => {
  expect(Controls.of('constructor')).toEqual([]);
});
