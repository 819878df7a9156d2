import type { Chart } from 'cdk8s';
import { ExternalBackend, GatewayRoute, type GatewayRouteProps, Hostname, PodSet, Port } from '../../../lib';
import { verdictOf } from '../crd-schema';
import { newGateway } from '../example-gateway';
import { render, TENANT_A, TENANT_B } from '../example-tenant';

const backend = (serviceName: string, namespace = TENANT_A) =>
  ExternalBackend.of({
    namespace,
    serviceName,
    servicePort: 80,
    pods: PodSet.labelled({ app: serviceName }, namespace),
    port: Port.tcp(8000),
  });
const objects = (trafficPercent: number, more: Partial<GatewayRouteProps> = {}) =>
  render((chart: Chart) => {
    return new GatewayRoute(chart, 'public', {
      gateway: newGateway(chart),
      hostname: Hostname.of('a.ml.example.com'),
      backend: backend('v1'),
      canary: { backend: backend('v2'), trafficPercent },
      ...more,
    });
  });

const ofKind = (all: Record<string, any>[], wanted: string) => all.filter(({ kind }) => kind === wanted);

test.each([0, 10, 50, 100])('the parts of two versions are a hundred, %d of them the canary (row D33)', percent => {
  const [route] = ofKind(objects(percent), 'HTTPRoute').filter(({ metadata }) => metadata.name === 'public');
  expect(route.spec.rules[0].backendRefs).toEqual([
    { group: '', kind: 'Service', name: 'v1', port: 80, weight: 100 - percent },
    { group: '', kind: 'Service', name: 'v2', port: 80, weight: percent },
  ]);
  expect(verdictOf(route)).toEqual({ violations: [], unwrittenDefaults: [] });
});

test('the gateway reaches the pods of both, unless another repository says so', () => {
  const policies = (more: Partial<GatewayRouteProps> = {}) =>
    ofKind(objects(10, more), 'CiliumNetworkPolicy')
      .filter(({ metadata }) => metadata.namespace === 'tenant-a')
      .map(({ metadata, spec }) => [metadata.name, spec.endpointSelector.matchLabels.app]);
  expect(policies()).toEqual([
    ['public-from-gateway', 'v1'],
    ['public-canary-from-gateway', 'v2'],
  ]);
  expect(policies({ renderPolicy: false })).toEqual([]);
});

test('a route elsewhere is granted both Services by name', () => {
  const [grant] = ofKind(objects(10, { namespace: TENANT_B }), 'ReferenceGrant');
  expect(grant.spec.to.map(({ name }: any) => name)).toEqual(['v1', 'v2']);
});

test.each([-1, 101, 0.5])('%d is no part of a hundred', percent => {
  expect(() => objects(percent)).toThrow(
    new Error(`trafficPercent must be a whole number from 0 to 100, got ${percent}`),
  );
});

test('a canary runs beside the other version', () => {
  expect(() => objects(10, { canary: { backend: backend('v2', TENANT_B), trafficPercent: 10 } })).toThrow(
    new Error('route public leads to namespaces "tenant-a" and "tenant-b"; run the canary beside the other version'),
  );
});
