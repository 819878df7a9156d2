import { Manifest } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import { YamlDocuments } from '../../lib/manifests/yaml/yaml-documents';
import { ReachJson } from '../../lib/reach/reach-json';
import { ReachQuestion, type ReachQuestionProps } from '../../lib/reach/reach-question';
import { Reachability } from '../../lib/reach/reachability';

const PODS = `
apiVersion: v1
kind: Namespace
metadata: { name: b, labels: { team: blue } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: a }
spec: { template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: c }] } } }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db, namespace: b }
spec:
  template:
    metadata: { labels: { app: db, pod-template-hash: x } }
    spec:
      initContainers:
        - { name: once, ports: [{ containerPort: 1 }] }
        - { name: sidecar, restartPolicy: Always, ports: [{ containerPort: 9100, name: stats }] }
      containers:
        - { name: c, ports: [{ containerPort: 5432, name: pg }, { containerPort: 53, protocol: UDP }] }
        - { name: d, ports: [{ containerPort: 5432 }, { containerPort: 7777, protocol: SCTP }] }
---
apiVersion: v1
kind: Pod
metadata: { name: agent }
spec: { hostNetwork: true, containers: [{ name: c }] }
`;

function reachOf(yaml: string): Reachability {
  const objects = YamlDocuments.read(`${PODS}---\n${yaml}`);
  return new Reachability(new ManifestSet(objects.map(object => new Manifest(object))));
}

/** Ports of `b/db` that are open to a workload, `a/web` by default. */
function open(yaml: string, from = 'a/web'): string {
  const flows = new ReachQuestion({ from, to: 'b/db' }).flows(reachOf(yaml));
  return [...flows].flatMap(({ allowed, port }) => (allowed ? `${port.port}/${port.protocol}` : [])).join(' ');
}

function np(spec: string): string {
  return `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: p, namespace: b }\nspec: ${spec}\n`;
}

function cnp(spec: string, namespace = 'b'): string {
  return `apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: { name: p, namespace: ${namespace} }\nspec: ${spec}\n`;
}

function ccnp(spec: string): string {
  return `apiVersion: cilium.io/v2\nkind: CiliumClusterwideNetworkPolicy\nmetadata: { name: p }\nspec: ${spec}\n`;
}

const ALL = '53/UDP 5432/TCP 7777/SCTP 9100/TCP';

