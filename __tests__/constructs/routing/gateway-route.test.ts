import { App, Chart } from 'cdk8s';
import {
  ExternalBackend,
  ExternalGateway,
  ExternalNamespace,
  GatewayRoute,
  type GatewayRouteProps,
  Hostname,
  PodSet,
  Port,
  RateLimit,
  RouteAuth,
  SecretStore,
  SharedGateway,
  TenantNamespace,
} from '../../../lib';
import { verdictOf } from '../crd-schema';
import { INGRESS, newGateway, ofKind } from '../example-gateway';
import { API, POOL, render, TENANT, TENANT_A, TENANT_B } from '../example-tenant';

const HOSTNAME = Hostname.of('a.ml.example.com');
const BACKEND = ExternalBackend.of({
  namespace: TENANT_A,
  serviceName: 'model-api',
  servicePort: 80,
  pods: API,
  port: Port.tcp(8000),
});
const EXTERNAL = ExternalGateway.of({
  name: 'prod-gateway',
  namespace: INGRESS,
  listeners: { 'a.ml.example.com': 'a-ml-example-com' },
});

const route =
  (more: Partial<GatewayRouteProps> = {}) =>
  (chart: Chart) => {
    return new GatewayRoute(chart, 'public', { gateway: EXTERNAL, hostname: HOSTNAME, backend: BACKEND, ...more });
  };

test('says who may call the program, and how often (rows F12, F13)', () => {
  const auth = RouteAuth.token('https://id.example.com', HOSTNAME.name);
  const [{ metadata }] = render(route({ auth, rateLimit: RateLimit.perSecond(20) }));
  expect(metadata.annotations).toEqual({
    'fortress.cdk8s.io/authentication': 'token issuer=https://id.example.com audience=a.ml.example.com',
    'fortress.cdk8s.io/rate-limit': '20/s',
  });
});

test('goes from one host name to one Service, and lets the gateway reach the pods (rows F10, F18)', () => {
  const [httpRoute, policy, ...more] = render(route());
  expect(httpRoute).toEqual({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'public', namespace: 'tenant-a' },
    spec: {
      parentRefs: [
        {
          group: 'gateway.networking.k8s.io',
          kind: 'Gateway',
          name: 'prod-gateway',
          namespace: 'ml-ingress-gateway',
          sectionName: 'a-ml-example-com',
        },
      ],
      hostnames: ['a.ml.example.com'],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/' } }],
          backendRefs: [{ group: '', kind: 'Service', name: 'model-api', port: 80, weight: 1 }],
        },
      ],
    },
  });
  expect(policy).toMatchObject({
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: { name: 'public-from-gateway', namespace: 'tenant-a' },
    spec: {
      description: 'The gateway reaches model-api, for a.ml.example.com.',
      endpointSelector: { matchLabels: { app: 'api' } },
      ingress: [{ fromEntities: ['ingress'], toPorts: [{ ports: [{ port: '8000', protocol: 'TCP' }] }] }],
    },
  });
  expect(more).toEqual([]);
});

test('makes the listener, and its namespace owns the host name (row F19)', () => {
  const chart = new Chart(new App(), 'test');
  const gateway = newGateway(chart);
  const made = new GatewayRoute(chart, 'public', { gateway, hostname: HOSTNAME, backend: BACKEND });
  expect(made.name).toBe('public');
  const [, listener] = ofKind(chart.toJson(), 'Gateway')['prod-gateway'].spec.listeners;
  expect(listener).toMatchObject({
    name: 'a-ml-example-com',
    allowedRoutes: { namespaces: { selector: { matchLabels: { 'kubernetes.io/metadata.name': 'tenant-a' } } } },
  });
  const theirs = ExternalBackend.of({ ...BACKEND, namespace: TENANT_B, pods: PodSet.allIn(TENANT_B) });
  expect(() => new GatewayRoute(chart, 'other', { gateway, hostname: HOSTNAME, backend: theirs })).toThrow(
    /^hostname a\.ml\.example\.com of gateway prod-gateway belongs to namespace "tenant-a"; /,
  );
});

