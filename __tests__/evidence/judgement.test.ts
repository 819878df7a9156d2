import type { Check, Panel } from '../../lib/checks/check';
import { FindingsText } from '../../lib/evidence/findings-text';
import { Judgement } from '../../lib/evidence/judgement';
import { WaivedFindings } from '../../lib/evidence/waived-findings';
import { Manifest } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';

const object = (kind: string, name: string) =>
  new Manifest({ apiVersion: 'v1', kind, metadata: { name, namespace: 'a' } }, { constructPath: `chart/${name}` });
const ALL = new ManifestSet([object('Secret', 'one'), object('ConfigMap', 'two'), object('ConfigMap', 'three')]);

const check = (overrides: Partial<Check>): Check => ({
  id: 'example',
  family: 'references',
  title: 'an example',
  fix: 'mend it',
  examine: () => [],
  ...overrides,
});

test('a check is asked about the kinds that it speaks of; the rest is not applicable', () => {
  const asked: string[] = [];
  const record = ({ name }: Manifest) => {
    asked.push(name);
    return [];
  };
  const judgement = Judgement.of(ALL, [check({ kinds: ['ConfigMap'], examine: record })]);
  expect(asked).toEqual(['two', 'three']);
  expect(judgement.tallies.get('example')).toEqual({ passed: 2, failed: 0, waived: 0, notApplicable: 1 });
});

test('a check that needs nodes is not applicable where there are none', () => {
  const judgement = Judgement.of(ALL, [check({ needsNodes: true, examine: () => [{ path: '', message: 'no' }] })]);
  expect(judgement.findings).toEqual([]);
  expect(judgement.tallies.get('example')).toEqual({ passed: 0, failed: 0, waived: 0, notApplicable: 3 });
});

test('a finding names check, object, origin, path, message and fix', () => {
  const judgement = Judgement.of(ALL, [
    check({ kinds: ['Secret'], examine: () => [{ path: 'data', message: 'found it' }] }),
  ]);
  expect(judgement.findings).toEqual([
    {
      check: 'example',
      status: 'fail',
      object: { apiVersion: 'v1', kind: 'Secret', namespace: 'a', name: 'one' },
      origin: { constructPath: 'chart/one' },
      path: 'data',
      message: 'found it',
      fix: 'mend it',
    },
  ]);
});

test('what only audit or warn would report is no finding, but a warning', () => {
  const modes = ['enforce', 'audit', 'warn'] as const;
  const judgement = Judgement.of(ALL, [
    check({ kinds: ['Secret'], examine: () => modes.map(mode => ({ path: '', message: mode, mode })) }),
  ]);
  expect(judgement.findings.map(({ message }) => message)).toEqual(['enforce']);
  expect(judgement.warnings.map(({ message, mode }) => [message, mode])).toEqual([
    ['audit', 'audit'],
    ['warn', 'warn'],
  ]);
  const warned = Judgement.of(ALL, [check({ examine: () => [{ path: '', message: 'no', mode: 'warn' }] })]);
  expect(warned.tallies.get('example')).toEqual({ passed: 3, failed: 0, waived: 0, notApplicable: 0 });
});

describe('waivers', () => {
  const waive = (name: string, path?: string) => ({
    check: 'example',
    object: { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'a', name },
    ...(path !== undefined && { path }),
    reason: 'because',
    owner: 'me',
    expires: '2027-03-31',
  });
  const two = [
    { path: 'data.x', message: 'one' },
    { path: 'data.y', message: 'two' },
  ];
  const judge = (waivers: ReturnType<typeof waive>[], overrides: Partial<Check> = {}) => {
    const waived = new WaivedFindings(waivers, '2027-01-01');
    return Judgement.of(ALL, [check({ kinds: ['ConfigMap'], examine: () => two, ...overrides })], waived);
  };

  test('an object is waived where all is waived that was found', () => {
    const judgement = judge([waive('two'), waive('three', 'data.x')]);
    expect(judgement.tallies.get('example')).toEqual({ passed: 0, failed: 1, waived: 1, notApplicable: 1 });
    expect(judgement.findings.map(({ status }) => status)).toEqual(['waived', 'waived', 'waived', 'fail']);
    expect(judgement.failures.map(({ object, path }) => [object.name, path])).toEqual([['three', 'data.y']]);
  });

  test('a check, or one of its violations, may not be waivable', () => {
    expect(judge([waive('two'), waive('three')], { unwaivable: true }).failures).toHaveLength(6);
    const mixed = [two[0], { ...two[1], unwaivable: true }];
    const judgement = judge([waive('two'), waive('three')], { examine: () => mixed });
    expect(judgement.failures.map(({ check, path }) => [check, path])).toEqual([
      ['example', 'data.y'],
      ['example', 'data.y'],
      ['waiver-refused', ''],
      ['waiver-refused', ''],
    ]);
  });

  test('one of a check without the facts that it needs is not unused', () => {
    expect(judge([waive('two')], { needsNodes: true }).findings).toEqual([]);
    expect(judge([waive('four')]).failures.map(({ check }) => check)).toContain('waiver-unused');
  });
});

test('a check that throws has failed', () => {
  const judgement = Judgement.of(ALL, [
    check({
      kinds: ['Secret'],
      examine: () => {
        throw new Error('out of cheese');
      },
    }),
  ]);
  expect(judgement.findings.map(({ message }) => message)).toEqual([
    'the check could not judge this object: Error: out of cheese',
  ]);
});

describe('checks of a panel', () => {
  const found = [{ path: 'data', message: 'found it' }];
  const ids = ['one', 'two', 'three'];
  const judge = (panel: Panel) =>
    Judgement.of(
      ALL,
      ids.map(id => check({ id, kinds: ['ConfigMap'], panel })),
    );
  const said = ({ findings }: Judgement) => findings.map(({ check, object, message }) => [check, object.name, message]);

  test('are asked as one', () => {
    const asked: string[] = [];
    const judgement = judge({
      examine: ({ name }) => {
        asked.push(name);
        return new Map(name === 'two' ? [['one', found]] : [['three', found]]);
      },
    });
    expect(asked).toEqual(['two', 'three']);
    expect(said(judgement)).toEqual([
      ['one', 'two', 'found it'],
      ['three', 'three', 'found it'],
    ]);
    expect(judgement.tallies.get('two')).toEqual({ passed: 2, failed: 0, waived: 0, notApplicable: 1 });
  });

  test('have all failed where it throws', () => {
    const judgement = judge({
      examine: ({ name }) => {
        if (name === 'two') throw new Error('out of cheese');
        return new Map();
      },
    });
    const message = 'the check could not judge this object: Error: out of cheese';
    expect(said(judgement)).toEqual(ids.map(id => [id, 'two', message]));
  });
});

test('findings are printed by object, all of them', () => {
  const two = check({
    id: 'other',
    kinds: ['Secret'],
    examine: () => [{ path: '', message: 'and this', fix: 'or so' }],
  });
  const one = check({ kinds: ['Secret'], examine: () => [{ path: 'data.key', message: 'found it' }] });
  expect(FindingsText.of(Judgement.of(ALL, [one, two]).findings)).toBe(
    [
      'Secret a/one  (chart/one)',
      '  example  data.key',
      '    found it',
      '    fix: mend it',
      '  other',
      '    and this',
      '    fix: or so',
    ].join('\n'),
  );
});