describe('each sentence, worked by hand', () => {
  test.each<[string, string, string]>([
    ['ports: declared by containers and sidecars, each once; not those of init containers that end', '', ALL],
    ['NetworkPolicy: an empty podSelector is every pod of the namespace', np('{ podSelector: {} }'), ''],
    ['NetworkPolicy: of another label, it is not for the pod', np('{ podSelector: { matchLabels: { app: x } } }'), ALL],
    [
      'NetworkPolicy: matchLabels with an empty value needs the key',
      np('{ podSelector: { matchLabels: { tier: "" } } }'),
      ALL,
    ],
    [
      'NetworkPolicy: NotIn matches an absent key',
      np('{ podSelector: { matchExpressions: [{ key: tier, operator: NotIn, values: [x] }] } }'),
      '',
    ],
    ['NetworkPolicy: a rule without from is about everybody', np('{ podSelector: {}, ingress: [{}] }'), ALL],
    ['NetworkPolicy: an empty list of rules allows nothing', np('{ podSelector: {}, ingress: [] }'), ''],
    ['NetworkPolicy: an empty from is about everybody', np('{ podSelector: {}, ingress: [{ from: [] }] }'), ALL],
    [
      'NetworkPolicy: a podSelector alone is about the own namespace',
      np('{ podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] }'),
      '',
    ],
    [
      'NetworkPolicy: an empty namespaceSelector is every namespace',
      np('{ podSelector: {}, ingress: [{ from: [{ namespaceSelector: {} }] }] }'),
      ALL,
    ],
    [
      'NetworkPolicy: a namespace has its name as a label, even without an object',
      np(
        '{ podSelector: {}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: a } } }] }] }',
      ),
      ALL,
    ],
    [
      'NetworkPolicy: both selectors hold together',
      np(
        '{ podSelector: {}, ingress: [{ from: [{ namespaceSelector: {}, podSelector: { matchLabels: { app: x } } }] }] }',
      ),
      '',
    ],
    ['NetworkPolicy: no protocol is TCP', np('{ podSelector: {}, ingress: [{ ports: [{ port: 53 }] }] }'), ''],
    [
      'NetworkPolicy: no port is every port of the protocol',
      np('{ podSelector: {}, ingress: [{ ports: [{ protocol: UDP }] }] }'),
      '53/UDP',
    ],
    [
      'NetworkPolicy: endPort ends a range',
      np('{ podSelector: {}, ingress: [{ ports: [{ port: 5000, endPort: 6000 }] }] }'),
      '5432/TCP',
    ],
    [
      'NetworkPolicy: a name is the target pod’s own',
      np('{ podSelector: {}, ingress: [{ ports: [{ port: pg }] }] }'),
      '5432/TCP',
    ],
    [
      'NetworkPolicy: SCTP',
      np('{ podSelector: {}, ingress: [{ ports: [{ port: 7777, protocol: SCTP }] }] }'),
      '7777/SCTP',
    ],
    [
      'NetworkPolicy: blocks of addresses are no pods',
      np('{ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 0.0.0.0/0 } }] }] }'),
      '',
    ],
    [
      'NetworkPolicy: rules of a direction that policyTypes leaves out have no effect',
      np('{ podSelector: {}, policyTypes: [Egress], ingress: [{ from: [] }], egress: [{}] }'),
      ALL,
    ],
    [
      'NetworkPolicy: without policyTypes, egress rules deny egress and ingress',
      np('{ podSelector: {}, egress: [{}] }'),
      '',
    ],
    ['Cilium: no rule, no effect', cnp('{ endpointSelector: {}, egress: [{ toEntities: [all] }] }'), ALL],
    ['Cilium: a rule {} denies by default and allows nothing', cnp('{ endpointSelector: {}, ingress: [{}] }'), ''],
    [
      'Cilium: selectors of peers are of the own namespace',
      cnp('{ endpointSelector: {}, ingress: [{ fromEndpoints: [{ matchLabels: { app: web } }] }] }'),
      '',
    ],
    [
      'Cilium: unless they name one',
      cnp(
        '{ endpointSelector: {}, ingress: [{ fromEndpoints: [{ matchLabels: { "k8s:app": web, "k8s:io.kubernetes.pod.namespace": a } }] }] }',
      ),
      ALL,
    ],
    [
      'Cilium: labels of namespaces',
      cnp('{ endpointSelector: { matchLabels: { "k8s:io.cilium.k8s.namespace.labels.team": blue } }, ingress: [{}] }'),
      '',
    ],
    [
      'Cilium: identities drop pod-template-hash',
      cnp('{ endpointSelector: { matchLabels: { pod-template-hash: x } }, ingress: [{}] }'),
      ALL,
    ],
    ['Cilium: entities', cnp('{ endpointSelector: {}, ingress: [{ fromEntities: [cluster] }] }'), ALL],
    [
      'Cilium: world is no pod',
      cnp('{ endpointSelector: {}, ingress: [{ fromEntities: [world, host, remote-node] }] }'),
      '',
    ],
    [
      'Cilium: deny wins over any allow',
      `${cnp('{ endpointSelector: {}, ingress: [{ fromEntities: [all] }] }')}---\n${ccnp('{ endpointSelector: {}, ingressDeny: [{ fromEntities: [all], toPorts: [{ ports: [{ port: "5432", protocol: TCP }] }] }] }')}`,
      '53/UDP 7777/SCTP 9100/TCP',
    ],
    [
      'Cilium: a deny rule denies the rest by default',
      cnp('{ endpointSelector: {}, ingressDeny: [{ fromEntities: [world] }] }'),
      '',
    ],
    [
      'Cilium: unless enableDefaultDeny says no',
      cnp('{ endpointSelector: {}, enableDefaultDeny: { ingress: false }, ingressDeny: [{ fromEntities: [world] }] }'),
      ALL,
    ],
    [
      'Cilium: enableDefaultDeny without rules does nothing',
      cnp('{ endpointSelector: {}, enableDefaultDeny: { ingress: true }, egress: [{}] }'),
      ALL,
    ],
    ['Cilium: policies for nodes are not for pods', ccnp('{ nodeSelector: {}, ingress: [{}] }'), ALL],
    [
      'Cilium: specs add up',
      `apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: { name: p, namespace: b }\nspecs: [{ endpointSelector: {}, ingress: [{}] }, { endpointSelector: {}, ingress: [{ fromEntities: [all], toPorts: [{ ports: [{ port: pg }] }] }] }]\n`,
      '5432/TCP',
    ],
    [
      'Cilium: port 0 is every port of the protocol',
      cnp(
        '{ endpointSelector: {}, ingress: [{ fromEntities: [all], toPorts: [{ ports: [{ port: "0", protocol: UDP }] }] }] }',
      ),
      '53/UDP',
    ],
    [
      'Cilium: ANY is TCP, UDP and SCTP',
      cnp('{ endpointSelector: {}, ingress: [{ toPorts: [{ ports: [{ port: "7777" }] }] }] }'),
      '7777/SCTP',
    ],
    [
      'Cilium: ICMP alone opens no port',
      cnp('{ endpointSelector: {}, ingress: [{ fromEntities: [all], icmps: [{ fields: [{ type: 8 }] }] }] }'),
      '',
    ],
    [
      'Cilium: requests of layer 7 are let through to the proxy',
      cnp(
        '{ endpointSelector: {}, ingress: [{ toPorts: [{ ports: [{ port: "5432", protocol: TCP }], rules: { http: [{ method: GET }] } }] }] }',
      ),
      '5432/TCP',
    ],
    [
      'Cilium: blocks of addresses are no pods',
      cnp('{ endpointSelector: {}, egress: [{ toCIDR: [0.0.0.0/0] }] }', 'a'),
      '',
    ],
    ['Cilium: an empty list of peers is nobody', cnp('{ endpointSelector: {}, ingress: [{ fromEndpoints: [] }] }'), ''],
    [
      'all kinds are one set: an allow of one adds to a default deny of another',
      `${np('{ podSelector: {} }')}---\n${ccnp('{ endpointSelector: { matchLabels: { app: db } }, ingress: [{ fromEndpoints: [{ matchLabels: { app: web } }] }] }')}`,
      ALL,
    ],
    [
      'egress of the source counts, too',
      cnp(
        '{ endpointSelector: {}, egress: [{ toEndpoints: [{ matchLabels: { "k8s:io.kubernetes.pod.namespace": b } }], toPorts: [{ ports: [{ port: pg, protocol: TCP }] }] }] }',
        'a',
      ),
      '5432/TCP',
    ],
    [
      'toServices are the pods of the Service, on their ports',
      `${cnp('{ endpointSelector: {}, egress: [{ toServices: [{ k8sService: { serviceName: db, namespace: b } }] }] }', 'a')}---\napiVersion: v1\nkind: Service\nmetadata: { name: db, namespace: b }\nspec: { selector: { app: db }, ports: [{ port: 1 }] }\n`,
      ALL,
    ],
    [
      'toServices that lead to nobody are everybody, on their ports',
      cnp(
        '{ endpointSelector: {}, egress: [{ toServices: [{ k8sService: { serviceName: none, namespace: b } }], toPorts: [{ ports: [{ port: "5432" }] }] }] }',
        'a',
      ),
      '5432/TCP',
    ],
  ])('%s', (_, yaml, expected) => {
    expect(open(yaml)).toBe(expected);
  });

  test('the node of a pod is let in, unless a rule denies it', () => {
    expect(open(np('{ podSelector: {} }'), 'default/agent')).toBe(ALL);
    expect(
      open(cnp('{ endpointSelector: {}, ingressDeny: [{ fromEntities: [host, remote-node] }] }'), 'default/agent'),
    ).toBe('');
  });
});