describe('elsewhere than its backend', () => {
  const kubeSystem = ExternalNamespace.named('kube-system');
  const backend = ExternalBackend.of({
    namespace: kubeSystem,
    serviceName: 'hubble-ui',
    servicePort: 80,
    pods: PodSet.labelled({ 'k8s-app': 'hubble-ui' }, kubeSystem),
    port: Port.tcp(8081),
  });
  const objects = render(route({ backend, namespace: INGRESS }));

  test('it needs a grant, of the one Service to HTTPRoutes of the one namespace (rows F05, F07)', () => {
    expect(ofKind(objects, 'ReferenceGrant')).toEqual({
      'allow-public': {
        apiVersion: expect.stringMatching(/^gateway\.networking\.k8s\.io\/v1/),
        kind: 'ReferenceGrant',
        metadata: { name: 'allow-public', namespace: 'kube-system' },
        spec: {
          from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'ml-ingress-gateway' }],
          to: [{ group: '', kind: 'Service', name: 'hubble-ui' }],
        },
      },
    });
  });

  test('it names the namespace of the Service, and the policy stands with the pods', () => {
    const { metadata, spec } = ofKind(objects, 'HTTPRoute').public;
    expect(metadata.namespace).toBe('ml-ingress-gateway');
    expect(spec.rules[0].backendRefs[0]).toMatchObject({ name: 'hubble-ui', namespace: 'kube-system' });
    expect(ofKind(objects, 'CiliumNetworkPolicy')['public-from-gateway'].metadata.namespace).toBe('kube-system');
  });

  test('the name of the grant is a prop', () => {
    const named = render(route({ backend, namespace: INGRESS, grantName: 'allow-ingress-to-hubble' }));
    expect(Object.keys(ofKind(named, 'ReferenceGrant'))).toEqual(['allow-ingress-to-hubble']);
  });

  test('all of it is as its schemas ask, with every default that Argo CD would find', () => {
    expect(objects.map(({ kind }) => kind).sort()).toEqual(['CiliumNetworkPolicy', 'HTTPRoute', 'ReferenceGrant']);
    for (const object of objects) expect(verdictOf(object)).toEqual({ violations: [], unwrittenDefaults: [] });
  });
});

test('beside its backend, though the namespace is said, it needs no grant', () => {
  expect(ofKind(render(route({ namespace: TENANT_A, grantName: 'allow' })), 'ReferenceGrant')).toEqual({});
  expect(route()(new Chart(new App(), 'test')).referenceGrant).toBeUndefined();
});

test('name and paths are props; each path is a prefix', () => {
  const objects = render(route({ name: 'model', paths: ['/predict', '/v1/models/'] }));
  expect(ofKind(objects, 'HTTPRoute').model.spec.rules[0].matches).toEqual([
    { path: { type: 'PathPrefix', value: '/predict' } },
    { path: { type: 'PathPrefix', value: '/v1/models/' } },
  ]);
  expect(Object.keys(ofKind(objects, 'CiliumNetworkPolicy'))).toEqual(['model-from-gateway']);
});

