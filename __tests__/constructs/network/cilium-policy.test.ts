import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import {
  CiliumEntity,
  CiliumPolicy,
  type CiliumPolicyProps,
  CiliumRule,
  ClusterDns,
  ExternalNamespace,
  Hostname,
  PodSet,
  Port,
} from '../../../lib';
import { API, renderOne, TENANT_A, TENANT_B } from '../example-tenant';

const NAMESPACE = 'k8s:io.kubernetes.pod.namespace';
const WEIGHTS = Hostname.of('weights.example.com');
const STORE = PodSet.labelled({ app: 'minio' }, ExternalNamespace.named('minio'));

/** The one object of a policy for the API's pods. */
function policy(props: Omit<CiliumPolicyProps, 'pods'>, pods = API): Record<string, any> {
  return renderOne(chart => new CiliumPolicy(chart, 'api-policy', { pods, ...props }));
}

/** The rule by which the pods may ask the cluster's DNS server for these names. */
function dnsRule(...names: object[]): object {
  return {
    toEndpoints: [{ matchLabels: { [NAMESPACE]: 'kube-system', 'k8s:k8s-app': 'kube-dns' } }],
    toPorts: [
      {
        ports: [
          { port: '53', protocol: 'UDP' },
          { port: '53', protocol: 'TCP' },
        ],
        rules: { dns: names },
      },
    ],
  };
}

const tcp = (...ports: number[]) => ({ ports: ports.map(port => ({ port: String(port), protocol: 'TCP' })) });

test('says nothing of the direction that it has no rule for', () => {
  expect(policy({ ingress: [CiliumRule.fromGateway([Port.tcp(8000)])] })).toEqual({
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: { name: 'api-policy', namespace: 'tenant-a' },
    spec: {
      endpointSelector: { matchLabels: { app: 'api' } },
      ingress: [{ fromEntities: ['ingress'], toPorts: [tcp(8000)] }],
    },
  });
});

test('every pod of the namespace is an empty selector, which Cilium keeps to the namespace', () => {
  const { spec } = policy({ ingress: [CiliumRule.fromGateway([Port.tcp(8000)])] }, PodSet.allIn(TENANT_A));
  expect(spec.endpointSelector).toEqual({});
});

test('name and description are props', () => {
  const ingress = [CiliumRule.fromGateway([Port.tcp(8000)])];
  const rendered = policy({ ingress, name: 'from-gateway', description: 'Requests come through the gateway.' });
  expect(rendered.metadata.name).toBe('from-gateway');
  expect(rendered.spec.description).toBe('Requests come through the gateway.');
  const construct = new CiliumPolicy(new Chart(new App(), 'test'), 'id', { pods: API, ingress, name: 'from-gateway' });
  expect(construct.name).toBe('from-gateway');
});

describe('peers', () => {
  test('pods of the own namespace need no namespace label, others do', () => {
    const worker = PodSet.labelled({ app: 'worker' }, TENANT_A);
    const { spec } = policy({
      ingress: [CiliumRule.fromPods([worker, PodSet.allIn(TENANT_A), STORE, PodSet.allIn(TENANT_B)], [Port.tcp(8000)])],
    });
    expect(spec.ingress[0].fromEndpoints).toEqual([
      { matchLabels: { app: 'worker' } },
      {},
      { matchLabels: { [NAMESPACE]: 'minio', app: 'minio' } },
      { matchLabels: { [NAMESPACE]: 'tenant-b' } },
    ]);
  });

  test('entities and blocks of addresses, in and out', () => {
    const { spec } = policy({
      ingress: [
        CiliumRule.fromEntities([CiliumEntity.HOST], []),
        CiliumRule.fromCidrs(['192.168.32.0/24'], [Port.tcp(80)]),
      ],
      egress: [
        CiliumRule.toEntities([CiliumEntity.KUBE_APISERVER], [Port.tcp(6443)]),
        CiliumRule.toCidrs(['192.168.32.126/32'], [Port.tcp(5050)]),
      ],
    });
    expect(spec.ingress).toEqual([{ fromEntities: ['host'] }, { fromCIDR: ['192.168.32.0/24'], toPorts: [tcp(80)] }]);
    expect(spec.egress).toEqual([
      { toEntities: ['kube-apiserver'], toPorts: [tcp(6443)] },
      { toCIDR: ['192.168.32.126/32'], toPorts: [tcp(5050)] },
    ]);
  });

  test('a range of ports, and every protocol', () => {
    const ports = [Port.tcpRange(20000, 20100), Port.udp(514), Port.sctp(3868)];
    expect(policy({ egress: [CiliumRule.toPods(API, ports)] }).spec.egress[0].toPorts[0].ports).toEqual([
      { port: '20000', endPort: 20100, protocol: 'TCP' },
      { port: '514', protocol: 'UDP' },
      { port: '3868', protocol: 'SCTP' },
    ]);
  });
});

