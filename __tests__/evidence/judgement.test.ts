import type { Check } from '../../lib/checks/check';
import { FindingsText } from '../../lib/evidence/findings-text';
import { Judgement } from '../../lib/evidence/judgement';
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
  expect(judgement.tallies.get('example')).toEqual({ passed: 2, failed: 0, notApplicable: 1 });
});

test('a check that needs nodes is not applicable where there are none', () => {
  const judgement = Judgement.of(ALL, [check({ needsNodes: true, examine: () => [{ path: '', message: 'no' }] })]);
  expect(judgement.findings).toEqual([]);
  expect(judgement.tallies.get('example')).toEqual({ passed: 0, failed: 0, notApplicable: 3 });
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