describe('the policy is rendered', () => {
  const kinds = (chart: Chart) => chart.toJson().map(({ kind }: any) => kind);

  test("beside the namespace of the pods, if that is rendered in this app: policies are the platform's", () => {
    const app = new App();
    const [platform, tenant] = [new Chart(app, 'platform'), new Chart(app, 'tenant')];
    const namespace = new TenantNamespace(platform, 'tenant-a', {
      tenant: TENANT,
      pool: POOL,
      quota: { cpu: '1', memory: '1Gi' },
    });
    const backend = ExternalBackend.of({ ...BACKEND, namespace, pods: PodSet.labelled({ app: 'api' }, namespace) });
    const made = route({ backend })(tenant);
    expect(kinds(tenant)).toEqual(['HTTPRoute']);
    expect(kinds(platform)).toContain('CiliumNetworkPolicy');
    expect(made.backendPolicy?.node.scope).toBe(namespace);
  });

  test('beside the route otherwise, or where it is told to', () => {
    const app = new App();
    const [tenant, platform] = [new Chart(app, 'tenant'), new Chart(app, 'platform')];
    expect(route()(tenant).backendPolicy?.name).toBe('public-from-gateway');
    expect(kinds(tenant)).toEqual(['HTTPRoute', 'CiliumNetworkPolicy']);
    route({ name: 'second', policyScope: platform })(new Chart(app, 'other'));
    expect(kinds(platform)).toEqual(['CiliumNetworkPolicy']);
  });

  test('nowhere, if another repository renders it', () => {
    const chart = new Chart(new App(), 'tenant');
    expect(route({ renderPolicy: false })(chart).backendPolicy).toBeUndefined();
    expect(kinds(chart)).toEqual(['HTTPRoute']);
  });
});

const SUBDOMAIN = 'a DNS subdomain of at most 253 lower-case letters, digits, "-" and ".", such as "model.v1"';

test.each<[string, Partial<GatewayRouteProps>, string]>([
  ['a name', { name: 'Public' }, `route name must be ${SUBDOMAIN}, got "Public"`],
  ["a grant's name", { namespace: INGRESS, grantName: 'Grant' }, `grant name must be ${SUBDOMAIN}, got "Grant"`],
  ['no path', { paths: [] }, 'paths must be at least one path, got []'],
  ['too many paths', { paths: Array(65).fill('/') }, 'paths must be at most 64, got 65'],
  ['a relative path', { paths: ['predict'] }, 'path must be absolute, such as "/predict", got "predict"'],
  [
    'a host name that the gateway does not have',
    { hostname: Hostname.of('b.ml.example.com') },
    'hostname on gateway prod-gateway must be one of "a.ml.example.com", got "b.ml.example.com"',
  ],
])('refuses %s', (_, wrong, message) => {
  expect(() => render(route(wrong))).toThrow(new Error(message));
});

/** What the CEL rules of the HTTPRoute's CustomResourceDefinition refuse. */
test.each([
  '//',
  '/a//b',
  '/a/./b',
  '/a/../b',
  '/a/..',
  '/a/.',
  '/a%2Fb',
  '/a%2fb',
  '/a#b',
  '/a?b',
  '/a b',
  '/%zz',
  '/ü',
  `/${'a'.repeat(1024)}`,
])('refuses the path %s', path => {
  expect(() => render(route({ paths: [path] }))).toThrow(
    new Error(`path must be one of a URL, without "//", "/./", "/../", "%2F", "?" and "#", got "${path}"`),
  );
});

test.each(['/', '/a/', '/.well-known/x', '/a..b', '/...', '/v1/models/a:predict', '/a%20b', "/a;b=c,d@e!$&'()*+~_-"])(
  'takes the path %s',
  path => {
    expect(ofKind(render(route({ paths: [path] })), 'HTTPRoute').public.spec.rules[0].matches[0].path.value).toBe(path);
  },
);

test('takes as many and as long paths as the API server does', () => {
  const path = `/${'a'.repeat(1023)}`;
  const { spec } = ofKind(render(route({ paths: Array(64).fill(path) })), 'HTTPRoute').public;
  expect(spec.rules[0].matches).toHaveLength(64);
  expect(verdictOf({ apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', spec }).violations).toEqual([]);
});

test('every object of a route through a shared gateway is as its schema asks', () => {
  const objects = render(chart => {
    const gateway = new SharedGateway(chart, 'gateway', {
      namespace: INGRESS,
      certificateStore: SecretStore.clusterWide('vault'),
    });
    route({ gateway })(chart);
  });
  for (const object of objects) expect(verdictOf(object)).toEqual({ violations: [], unwrittenDefaults: [] });
});