/** What is said of who is outside, as JSON. */
function outside(yaml: string, props: ReachQuestionProps) {
  return [...new ReachQuestion(props).external(reachOf(yaml))].map(ReachJson.external);
}

describe('who is outside', () => {
  const policy = cnp(
    `{ endpointSelector: {}, egress: [
       { toCIDRSet: [{ cidr: 10.0.0.0/8, except: [10.1.0.0/16] }], toPorts: [{ ports: [{ port: "443", protocol: TCP }] }] },
       { toFQDNs: [{ matchPattern: "*.example.com" }] } ] }`,
    'a',
  );

  test('a block without its exceptions, and names', () => {
    expect(outside(policy, { from: 'a/web' })).toEqual([
      {
        from: 'a/web',
        to: '10.0.0.0/8',
        except: ['10.1.0.0/16'],
        port: 443,
        protocol: 'TCP',
        allowed: true,
        because: [{ policy: 'CiliumNetworkPolicy a/p', rule: 'spec.egress[0]', direction: 'egress', effect: 'allow' }],
      },
      {
        from: 'a/web',
        to: '*.example.com',
        port: 0,
        protocol: 'ANY',
        allowed: true,
        because: [{ policy: 'CiliumNetworkPolicy a/p', rule: 'spec.egress[1]', direction: 'egress', effect: 'allow' }],
      },
    ]);
  });

  test('one address, one name', () => {
    const allowed = (to: string) => outside(policy, { from: 'a/web', to, port: '443' }).map(row => row.allowed);
    expect(allowed('10.2.0.1')).toEqual([true]);
    expect(allowed('10.1.0.1')).toEqual([false]);
    expect(allowed('weights.example.com')).toEqual([true]);
    expect(allowed('world')).toEqual([false]);
  });

  test('a name whose addresses may be in a block is unknown, and closed', () => {
    const [row] = outside(policy, { from: 'a/web', to: 'other.test', port: '443' });
    expect(row).toMatchObject({ allowed: false, unknown: true });
  });

  test('a group of a cloud is unknown', () => {
    const yaml = cnp('{ endpointSelector: {}, egress: [{ toGroups: [{ aws: { securityGroupsIds: [sg-1] } }] }] }', 'a');
    expect(outside(yaml, { from: 'a/web', to: 'world' })).toEqual([
      expect.objectContaining({ allowed: false, unknown: true }),
    ]);
    expect(new ReachQuestion().unknown(reachOf(yaml))).toEqual([
      'CiliumNetworkPolicy a/p spec.egress[0]: toGroups is known to its provider only',
    ]);
  });
});

