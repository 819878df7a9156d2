import { verdictOf } from './crd-schema';

const ROUTE = { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute' };
const PROJECT = { apiVersion: 'argoproj.io/v1alpha1', kind: 'AppProject' };

test.each<[string, object, string[]]>([
  ['an unknown field', { ...PROJECT, spec: { sourceRepo: [] } }, ['spec.sourceRepo: unknown']],
  ['another type', { ...PROJECT, spec: { description: 7 } }, ['spec.description: integer instead of string']],
  [
    'a missing field, deep in a list',
    { ...PROJECT, spec: { namespaceResourceWhitelist: [{ group: 'apps' }] } },
    ['spec.namespaceResourceWhitelist[0].kind: missing'],
  ],
  [
    'text that does not match',
    { ...ROUTE, spec: { hostnames: ['a b'] } },
    [expect.stringMatching(/^spec\.hostnames\[0\]: a b does not match /)],
  ],
  ['too many items', { ...ROUTE, spec: { hostnames: Array(17).fill('a') } }, ['spec.hostnames: 17 is more than 16']],
  [
    'too little text',
    { ...ROUTE, spec: { parentRefs: [{ name: '' }] } },
    ['spec.parentRefs[0].name: 0 is less than 1'],
  ],
  [
    'none of the values',
    { ...ROUTE, spec: { rules: [{ filters: [{ type: 'Redirect' }] }] } },
    [expect.stringMatching(/^spec\.rules\[0\]\.filters\[0\]\.type: Redirect is none of /)],
  ],
])('finds %s', (_, object, violations) => {
  expect(verdictOf(object as Record<string, unknown>).violations).toEqual(violations);
});

test('finds the defaults that a list leaves to the API server', () => {
  expect(verdictOf({ ...ROUTE, spec: { parentRefs: [{ name: 'gateway' }] } }).unwrittenDefaults).toEqual([
    'spec.parentRefs[0].group',
    'spec.parentRefs[0].kind',
  ]);
});

test('says of which kind it has no schema', () => {
  expect(() => verdictOf({ apiVersion: 'v1', kind: 'Pod' })).toThrow(new Error('no schema of v1 Pod'));
});
