import { App, Chart, JsonPatch } from 'cdk8s';
import { Hostname, SecretStore, type SharedGatewayProps } from '../../../lib';
import { verdictOf } from '../crd-schema';
import { INGRESS, newGateway, ofKind } from '../example-gateway';
import { render, renderOne, TENANT_A, TENANT_B } from '../example-tenant';

const A = Hostname.of('a.ml.example.com');
const B = Hostname.of('b.ml.example.com');

const gatewayOf = (more: Partial<SharedGatewayProps>) => newGateway(new Chart(new App(), 'test'), more);

/** The listener of a host name that a namespace owns. */
const listener = (label: string, hostname: string, owner: string) => ({
  name: label,
  hostname,
  port: 443,
  protocol: 'HTTPS',
  tls: { mode: 'Terminate', certificateRefs: [{ group: '', kind: 'Secret', name: `${label}-tls` }] },
  allowedRoutes: {
    kinds: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' }],
    namespaces: { from: 'Selector', selector: { matchLabels: { 'kubernetes.io/metadata.name': owner } } },
  },
});

/** Port 80, for redirects of the platform's own namespace only. */
const PLAIN_TEXT = {
  name: 'http',
  port: 80,
  protocol: 'HTTP',
  allowedRoutes: {
    kinds: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' }],
    namespaces: { from: 'Same' },
  },
};

test('without a route it listens to plain HTTP only, for its own redirects', () => {
  expect(renderOne(chart => newGateway(chart))).toEqual({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name: 'prod-gateway', namespace: 'ml-ingress-gateway' },
    spec: { gatewayClassName: 'cilium', listeners: [PLAIN_TEXT] },
  });
});

test('class, addresses, labels and name are props (rows F01, F02)', () => {
  const gateway = renderOne(chart =>
    newGateway(chart, {
      name: 'lan',
      gatewayClassName: 'cilium-internal',
      addresses: ['192.168.32.201', 'fd00::201'],
      labels: { 'app.kubernetes.io/component': 'ingress' },
    }),
  );
  expect(gateway.metadata).toEqual({
    name: 'lan',
    namespace: 'ml-ingress-gateway',
    labels: { 'app.kubernetes.io/component': 'ingress' },
  });
  expect(gateway.spec).toMatchObject({
    gatewayClassName: 'cilium-internal',
    addresses: [
      { type: 'IPAddress', value: '192.168.32.201' },
      { type: 'IPAddress', value: 'fd00::201' },
    ],
  });
  expect(verdictOf(gateway)).toEqual({ violations: [], unwrittenDefaults: [] });
});

describe('a host name', () => {
  const objects = render(chart => {
    const gateway = newGateway(chart, { certificateStore: SecretStore.inNamespace('vault') });
    expect(gateway.listenerFor(B, TENANT_B)).toBe('b-ml-example-com');
    expect(gateway.listenerFor(A, TENANT_A)).toBe('a-ml-example-com');
    // A second route of the same namespace finds the same listener.
    expect(gateway.listenerFor(Hostname.of(A.name), TENANT_A)).toBe('a-ml-example-com');
  });

  test('has an HTTPS listener for HTTPRoutes of the one namespace that owns it (rows F03, F19), in the order of names', () => {
    expect(ofKind(objects, 'Gateway')['prod-gateway'].spec.listeners).toEqual([
      PLAIN_TEXT,
      listener('a-ml-example-com', 'a.ml.example.com', 'tenant-a'),
      listener('b-ml-example-com', 'b.ml.example.com', 'tenant-b'),
    ]);
  });

  test('has a certificate beside the gateway, from the store', () => {
    const certificates = ofKind(objects, 'ExternalSecret');
    expect(Object.keys(certificates).sort()).toEqual(['a-ml-example-com-tls', 'b-ml-example-com-tls']);
    const { metadata, spec } = certificates['a-ml-example-com-tls'];
    expect(metadata.namespace).toBe('ml-ingress-gateway');
    expect(spec.secretStoreRef).toEqual({ kind: 'SecretStore', name: 'vault' });
    expect(spec.target).toMatchObject({ name: 'a-ml-example-com-tls', template: { type: 'kubernetes.io/tls' } });
    expect(spec.data.map(({ secretKey, remoteRef }: any) => [secretKey, remoteRef.key, remoteRef.property])).toEqual([
      ['tls.crt', 'tls/a.ml.example.com', 'tls.crt'],
      ['tls.key', 'tls/a.ml.example.com', 'tls.key'],
    ]);
  });

  test('is redirected from plain HTTP (row F11)', () => {
    const redirects = ofKind(objects, 'HTTPRoute');
    expect(Object.keys(redirects).sort()).toEqual(['a-ml-example-com-redirect', 'b-ml-example-com-redirect']);
    expect(redirects['a-ml-example-com-redirect'].spec.hostnames).toEqual(['a.ml.example.com']);
    expect(redirects['a-ml-example-com-redirect'].spec.parentRefs[0]).toMatchObject({
      name: 'prod-gateway',
      sectionName: 'http',
    });
  });

  test('is rendered as its schemas ask, with every default that Argo CD would find', () => {
    expect(objects).toHaveLength(5);
    for (const object of objects) expect(verdictOf(object)).toEqual({ violations: [], unwrittenDefaults: [] });
  });
});

