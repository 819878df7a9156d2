import { ResourcePlurals } from '../../lib/notation/resource-plurals';

test.each([
  ['Deployment', 'deployments'],
  ['NetworkPolicy', 'networkpolicies'],
  ['Ingress', 'ingresses'],
  ['Endpoints', 'endpoints'],
  ['Gateway', 'gateways'],
  ['HTTPRoute', 'httproutes'],
  ['CiliumLoadBalancerIPPool', 'ciliumloadbalancerippools'],
  ['Class', 'classes'],
  ['constructor', 'constructors'],
])('the plural of %s is %s', (kind, plural) => {
  expect(ResourcePlurals.of(kind)).toBe(plural);
});

test('the core group is named without a group', () => {
  expect(ResourcePlurals.CORE).toEqual(expect.arrayContaining(['pods', 'secrets', 'services']));
  expect(ResourcePlurals.CORE).not.toContain('deployments');
});
