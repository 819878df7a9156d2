import fc from 'fast-check';
import { Baseline, type BaselineEntry } from '../../lib/evidence/baseline';
import { BaselineFile } from '../../lib/evidence/baseline-file';
import type { Finding } from '../../lib/evidence/finding';

const finding = (name: string, overrides: Partial<Finding> = {}): Finding => ({
  check: 'probes',
  status: 'fail',
  object: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'tenant-a', name },
  origin: {},
  path: 'spec',
  message: 'has no probe',
  fix: 'add one',
  ...overrides,
});
/** The statuses of the findings, and then what is stale. */
function judge(entries: readonly BaselineEntry[], findings: Finding[], asked = ['probes']): string[] {
  const baseline = new Baseline(entries);
  const statuses = findings.map(each => baseline.apply(each).status);
  return [...statuses, ...baseline.failuresOf(new Set(asked)).map(({ check, message }) => `${check}: ${message}`)];
}
const TODAY = [finding('a'), finding('b', { path: '' }), finding('b', { path: '' })];

test('what was there is accepted, what is new is not', () => {
  const entries = Baseline.entriesOf(TODAY);
  expect(judge(entries, TODAY)).toEqual(['waived', 'waived', 'waived']);
  expect(judge(entries, [...TODAY, finding('c')]).at(-1)).toBe('fail');
  expect(judge(entries, [...TODAY, finding('a', { path: 'spec.template' })]).at(-1)).toBe('fail');
  expect(judge(entries, [...TODAY, finding('b', { path: '' })]).at(-1)).toBe('fail');
});

test('what is gone has to leave it', () => {
  expect(judge(Baseline.entriesOf(TODAY), [finding('b', { path: '' })])).toEqual([
    'waived',
    'baseline-stale: the baseline has a finding of probes that is gone',
    'baseline-stale: the baseline has a finding of probes that is gone',
  ]);
  expect(judge(Baseline.entriesOf(TODAY), [finding('a')])).toContain(
    'baseline-stale: the baseline has 2 findings of probes that are gone',
  );
  expect(judge(Baseline.entriesOf(TODAY), [], ['resources-set'])).toEqual([]);
});

test('what cannot be waived is not in it, nor accepted by it', () => {
  const never = finding('a', { unwaivable: true });
  expect(Baseline.entriesOf([never])).toEqual([]);
  expect(judge(Baseline.entriesOf([finding('a')]), [never])).toEqual([
    'fail',
    'baseline-stale: the baseline has a finding of probes that is gone',
  ]);
});

test('it holds neither what a waiver accepts nor what is wrong with waivers and baselines', () => {
  const waived = finding('a', { status: 'waived' });
  expect(
    Baseline.entriesOf([waived, finding('b', { check: 'waiver-unused' }), finding('c', { check: 'baseline-stale' })]),
  ).toEqual([]);
  expect(judge(Baseline.entriesOf([finding('a')]), [waived]).at(-1)).toMatch(/^baseline-stale/);
});

test('it holds what a baseline accepted before', () => {
  const before = Baseline.entriesOf(TODAY);
  const baseline = new Baseline(before);
  expect(Baseline.entriesOf(TODAY.map(each => baseline.apply(each)))).toEqual(before);
});

describe('the file', () => {
  test('has what tells a finding from others, and neither texts nor days', () => {
    expect(BaselineFile.write(Baseline.entriesOf(TODAY))).toBe(
      [
        '---',
        'findings:',
        '  - check: probes',
        '    object:',
        '      apiVersion: apps/v1',
        '      kind: Deployment',
        '      namespace: tenant-a',
        '      name: a',
        '    path: spec',
        '  - check: probes',
        '    object:',
        '      apiVersion: apps/v1',
        '      kind: Deployment',
        '      namespace: tenant-a',
        '      name: b',
        '    count: 2',
        '',
      ].join('\n'),
    );
  });

  test('has the same bytes for the same findings, and is read as it was written', () => {
    const any = fc.record({ name: fc.string({ minLength: 1 }).filter(text => text.trim() !== ''), path: fc.string() });
    const valid = any.filter(({ path }) => path === '' || path.trim() !== '');
    fc.assert(
      fc.property(fc.array(valid), list => {
        const findings = list.map(({ name, path }) => finding(name, { path }));
        const text = BaselineFile.write(Baseline.entriesOf(findings));
        expect(BaselineFile.write(Baseline.entriesOf([...findings].reverse()))).toBe(text);
        const { entries, errors } = BaselineFile.read(text, 'baseline.yaml');
        expect(errors).toEqual([]);
        expect(judge(entries, findings)).toEqual(findings.map(() => 'waived'));
      }),
    );
  });

  test('with a mistake says where', () => {
    const text = 'findings:\n  - check: probes\n    object: { apiVersion: v1, kind: Pod, name: a }\n    count: 1\n';
    expect(BaselineFile.read(text, 'baseline.yaml').errors.map(String)).toEqual([
      'baseline.yaml, document 1, line 2: findings[0].count must be a whole number above 1, got 1',
    ]);
  });
});
