import { NodePool, Taint } from '../../lib';

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