describe('names', () => {
  test('a name brings the DNS rule that it needs, ahead of the rule', () => {
    expect(policy({ egress: [CiliumRule.toFqdn(WEIGHTS, [Port.tcp(443)])] }).spec.egress).toEqual([
      dnsRule({ matchName: 'weights.example.com' }),
      { toFQDNs: [{ matchName: 'weights.example.com' }], toPorts: [tcp(443)] },
    ]);
  });

  test('a pattern brings the same pattern', () => {
    expect(policy({ egress: [CiliumRule.toFqdnPattern('*.models.example.com', [Port.tcp(443)])] }).spec.egress).toEqual(
      [
        dnsRule({ matchPattern: '*.models.example.com' }),
        { toFQDNs: [{ matchPattern: '*.models.example.com' }], toPorts: [tcp(443)] },
      ],
    );
  });

  test('pods of another namespace bring the names of its Services, those of the own one bring none', () => {
    expect(policy({ egress: [CiliumRule.toPods(STORE, [Port.tcp(9000)])] }).spec.egress).toEqual([
      dnsRule({ matchPattern: '**.minio.svc.cluster.local' }),
      { toEndpoints: [{ matchLabels: { [NAMESPACE]: 'minio', app: 'minio' } }], toPorts: [tcp(9000)] },
    ]);
    expect(policy({ egress: [CiliumRule.toPods(API, [Port.tcp(9000)])] }).spec.egress).toHaveLength(1);
  });

  test('all names of a policy stand in one DNS rule, each once and in order', () => {
    const { spec } = policy({
      egress: [
        CiliumRule.toFqdn(WEIGHTS, [Port.tcp(443)]),
        CiliumRule.toPods(STORE, [Port.tcp(9000)]),
        CiliumRule.toFqdn(Hostname.of('a.example.com'), [Port.tcp(443)]),
        CiliumRule.toFqdn(WEIGHTS, [Port.tcp(8443)]),
      ],
    });
    expect(spec.egress).toHaveLength(5);
    expect(spec.egress[0]).toEqual(
      dnsRule(
        { matchPattern: '**.minio.svc.cluster.local' },
        { matchName: 'a.example.com' },
        { matchName: 'weights.example.com' },
      ),
    );
  });

  test('the DNS server is a prop', () => {
    const dns = ClusterDns.of({
      namespace: ExternalNamespace.named('dns'),
      labels: { app: 'dns' },
      domain: 'k8s.example',
    });
    const { spec } = policy({ dns, egress: [CiliumRule.toPods(STORE, [Port.tcp(9000)])] });
    expect(spec.egress[0].toEndpoints).toEqual([{ matchLabels: { [NAMESPACE]: 'dns', 'k8s:app': 'dns' } }]);
    expect(spec.egress[0].toPorts[0].rules.dns).toEqual([{ matchPattern: '**.minio.svc.k8s.example' }]);
  });
});

test('HTTP rules stand with their port (seed row E18; on 443 they are refused)', () => {
  const rule = CiliumRule.fromGateway([Port.tcp(8000)]).forHttp([
    { method: 'GET', path: '/v1/.*' },
    { method: 'POST' },
  ]);
  expect(policy({ ingress: [rule] }).spec.ingress).toEqual([
    {
      fromEntities: ['ingress'],
      toPorts: [{ ...tcp(8000), rules: { http: [{ method: 'GET', path: '/v1/.*' }, { method: 'POST' }] } }],
    },
  ]);
});

