import { NodePool, Taint } from '../../lib';
import { pinToPool } from '../../lib/hardening/harden-pod-spec';
import { schedulingAnnotations } from '../../lib/hardening/scheduling-annotations';

test('a dedicated pool has one label and the taint that belongs to it (rows A05 to A07)', () => {
  expect(NodePool.dedicated('infra')).toEqual({
    name: 'infra',
    nodeSelector: { dedicated: 'infra' },
    taint: { key: 'dedicated', value: 'infra', effect: 'NoSchedule' },
    zones: [],
  });
});

test('a pool takes its label, taint and zones as they are, and keeps copies', () => {
  const nodeSelector: Record<string, string> = { tier: 'ml-secure' };
  const zones = ['zone-1', 'zone-2'];
  const taint = Taint.noExecute('dedicated', 'ml-production');
  const pool = NodePool.of({ name: 'ml', nodeSelector, taint, zones });
  nodeSelector.more = 'x';
  zones.push('zone-3');
  expect(pool).toEqual({ name: 'ml', nodeSelector: { tier: 'ml-secure' }, taint, zones: ['zone-1', 'zone-2'] });
});

test.each<[string, Record<string, string>, string]>([
  [
    'ML',
    { tier: 'ml' },
    'pool name must be a DNS label of at most 63 lower-case letters, digits and "-", such as "tenant-a", got "ML"',
  ],
  ['ml', {}, 'nodeSelector of pool "ml" must be at least one label, got {}'],
  ['ml', { 'a b': 'x' }, 'nodeSelector key must be a label key such as "app" or "example.com/app", got "a b"'],
  [
    'ml',
    { tier: 'a b' },
    'nodeSelector "tier" must be a label value of at most 63 letters, digits, "-", "_" and ".", got "a b"',
  ],
])('refuses pool %s with selector %j', (name, nodeSelector, message) => {
  expect(() => NodePool.of({ name, nodeSelector, taint: Taint.noSchedule('dedicated', 'ml') })).toThrow(
    new Error(message),
  );
});

describe('a pool that spans others', () => {
  const OS = { 'kubernetes.io/os': 'linux' };
  const INFRA = NodePool.dedicated('infra');
  const ML = NodePool.of({ name: 'ml', nodeSelector: { tier: 'ml' }, taint: Taint.noSchedule('dedicated', 'ml') });
  const taints = (pool: NodePool) => pool.taints.map(({ value }) => value);

  test('tolerates the taint of each, once, and selects what all of them have (row M07)', () => {
    const pool = NodePool.spanning('every-node', OS, [INFRA, ML, NodePool.dedicated('infra')]);
    expect(pool).toMatchObject({ name: 'every-node', nodeSelector: OS, zones: [] });
    expect(taints(pool)).toEqual(['infra', 'ml']);
    expect(taints(NodePool.spanning('more', OS, [pool, NodePool.dedicated('build')]))).toEqual([
      'infra',
      'ml',
      'build',
    ]);
  });

  test('spans at least one, and selects something', () => {
    expect(() => NodePool.spanning('none', OS, [])).toThrow(new Error('pools of "none" must be at least one, got []'));
    expect(() => NodePool.spanning('any', {}, [INFRA])).toThrow(
      new Error('nodeSelector of pool "any" must be at least one label, got {}'),
    );
  });

  test('gives its pods and its namespaces every toleration', () => {
    const pool = NodePool.spanning('every-node', OS, [INFRA, ML]);
    const tolerations = ['infra', 'ml'].map(value => {
      return { key: 'dedicated', operator: 'Equal', value, effect: 'NoSchedule' };
    });
    expect(pinToPool({}, pool)).toEqual({ nodeSelector: OS, tolerations });
    const annotations = schedulingAnnotations(pool, true);
    expect(annotations['scheduler.alpha.kubernetes.io/node-selector']).toBe('kubernetes.io/os=linux');
    expect(JSON.parse(annotations['scheduler.alpha.kubernetes.io/defaultTolerations'])).toEqual(tolerations);
    expect(JSON.parse(annotations['scheduler.alpha.kubernetes.io/tolerationsWhitelist'])).toEqual(
      expect.arrayContaining(tolerations),
    );
  });
});