test('names: the controller’s, one for all of its pods', () => {
  const owned = (name: string) => `
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: c, labels: { app: x, pod-template-hash: 7d9f }, ownerReferences: [{ kind: ReplicaSet, name: api-7d9f, controller: true }] }
spec: { containers: [{ name: c }] }
`;
  const names = reachOf(`${owned('api-7d9f-1')}---\n${owned('api-7d9f-2')}`).workloads.map(({ name }) => name);
  expect(names).toEqual(['a/web', 'b/db', 'c/api', 'default/agent']);
});

test('names: two kinds of one name are told apart, and an object that is there twice is one', () => {
  const second = (kind: string) =>
    `apiVersion: apps/v1\nkind: ${kind}\nmetadata: { name: web, namespace: a }\nspec: { template: { spec: { containers: [{ name: c }] } } }\n`;
  const names = reachOf(`${second('DaemonSet')}---\n${second('Deployment')}`).workloads.map(({ name }) => name);
  expect(names).toEqual(['a/web', 'a/web (DaemonSet)', 'b/db', 'default/agent']);
});

test('flows that nothing in the objects says anybody means', () => {
  const service = `
apiVersion: v1
kind: Service
metadata: { name: db, namespace: b }
spec: { selector: { app: db }, ports: [{ port: 5432 }] }
---
apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata: { name: db, namespace: b }
spec: { selector: { matchLabels: { app: web } }, namespaceSelector: { any: true } }
---
apiVersion: v1
kind: Pod
metadata: { name: reader, namespace: a }
spec: { containers: [{ name: c, env: [{ name: DB, value: "tcp://db.b.svc:5432" }] }] }
`;
  const question = new ReachQuestion({ from: 'a/reader' });
  const flows = [...question.unintended(reachOf(service))].map(
    ({ to, port }) => `${to.name} ${port.port}/${port.protocol}`,
  );
  expect(flows).toEqual(['b/db 53/UDP', 'b/db 7777/SCTP', 'b/db 9100/TCP']);
});

test('a scraped port is meant for who scrapes it, and for nobody else', () => {
  const monitor = `
apiVersion: v1
kind: Pod
metadata: { name: prometheus, namespace: c, labels: { app.kubernetes.io/name: prometheus } }
spec: { containers: [{ name: c }] }
---
apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata: { name: db, namespace: b }
spec: { selector: { matchLabels: { app: db } }, podMetricsEndpoints: [{ port: stats }] }
`;
  const unintended = (from: string) =>
    [...new ReachQuestion({ from, to: 'b/db' }).unintended(reachOf(monitor))].map(({ port }) => port.port);
  expect(unintended('c/prometheus')).toEqual([53, 5432, 7777]);
  expect(unintended('a/web')).toEqual([53, 5432, 7777, 9100]);
});