test('denials have lists of their own, and bring no DNS rule', () => {
  const { spec } = policy({
    ingressDeny: [CiliumRule.fromPods([STORE], [Port.tcp(8000)])],
    egressDeny: [
      CiliumRule.toPods(STORE, [Port.tcp(9000)]),
      CiliumRule.toCidrs(['169.254.169.254/32'], [Port.tcp(80)]),
    ],
  });
  const store = { matchLabels: { [NAMESPACE]: 'minio', app: 'minio' } };
  expect(spec).toEqual({
    endpointSelector: { matchLabels: { app: 'api' } },
    ingressDeny: [{ fromEndpoints: [store], toPorts: [tcp(8000)] }],
    egressDeny: [
      { toEndpoints: [store], toPorts: [tcp(9000)] },
      { toCIDR: ['169.254.169.254/32'], toPorts: [tcp(80)] },
    ],
  });
});

describe('addRule', () => {
  const build = () => {
    const chart = new Chart(new App(), 'test');
    const ingress = [CiliumRule.fromGateway([Port.tcp(8000)]).forHttp([{ method: 'GET' }])];
    return { chart, ingress, policy: new CiliumPolicy(chart, 'api-policy', { pods: API, ingress }) };
  };

  test('adds to the list of its direction, names included', () => {
    const { chart, policy: built } = build();
    built.addRule(CiliumRule.fromEntities([CiliumEntity.HOST], [Port.tcp(9090)]));
    built.addRule(CiliumRule.toFqdn(WEIGHTS, [Port.tcp(443)]));
    const [{ spec }] = chart.toJson();
    expect(spec.ingress[1]).toEqual({ fromEntities: ['host'], toPorts: [tcp(9090)] });
    expect(spec.egress[0]).toEqual(dnsRule({ matchName: 'weights.example.com' }));
    expect(spec.egress).toHaveLength(2);
  });

  test('refuses at once what the constructor would refuse, and stays as it was', () => {
    const { chart, policy: built } = build();
    expect(() => built.addRule(CiliumRule.fromGateway([Port.tcp(8000)]))).toThrow(/cancels the filter/);
    expect(chart.toJson()[0].spec.ingress).toHaveLength(1);
  });

  test('leaves the list alone that the caller passed', () => {
    const { ingress, policy: built } = build();
    built.addRule(CiliumRule.fromEntities([CiliumEntity.HOST], []));
    expect(ingress).toHaveLength(1);
  });
});

test('keeps its own copy of the lists', () => {
  const lists = {
    ingress: [CiliumRule.fromPods([STORE], [Port.tcp(80)])],
    egress: [CiliumRule.toPods(STORE, [Port.tcp(80)])],
    ingressDeny: [CiliumRule.fromPods([STORE], [Port.tcp(22)])],
    egressDeny: [CiliumRule.toPods(STORE, [Port.tcp(22)])],
  };
  const { spec } = renderOne(chart => {
    new CiliumPolicy(chart, 'api-policy', { pods: API, ...lists });
    for (const list of Object.values(lists)) list.length = 0;
  });
  expect(Object.keys(spec).sort()).toEqual(['egress', 'egressDeny', 'endpointSelector', 'ingress', 'ingressDeny']);
});

test('patches may hold fields that the schema of today does not know', () => {
  const { spec } = renderOne(chart => {
    const built = new CiliumPolicy(chart, 'api-policy', {
      pods: API,
      ingress: [CiliumRule.fromGateway([Port.tcp(8000)])],
    });
    ApiObject.of(built).addJsonPatch(JsonPatch.add('/spec/brandNew', 1));
  });
  expect(spec).toMatchObject({ brandNew: 1, ingress: [{ fromEntities: ['ingress'] }] });
});

test('a name that Kubernetes would refuse is refused', () => {
  expect(() => policy({ name: 'Allow_All', ingress: [CiliumRule.fromGateway([Port.tcp(8000)])] })).toThrow(
    new Error(
      'policy name must be a DNS subdomain of at most 253 lower-case letters, digits, "-" and ".", such as "model.v1", ' +
        'got "Allow_All"',
    ),
  );
});