test('the host name of one namespace is refused to another (row F19)', () => {
  const gateway = gatewayOf({});
  gateway.listenerFor(A, TENANT_A);
  expect(() => gateway.listenerFor(A, TENANT_B)).toThrow(
    new Error(
      'hostname a.ml.example.com of gateway prod-gateway belongs to namespace "tenant-a"; route another hostname to "tenant-b"',
    ),
  );
});

test.each([
  ['a-ml.example.com', 'a.ml.example.com', '"a-ml-example-com", which a-ml.example.com has'],
  [
    `${'a'.repeat(63)}.example.com`,
    `${'a'.repeat(63)}.example.org`,
    `"${'a'.repeat(63)}", which ${'a'.repeat(63)}.example.com has`,
  ],
  ['a.example.com', 'http', '"http", which plain HTTP has'],
])('after %s, the listener of %s would have its name', (first, second, taken) => {
  const gateway = gatewayOf({});
  gateway.listenerFor(Hostname.of(first), TENANT_A);
  expect(() => gateway.listenerFor(Hostname.of(second), TENANT_A)).toThrow(
    new Error(
      `hostname ${second} of gateway prod-gateway needs the listener ${taken}; route it through another gateway`,
    ),
  );
});

test('has 64 listeners at the most', () => {
  const chart = new Chart(new App(), 'test');
  const gateway = newGateway(chart);
  for (let number = 1; number <= 63; number++) gateway.listenerFor(Hostname.of(`m${number}.example.com`), TENANT_A);
  const rendered = ofKind(chart.toJson(), 'Gateway')['prod-gateway'];
  expect(rendered.spec.listeners).toHaveLength(64);
  expect(verdictOf(rendered).violations).toEqual([]);
  expect(() => gateway.listenerFor(Hostname.of('m64.example.com'), TENANT_A)).toThrow(
    new Error('gateway prod-gateway has 64 listeners, the most there can be; add another gateway'),
  );
});

const LABEL = 'a DNS label of at most 63 lower-case letters, digits and "-", such as "tenant-a"';
const ADDRESS = 'gateway address must be an IP address such as "192.168.32.201", got';

test.each<[Partial<SharedGatewayProps>, string]>([
  [{ name: 'Prod' }, `gateway name must be ${LABEL}, got "Prod"`],
  [{ name: 'prod.gateway' }, `gateway name must be ${LABEL}, got "prod.gateway"`],
  [{ addresses: ['192.168.32.201/32'] }, `${ADDRESS} "192.168.32.201/32"`],
  [{ addresses: ['lan'] }, `${ADDRESS} "lan"`],
  [{ addresses: ['10.0.0.1', '10.0.0.1'] }, 'gateway address must be listed once, got "10.0.0.1"'],
  [
    { gatewayClassName: 'Cilium' },
    'gatewayClassName must be a DNS subdomain of at most 253 lower-case letters, digits, "-" and ".", such as "model.v1", got "Cilium"',
  ],
  [{ labels: { 'a b': '' } }, 'label key must be a label key such as "app" or "example.com/app", got "a b"'],
])('refuses %j', (wrong, message) => {
  expect(() => gatewayOf(wrong)).toThrow(new Error(message));
});

test('a patch adds a field that this library does not know', () => {
  const rendered = renderOne(chart => {
    newGateway(chart).apiObject.addJsonPatch(JsonPatch.add('/spec/infrastructure', { labels: { tier: 'edge' } }));
  });
  expect(rendered.spec).toMatchObject({ infrastructure: { labels: { tier: 'edge' } }, listeners: [PLAIN_TEXT] });
});

test('is where it was told to be', () => {
  expect(gatewayOf({}).namespace).toBe(INGRESS);
});
