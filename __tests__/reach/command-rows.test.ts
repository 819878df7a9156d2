import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandLine } from '../../lib/cli/command-line';

/** Rows of `fortress reach --format json`, worked out by hand from the documents of Kubernetes and Cilium. */

const WORKLOADS = `
apiVersion: v1
kind: Namespace
metadata: { name: edge, labels: { team: blue } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: edge, labels: { app: not-of-the-pod } }
spec: { template: { metadata: { labels: { app: web, tier: front } }, spec: { containers: [{ name: c, ports: [{ containerPort: 80, name: http }] }] } } }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: api, namespace: core }
spec:
  template:
    metadata: { labels: { app: api } }
    spec:
      containers:
        - name: c
          ports:
            - { containerPort: 8443 }
            - { containerPort: 8080, name: http }
            - { containerPort: 53, name: dns, protocol: UDP }
            - { containerPort: 9999, protocol: SCTP }
        - { name: d, ports: [{ containerPort: 8443 }, { containerPort: 8080, protocol: TCP }] }
---
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: old, namespace: core }
spec: { template: { metadata: { labels: { app: old } }, spec: { containers: [{ name: c, ports: [{ containerPort: 9090, name: http }] }] } } }
---
apiVersion: v1
kind: Pod
metadata: { name: bare, labels: { app: bare } }
spec: { containers: [{ name: c, ports: [{ containerPort: 7000 }] }] }
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: tick, namespace: core }
spec: { jobTemplate: { spec: { template: { metadata: { labels: { app: tick } }, spec: { containers: [{ name: c }] } } } } }
`;

const ALL = '53/UDP 8080/TCP 8443/TCP 9999/SCTP';
const NONE = '';

