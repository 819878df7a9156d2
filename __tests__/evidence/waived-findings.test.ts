import type { Finding } from '../../lib/evidence/finding';
import { WaivedFindings } from '../../lib/evidence/waived-findings';
import type { ScopedWaiver, Waiver } from '../../lib/evidence/waiver';

const OBJECT = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'tenant-a', name: 'api' };
const ORIGIN = { file: 'waivers.yaml', document: 1, line: 3 };
const waiver = (overrides: Partial<Waiver> = {}): Waiver => ({
  check: 'probes',
  object: OBJECT,
  reason: 'the vendor answers none',
  owner: 'vision',
  expires: '2027-03-31',
  origin: ORIGIN,
  ...overrides,
});
const finding = (overrides: Partial<Finding> = {}): Finding => ({
  check: 'probes',
  status: 'fail',
  object: OBJECT,
  origin: {},
  path: 'spec',
  message: 'has no probe',
  fix: 'add one',
  ...overrides,
});
/** The statuses of the findings, and then what fails of the waivers. */
function judge(waivers: Waiver[], findings: Finding[], date = '2027-01-01', asked = ['probes']) {
  const waived = new WaivedFindings(waivers, date);
  const statuses = findings.map(each => waived.apply(each).status);
  return [...statuses, ...waived.failuresOf(new Set(asked)).map(({ check }) => check)];
}

test('what a waiver matches is waived, with the waiver', () => {
  const used = waiver();
  expect(new WaivedFindings([used], '2027-01-01').apply(finding())).toEqual({
    ...finding(),
    status: 'waived',
    waiver: used,
  });
  expect(judge([used], [finding(), finding({ path: 'spec.other' })])).toEqual(['waived', 'waived']);
});

test.each<[string, Partial<Finding>]>([
  ['another check', { check: 'resources-set' }],
  ['another version', { object: { ...OBJECT, apiVersion: 'apps/v2' } }],
  ['another kind', { object: { ...OBJECT, kind: 'StatefulSet' } }],
  ['another namespace', { object: { ...OBJECT, namespace: '' } }],
  ['another name', { object: { ...OBJECT, name: 'web' } }],
])('%s is not matched, and a waiver that matches nothing fails', (_, overrides) => {
  expect(judge([waiver()], [finding(overrides)])).toEqual(['fail', 'waiver-unused']);
});

test('a waiver with a path matches that path alone', () => {
  const one = waiver({ path: 'spec' });
  expect(judge([one], [finding(), finding({ path: 'spec.other' })])).toEqual(['waived', 'fail']);
  expect(judge([one, waiver({ path: 'gone' })], [finding()])).toEqual(['waived', 'waiver-unused']);
});

test('a waiver holds through its last day', () => {
  expect(judge([waiver()], [finding()], '2027-03-31')).toEqual(['waived']);
  expect(judge([waiver()], [finding(), finding({ path: 'x' })], '2027-04-01')).toEqual([
    'fail',
    'fail',
    'waiver-expired',
  ]);
});

test('a finding that cannot be waived stays, whatever a waiver says', () => {
  const never = finding({ unwaivable: true });
  expect(judge([waiver()], [never])).toEqual(['fail', 'waiver-refused']);
  expect(judge([waiver()], [finding(), never])).toEqual(['waived', 'fail', 'waiver-refused']);
  expect(judge([waiver()], [never, finding()], '2027-04-01')).toEqual(['fail', 'fail', 'waiver-refused']);
});

test('what only warns needs no waiver', () => {
  expect(judge([waiver()], [finding({ mode: 'warn' })])).toEqual(['fail', 'waiver-unused']);
});

test('a waiver of a check that was not asked is not unused', () => {
  expect(judge([waiver()], [], '2027-01-01', [])).toEqual([]);
});

test('a failure names object, check, owner and where the waiver is written', () => {
  const waived = new WaivedFindings([waiver({ path: 'spec' })], '2028-01-01');
  waived.apply(finding());
  expect(waived.failuresOf(new Set())).toEqual([
    {
      check: 'waiver-expired',
      status: 'fail',
      object: OBJECT,
      origin: ORIGIN,
      path: '',
      message: 'the waiver of probes at spec by vision expired on 2027-03-31',
      fix: 'mend what it waives, or agree on a new day with its owner',
    },
  ]);
});

describe('a waiver of a construct', () => {
  const { object, origin, ...terms } = waiver();
  const scoped = (scope: string, overrides: Partial<ScopedWaiver> = {}): ScopedWaiver => ({
    ...terms,
    scope,
    origin: { constructPath: scope },
    ...overrides,
  });
  const below = (constructPath: string, name: string, overrides: Partial<Finding> = {}) =>
    finding({ origin: { constructPath }, object: { ...OBJECT, name }, ...overrides });
  const judgeScoped = (waivers: ScopedWaiver[], findings: Finding[], date = '2027-01-01') => {
    const waived = new WaivedFindings([], date, waivers);
    const statuses = findings.map(each => waived.apply(each).status);
    const failures = waived.failuresOf(new Set(['probes']));
    return { statuses, failures, resolved: waived.resolved };
  };

  test('is one for each object at and below it that has the finding', () => {
    const { statuses, failures, resolved } = judgeScoped(
      [scoped('prod/a')],
      [below('prod/a', 'one'), below('prod/a/x/Resource', 'two'), below('prod/ab', 'three'), below('prod', 'four')],
    );
    expect(statuses).toEqual(['waived', 'waived', 'fail', 'fail']);
    expect(failures).toEqual([]);
    expect(resolved).toEqual([
      { ...terms, object: { ...OBJECT, name: 'one' }, origin: { constructPath: 'prod/a' } },
      { ...terms, object: { ...OBJECT, name: 'two' }, origin: { constructPath: 'prod/a' } },
    ]);
  });

  test('of the app is for everything', () => {
    expect(judgeScoped([scoped('')], [below('prod/a', 'one'), below('b', 'two')]).statuses).toEqual([
      'waived',
      'waived',
    ]);
  });

  test('the nearest construct speaks, unless it has expired', () => {
    const near = scoped('prod/a', { owner: 'near' });
    const { resolved } = judgeScoped([scoped('prod'), near], [below('prod/a/x', 'one')]);
    expect(resolved.map(({ owner }) => owner)).toEqual(['near']);
    const late = judgeScoped([scoped('prod'), { ...near, expires: '2026-01-01' }], [below('prod/a/x', 'one')]);
    expect(late.statuses).toEqual(['waived']);
    expect(late.failures.map(({ check, message }) => `${check}: ${message}`)).toEqual([
      'waiver-expired: the waiver of probes by near expired on 2026-01-01',
    ]);
  });

  test('that matches nothing names the construct', () => {
    expect(judgeScoped([scoped('prod/a')], [below('prod/b', 'one')]).failures).toEqual([
      expect.objectContaining({
        check: 'waiver-unused',
        object: { apiVersion: '', kind: 'Construct', namespace: '', name: 'prod/a' },
        origin: { constructPath: 'prod/a' },
      }),
    ]);
  });

  test('is resolved in an order that does not depend on that of the findings', () => {
    const findings = ['c', 'a', 'b'].map(name => below('prod', name));
    const names = (list: Finding[]) => judgeScoped([scoped('prod')], list).resolved.map(each => each.object.name);
    expect(names(findings)).toEqual(['a', 'b', 'c']);
    expect(names([...findings].reverse())).toEqual(['a', 'b', 'c']);
  });
});