const folder = mkdtempSync(join(tmpdir(), 'reach-rows-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function write(...documents: readonly string[]): string {
  const path = join(folder, `${files++}.yaml`);
  writeFileSync(path, [WORKLOADS, ...documents].join('---\n'));
  return path;
}

function run(...words: readonly string[]) {
  const { pieces, problems, status } = CommandLine.run(['reach', ...words]);
  return { out: [...pieces].join(''), problems, status };
}

interface Row {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly protocol: string;
  readonly allowed: boolean;
  readonly problem?: string;
}

function answer(path: string, ...words: readonly string[]) {
  const { out, status } = run(path, '--format', 'json', ...words);
  return { ...JSON.parse(out), status } as Record<'flows' | 'external' | 'ingress', readonly Row[]> & {
    readonly status: number;
  };
}

function open(rows: readonly Row[]): string {
  return rows.flatMap(({ allowed, port, protocol }) => (allowed ? `${port}/${protocol}` : [])).join(' ');
}

const object = (head: string, namespace: string, spec: string) =>
  `${head}\nmetadata: { name: p${namespace === '' ? '' : `, namespace: ${namespace}`} }\nspec: ${spec}\n`;
const np = (namespace: string, spec: string) =>
  object('apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy', namespace, spec);
const cnp = (namespace: string, spec: string) =>
  object('apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy', namespace, spec);
const ccnp = (spec: string) => object('apiVersion: cilium.io/v2\nkind: CiliumClusterwideNetworkPolicy', '', spec);

/** A NetworkPolicy that lets these peers in to all of `core`. */
const from = (peers: string) => np('core', `{ podSelector: {}, ingress: [{ from: [${peers}] }] }`);
const anywhere = (expression: string) =>
  from(`{ namespaceSelector: {}, podSelector: { matchExpressions: [${expression}] } }`);
const inward = (rule: string) => cnp('core', `{ endpointSelector: {}, ingress: [${rule}] }`);
const outward = (rule: string) => cnp('edge', `{ endpointSelector: {}, egress: [${rule}] }`);
const OPEN = '{ fromEntities: [all] }';

type Case = readonly [
  sentence: string,
  policies: string | readonly string[],
  expected: string,
  from?: string,
  to?: string,
];

const NETWORK_POLICY: readonly Case[] = [
  ['no policy', [], ALL],
  ['a name is the target’s own', np('core', '{ podSelector: {}, ingress: [{ ports: [{ port: http }] }] }'), '8080/TCP'],
  [
    'and of another target another number',
    np('core', '{ podSelector: {}, ingress: [{ ports: [{ port: http }] }] }'),
    '9090/TCP',
    'edge/web',
    'core/old',
  ],
  [
    'in egress, too',
    np('edge', '{ podSelector: {}, policyTypes: [Egress], egress: [{ ports: [{ port: http }] }] }'),
    '8080/TCP',
  ],
  [
    'and of another target another number',
    np('edge', '{ podSelector: {}, policyTypes: [Egress], egress: [{ ports: [{ port: http }] }] }'),
    '9090/TCP',
    'edge/web',
    'core/old',
  ],
  ['a name of UDP is none of TCP', np('core', '{ podSelector: {}, ingress: [{ ports: [{ port: dns }] }] }'), NONE],
  ['a name of UDP', np('core', '{ podSelector: {}, ingress: [{ ports: [{ port: dns, protocol: UDP }] }] }'), '53/UDP'],
  ['a name nobody has', np('core', '{ podSelector: {}, ingress: [{ ports: [{ port: none }] }] }'), NONE],
  [
    'endPort includes both ends',
    np('core', '{ podSelector: {}, ingress: [{ ports: [{ port: 8080, endPort: 8443 }] }] }'),
    '8080/TCP 8443/TCP',
  ],
  [
    'endPort of one port',
    np('core', '{ podSelector: {}, ingress: [{ ports: [{ port: 8080, endPort: 8080 }] }] }'),
    '8080/TCP',
  ],
  [
    'endPort of SCTP',
    np('core', '{ podSelector: {}, ingress: [{ ports: [{ port: 1, endPort: 65535, protocol: SCTP }] }] }'),
    '9999/SCTP',
  ],
  ['ports: [] is every port', np('core', '{ podSelector: {}, ingress: [{ ports: [] }] }'), ALL],
  ['blocks are no pods', from('{ ipBlock: { cidr: 0.0.0.0/0, except: [10.0.0.0/8] } }'), NONE],
  ['NotIn matches an absent key', anywhere('{ key: zone, operator: NotIn, values: [a] }'), ALL],
  ['NotIn does not match a listed value', anywhere('{ key: tier, operator: NotIn, values: [front] }'), NONE],
  ['In does not match an absent key', anywhere('{ key: zone, operator: In, values: [a] }'), NONE],
  ['In matches one of its values', anywhere('{ key: tier, operator: In, values: [back, front] }'), ALL],
  ['Exists', anywhere('{ key: tier, operator: Exists }'), ALL],
  ['DoesNotExist', anywhere('{ key: tier, operator: DoesNotExist }'), NONE],
  ['an empty value needs the key', from('{ namespaceSelector: {}, podSelector: { matchLabels: { zone: "" } } }'), NONE],
  [
    'labels are the pod template’s',
    from('{ namespaceSelector: {}, podSelector: { matchLabels: { app: not-of-the-pod } } }'),
    NONE,
  ],
  ['an empty podSelector is the own namespace', from('{ podSelector: {} }'), NONE],
  ['to which a neighbour belongs', from('{ podSelector: {} }'), ALL, 'core/old'],
  ['namespaces by label, an absent podSelector', from('{ namespaceSelector: { matchLabels: { team: blue } } }'), ALL],
  ['not those without it', from('{ namespaceSelector: { matchLabels: { team: blue } } }'), NONE, 'core/old'],
  [
    'the name of a namespace that no file has',
    from('{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: core } } }'),
    ALL,
    'core/old',
  ],
  [
    'a missing namespace is default',
    from('{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: default } } }'),
    ALL,
    'default/bare',
  ],
  ['a policy without a namespace is of default', np('', '{ podSelector: {} }'), NONE, 'edge/web', 'default/bare'],
  ['and of no other', np('', '{ podSelector: {} }'), ALL],
  ['from: [] is everybody', np('core', '{ podSelector: {}, ingress: [{ from: [] }] }'), ALL],
  ['ingress: [] is nobody', np('core', '{ podSelector: {}, ingress: [] }'), NONE],
  ['ingress absent is nobody', np('core', '{ podSelector: {} }'), NONE],
  ['a podSelector that is for others', np('core', '{ podSelector: { matchLabels: { app: old } } }'), ALL],
  ['egress: [] without policyTypes isolates ingress only', np('edge', '{ podSelector: {}, egress: [] }'), ALL],
  ['which it does', np('edge', '{ podSelector: {}, egress: [] }'), NONE, 'core/old', 'edge/web'],
  ['policyTypes: [Egress] and no rule', np('edge', '{ podSelector: {}, policyTypes: [Egress] }'), NONE],
  ['leaves ingress open', np('edge', '{ podSelector: {}, policyTypes: [Egress] }'), '80/TCP', 'core/old', 'edge/web'],
  ['two peers are either', from('{ podSelector: {} }, { namespaceSelector: { matchLabels: { team: blue } } }'), ALL],
  [
    'policies add up',
    [
      np('core', '{ podSelector: {}, ingress: [{ ports: [{ port: 8080 }] }] }'),
      np('core', '{ podSelector: {}, ingress: [{ ports: [{ port: 53, protocol: UDP }] }] }').replace(
        'name: p',
        'name: q',
      ),
    ],
    '53/UDP 8080/TCP',
  ],
];

const CILIUM: readonly Case[] = [
  ['fromEndpoints: [{}] is the own namespace', inward('{ fromEndpoints: [{}] }'), NONE],
  ['to which a neighbour belongs', inward('{ fromEndpoints: [{}] }'), ALL, 'core/old'],
  ['for the whole cluster it is every pod', ccnp('{ endpointSelector: {}, ingress: [{ fromEndpoints: [{}] }] }'), ALL],
  [
    'a policy of the cluster for one namespace',
    ccnp('{ endpointSelector: { matchLabels: { "k8s:io.kubernetes.pod.namespace": core } }, ingress: [{}] }'),
    '80/TCP',
    'core/api',
    'edge/web',
  ],
  [
    'peers by the labels of their namespace',
    inward('{ fromEndpoints: [{ matchLabels: { "k8s:io.cilium.k8s.namespace.labels.team": blue } }] }'),
    ALL,
  ],
  [
    'peers by an expression about their namespace',
    inward('{ fromEndpoints: [{ matchExpressions: [{ key: "k8s:io.kubernetes.pod.namespace", operator: Exists }] }] }'),
    ALL,
  ],
  ...['world', 'host', 'remote-node', 'kube-apiserver', 'ingress', 'health', 'init', 'unmanaged', 'none'].map(
    entity => [`the entity ${entity} is no pod`, inward(`{ fromEntities: [${entity}] }`), NONE] as const,
  ),
  ...['all', 'cluster'].map(entity => [`the entity ${entity}`, inward(`{ fromEntities: [${entity}] }`), ALL] as const),
  ['policies for nodes', ccnp('{ nodeSelector: {}, ingress: [{}] }'), ALL],
  [
    'deny wins, on its ports',
    cnp(
      'core',
      `{ endpointSelector: {}, ingress: [${OPEN}], ingressDeny: [{ fromEndpoints: [{ matchLabels: { "k8s:io.kubernetes.pod.namespace": edge } }], toPorts: [{ ports: [{ port: http }] }] }] }`,
    ),
    '53/UDP 8443/TCP 9999/SCTP',
  ],
  [
    'egressDeny wins over a NetworkPolicy',
    [
      np('edge', '{ podSelector: {}, policyTypes: [Egress], egress: [{}] }'),
      ccnp('{ endpointSelector: {}, egressDeny: [{ toEntities: [cluster] }] }'),
    ],
    NONE,
  ],
  [
    'enableDefaultDeny: false leaves what no rule allows',
    cnp(
      'core',
      '{ endpointSelector: {}, enableDefaultDeny: { ingress: false }, ingress: [{ fromEntities: [world] }] }',
    ),
    ALL,
  ],
  [
    'and its rules add to those of others',
    [
      np('core', '{ podSelector: {} }'),
      cnp(
        'core',
        '{ endpointSelector: {}, enableDefaultDeny: { ingress: false }, ingress: [{ fromEntities: [cluster], toPorts: [{ ports: [{ port: "8080", protocol: TCP }] }] }] }',
      ),
    ],
    '8080/TCP',
  ],
  [
    'enableDefaultDeny: true without rules of the direction',
    cnp('edge', '{ endpointSelector: {}, enableDefaultDeny: { egress: true }, ingress: [{}] }'),
    ALL,
  ],
  [
    'a range',
    inward('{ toPorts: [{ ports: [{ port: "8000", endPort: 8443, protocol: TCP }] }] }'),
    '8080/TCP 8443/TCP',
  ],
  ['ANY', inward('{ toPorts: [{ ports: [{ port: "9999", protocol: ANY }] }] }'), '9999/SCTP'],
  [
    'layer 7',
    inward('{ toPorts: [{ ports: [{ port: "8080", protocol: TCP }], rules: { http: [{ path: /v1 }] } }] }'),
    '8080/TCP',
  ],
  ['ICMP opens no port', inward('{ icmps: [{ fields: [{ type: EchoRequest, family: IPv4 }] }] }'), NONE],
  ['toEndpoints of the own namespace', outward('{ toEndpoints: [{ matchLabels: { app: api } }] }'), NONE],
  ['toCIDR is no pod', outward('{ toCIDR: [0.0.0.0/0] }'), NONE],
  ['toFQDNs is no pod', outward('{ toFQDNs: [{ matchPattern: "*" }] }'), NONE],
  [
    'one of two specs',
    `apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: { name: p, namespace: core }\nspec: { endpointSelector: {}, ingress: [{}] }\nspecs: [{ endpointSelector: {}, ingress: [{ fromEntities: [all], toPorts: [{ ports: [{ port: http }] }] }] }]\n`,
    '8080/TCP',
  ],
  [
    'toServices',
    [
      outward('{ toServices: [{ k8sService: { serviceName: api, namespace: core } }] }'),
      'apiVersion: v1\nkind: Service\nmetadata: { name: api, namespace: core }\nspec: { clusterIP: None, selector: { app: api }, ports: [{ port: 1 }] }\n',
    ],
    ALL,
  ],
  [
    'toServices of others',
    [
      outward('{ toServices: [{ k8sServiceSelector: { selector: { matchLabels: { s: old } } } }] }'),
      'apiVersion: v1\nkind: Service\nmetadata: { name: old, namespace: core, labels: { s: old } }\nspec: { selector: { app: old }, ports: [{ port: 1 }] }\n',
    ],
    NONE,
  ],
];

test.each([...NETWORK_POLICY, ...CILIUM].map(row => [row[0], row] as const))('%s', (_, row) => {
  const [, policies, expected, source = 'edge/web', target = 'core/api'] = row;
  const path = write(...(typeof policies === 'string' ? [policies] : policies));
  const { flows, status } = answer(path, '--from', source, '--to', target);
  expect([open(flows), status]).toEqual([expected, 0]);
});

test.each<readonly [string, string]>([
  ['a type', np('core', '{ podSelector: {}, policyTypes: [ingress] }')],
  ['a text for a label', np('core', '{ podSelector: { matchLabels: { app: true } } }')],
  ['a namespace that YAML takes for true', np('y', '{ podSelector: {} }')],
  ['a number as a name', np('core', '{ podSelector: {}, ingress: [{ ports: [{ port: "80" }] }] }')],
  ['a port beyond the last', np('core', '{ podSelector: {}, ingress: [{ ports: [{ port: 65536 }] }] }')],
  ['an end before the start', np('core', '{ podSelector: {}, ingress: [{ ports: [{ port: 90, endPort: 80 }] }] }')],
  ['an end of a name', np('core', '{ podSelector: {}, ingress: [{ ports: [{ port: http, endPort: 80 }] }] }')],
  ['a protocol', np('core', '{ podSelector: {}, ingress: [{ ports: [{ protocol: ICMP }] }] }')],
  ['a block', from('{ ipBlock: { cidr: 10.0.0.0/33 } }')],
  ['an address without a mask', from('{ ipBlock: { cidr: 10.0.0.1 } }')],
  ['an exception outside of its block', from('{ ipBlock: { cidr: 10.0.0.0/8, except: [11.0.0.0/8] } }')],
  ['a block and pods', from('{ ipBlock: { cidr: 10.0.0.0/8 }, podSelector: {} }')],
  ['a peer that says nothing', from('{}')],
  ['an operator', from('{ podSelector: { matchExpressions: [{ key: app, operator: Is, values: [a] }] } }')],
  ['In without values', from('{ podSelector: { matchExpressions: [{ key: app, operator: In, values: [] }] } }')],
])('what the API server refuses is named, and not enforced: %s', (_, policy) => {
  const { out, problems, status } = run(write(policy), '--format', 'json', '--from', 'edge/web', '--to', 'core/api');
  expect(problems).toEqual([expect.stringMatching(/NetworkPolicy .*p is refused: /)]);
  expect([open(JSON.parse(out).flows), status]).toEqual([ALL, 2]);
});

test('one row for every ordered pair and declared port, sorted, each port once', () => {
  const { flows } = answer(write());
  const rows = flows.map(({ from: source, to, port, protocol }) => `${source} ${to} ${port}/${protocol}`);
  const ports: Record<string, string> = {
    'default/bare': '7000/TCP',
    'edge/web': '80/TCP',
    'core/api': ALL,
    'core/old': '9090/TCP',
  };
  const names = ['core/api', 'core/old', 'core/tick', 'default/bare', 'edge/web'];
  const pairs = names.flatMap(source => names.filter(to => to !== source).map(to => [source, to] as const));
  expect(rows).toEqual(
    pairs.flatMap(([source, to]) =>
      (ports[to] ?? '')
        .split(' ')
        .filter(Boolean)
        .map(port => `${source} ${to} ${port}`),
    ),
  );
});

describe('who is outside', () => {
  const GROUP =
    'apiVersion: cilium.io/v2\nkind: CiliumCIDRGroup\nmetadata: { name: g }\nspec: { externalCIDRs: [203.0.113.0/24] }\n';
  const toGroup = outward('{ toCIDRSet: [{ cidrGroupRef: g }] }');

  test.each<readonly [string, readonly string[], string, boolean]>([
    ['a group of blocks', [GROUP, toGroup], '203.0.113.7', true],
    ['an address beside it', [GROUP, toGroup], '198.51.100.1', false],
    ['a group that is not known', [toGroup], '203.0.113.7', false],
    [
      'a block less another',
      [outward('{ toCIDRSet: [{ cidr: 10.0.0.0/8, except: [10.1.0.0/16] }] }')],
      '10.1.2.3',
      false,
    ],
    ['the rest of it', [outward('{ toCIDRSet: [{ cidr: 10.0.0.0/8, except: [10.1.0.0/16] }] }')], '10.2.0.0/16', true],
    [
      'an ipBlock less another',
      [
        np(
          'edge',
          '{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 10.0.0.0/8, except: [10.1.0.0/16] } }] }] }',
        ),
      ],
      '10.1.2.3',
      false,
    ],
    ['a name', [outward('{ toFQDNs: [{ matchName: a.example.com }] }')], 'a.example.com', true],
    ['no other name', [outward('{ toFQDNs: [{ matchName: a.example.com }] }')], 'b.example.com', false],
    [
      'a pattern is for one label',
      [outward('{ toFQDNs: [{ matchPattern: "*.example.com" }] }')],
      'a.b.example.com',
      false,
    ],
    ['the world', [outward('{ toEntities: [world] }')], 'world', true],
    ['pods are not the world', [outward('{ toEntities: [cluster] }')], 'world', false],
    ['an API server', [outward('{ toEntities: [kube-apiserver] }')], 'kube-apiserver', true],
  ])('%s', (_, policies, to, expected) => {
    const { external } = answer(write(...policies), '--from', 'edge/web', '--to', to, '--port', '443');
    expect(external.map(({ allowed }) => allowed)).toEqual([expected]);
  });
});

describe('through a gateway', () => {
  const CHAIN = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: gw, namespace: edge }
spec: { gatewayClassName: cilium, listeners: [{ name: http, port: 80, protocol: HTTP }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: r, namespace: edge }
spec: { parentRefs: [{ name: gw }], rules: [{ backendRefs: [{ name: api, namespace: core, port: 80 }] }] }
---
apiVersion: v1
kind: Service
metadata: { name: api, namespace: core }
spec: { selector: { app: api }, ports: [{ port: 80, targetPort: http }, { port: 81, targetPort: 8443 }] }
`;
  const GRANT = `
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata: { name: g, namespace: core }
spec: { from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: edge }], to: [{ group: "", kind: Service }] }
`;

  test.each<readonly [string, readonly string[], readonly boolean[]]>([
    ['without a grant', [CHAIN], [false]],
    ['with a grant', [CHAIN, GRANT], [true]],
    ['with a grant for another kind of route', [CHAIN, GRANT.replace('kind: HTTPRoute', 'kind: GRPCRoute')], [false]],
    ['with a grant for another Service', [CHAIN, GRANT.replace('kind: Service', 'kind: Service, name: old')], [false]],
    ['where the identity is let in', [CHAIN, GRANT, inward('{ fromEntities: [ingress] }')], [true]],
    ['where the world is let in', [CHAIN, GRANT, inward('{ fromEntities: [world] }')], [false]],
    [
      'to the port of the Service',
      [CHAIN, GRANT, inward('{ fromEntities: [ingress], toPorts: [{ ports: [{ port: "80" }] }] }')],
      [false],
    ],
    [
      'from a namespace that the listener does not take',
      [
        CHAIN.replace('name: r, namespace: edge', 'name: r, namespace: core').replace(
          '{ name: gw }',
          '{ name: gw, namespace: edge }',
        ),
      ],
      [],
    ],
  ])('%s', (_, objects, expected) => {
    const { ingress } = answer(write(...objects), '--to', 'core/api');
    expect(ingress.map(({ allowed, port }) => [port, allowed])).toEqual(expected.map(allowed => [8080, allowed]));
  });
});

test.each<readonly [string, string]>([
  ['a block of 33 bits', inward('{ fromCIDR: [10.0.0.0/33] }')],
  ['an exception outside of its block', inward('{ fromCIDRSet: [{ cidr: 10.0.0.0/8, except: [11.0.0.0/8] }] }')],
  ['an entity that is none', inward('{ fromEntities: [internet] }')],
  ['a port beyond the last', inward('{ toPorts: [{ ports: [{ port: "65536", protocol: TCP }] }] }')],
  ['a port that is a number', inward('{ toPorts: [{ ports: [{ port: 80, protocol: TCP }] }] }')],
  ['peers of two kinds', outward('{ toFQDNs: [{ matchName: a.b }], toCIDR: [10.0.0.0/8] }')],
  ['both selectors', ccnp('{ endpointSelector: {}, nodeSelector: {}, ingress: [{}] }')],
  ['neither selector', ccnp('{ ingress: [{}] }')],
  ['no rules', cnp('core', '{ endpointSelector: {} }')],
  ['nodes, in a namespace', cnp('core', '{ nodeSelector: {}, ingress: [{}] }')],
  ['HTTP over UDP', inward('{ toPorts: [{ ports: [{ port: "53", protocol: UDP }], rules: { http: [{}] } }] }')],
  ['an operator that is none', inward('{ fromEndpoints: [{ matchExpressions: [{ key: a, operator: Is }] }] }')],
])('a policy that Cilium refuses is named: %s', (_, policy) => {
  const { problems, status } = run(write(policy));
  expect(problems).toEqual([expect.stringMatching(/Cilium(Clusterwide)?NetworkPolicy ((core|edge)\/)?p is refused: /)]);
  expect(status).toBe(2);
});

test.each<readonly [string, readonly string[], string]>([
  ['a port of TCP', ['--port', '8080'], '8080/TCP'],
  ['a port and its protocol', ['--port', '53/UDP'], '53/UDP'],
  ['the port of another protocol', ['--port', '53/TCP'], NONE],
])('--port: %s', (_, words, expected) => {
  expect(open(answer(write(), '--from', 'edge/web', '--to', 'core/api', ...words).flows)).toBe(expected);
});

test.each<readonly (readonly string[])[]>([
  [['--port', '70000']],
  [['--port', 'http']],
  [['--port', '80/ICMP']],
  [['--from', 'edge/nobody']],
  [['--to', '10.0.0.0/33']],
  [['--format', 'yaml']],
  [['--what']],
])('%j cannot be used', words => {
  expect(run(write(), ...words)).toMatchObject({ out: '', status: 2 });
});

test('--diff of two answers', () => {
  const [before, after] = [
    write(inward('{}')),
    write(inward('{ fromEntities: [cluster], toPorts: [{ ports: [{ port: http }] }] }')),
  ];
  const { out, status } = run('--diff', before, after, '--format', 'json');
  expect(JSON.parse(out).changes).toContainEqual({
    from: 'edge/web',
    to: 'core/api',
    port: '8080/TCP',
    isOpened: true,
  });
  expect(status).toBe(1);
  expect(run('--diff', after, after)).toEqual({ out: '', problems: [], status: 0 });
});
