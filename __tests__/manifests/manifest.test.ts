import { KindOrder } from '../../lib/manifests/kind-order';
import { Manifest } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import { PodTemplate } from '../../lib/manifests/pod-template';
import { SiteFacts } from '../../lib/manifests/site-facts';
import { YamlDocuments } from '../../lib/manifests/yaml/yaml-documents';

const manifest = (yaml: string) => new Manifest(YamlDocuments.read(yaml)[0]);

describe('Manifest', () => {
  test('reads group, namespace and name', () => {
    const deployment = manifest('apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: api, namespace: a }');
    expect([deployment.group, deployment.effectiveNamespace, String(deployment)]).toEqual([
      'apps',
      'a',
      'Deployment a/api',
    ]);
    expect(deployment.key).toBe('apps/Deployment/a/api');
  });

  test('a namespaced object without a namespace lands in default; a cluster-scoped one in none', () => {
    expect(manifest('apiVersion: v1\nkind: Pod\nmetadata: { name: api }').effectiveNamespace).toBe('default');
    expect(manifest('apiVersion: v1\nkind: Namespace\nmetadata: { name: a, namespace: b }').effectiveNamespace).toBe(
      '',
    );
  });

  test('the same object in two versions of its API is one object', () => {
    const versions = ['v1', 'v1beta1'].map(
      version => `apiVersion: gateway.networking.k8s.io/${version}\nkind: HTTPRoute\nmetadata: { name: a }`,
    );
    expect(new Set(versions.map(yaml => manifest(yaml).key)).size).toBe(1);
  });

  test('what has another type than it should reads as empty', () => {
    const odd = new Manifest({ apiVersion: 1, kind: null, metadata: 'x', spec: [] } as never);
    expect([odd.apiVersion, odd.kind, odd.name, odd.spec, odd.labels]).toEqual(['', '', '', {}, {}]);
    expect(manifest('apiVersion: v1\nkind: Pod\nmetadata: { name: a, labels: { x: 1, y: z } }').labels).toEqual({
      y: 'z',
    });
  });
});

describe('PodTemplate', () => {
  const POD =
    '{ metadata: { labels: { app: x } }, spec: { initContainers: [{ name: i }], containers: [{ name: c }], ephemeralContainers: [{ name: e }] } }';

  test.each([
    ['v1', 'Pod', POD.slice(1, -1).replace('metadata: {', 'metadata: { name: p,'), 'spec'],
    ['v1', 'PodTemplate', `template: ${POD}`, 'template.spec'],
    ['v1', 'ReplicationController', `spec: { template: ${POD} }`, 'spec.template.spec'],
    ['apps/v1', 'ReplicaSet', `spec: { template: ${POD} }`, 'spec.template.spec'],
    ['apps/v1', 'Deployment', `spec: { template: ${POD} }`, 'spec.template.spec'],
    ['apps/v1', 'StatefulSet', `spec: { template: ${POD} }`, 'spec.template.spec'],
    ['apps/v1', 'DaemonSet', `spec: { template: ${POD} }`, 'spec.template.spec'],
    ['extensions/v1beta1', 'DaemonSet', `spec: { template: ${POD} }`, 'spec.template.spec'],
    ['apps/v1beta2', 'StatefulSet', `spec: { template: ${POD} }`, 'spec.template.spec'],
    ['batch/v1', 'Job', `spec: { template: ${POD} }`, 'spec.template.spec'],
    [
      'batch/v1',
      'CronJob',
      `spec: { jobTemplate: { spec: { template: ${POD} } } }`,
      'spec.jobTemplate.spec.template.spec',
    ],
  ])('%s %s has its pod where the API says', (apiVersion, kind, rest, path) => {
    const template = PodTemplate.in(manifest(`{ apiVersion: ${apiVersion}, kind: ${kind}, ${rest} }`));
    expect(template?.specPath).toBe(path);
    expect(template?.labels).toEqual({ app: 'x' });
    expect(template?.containers.map(({ path: at, name }) => [at, name])).toEqual([
      [`${path}.initContainers[0]`, 'i'],
      [`${path}.containers[0]`, 'c'],
      [`${path}.ephemeralContainers[0]`, 'e'],
    ]);
  });

  test('other kinds carry none, and a kind of the same name in another group neither', () => {
    expect(PodTemplate.in(manifest('apiVersion: v1\nkind: Service'))).toBeUndefined();
    expect(PodTemplate.in(manifest('apiVersion: v1\nkind: Deployment'))).toBeUndefined();
    expect(PodTemplate.in(manifest('apiVersion: batch.volcano.sh/v1alpha1\nkind: Job'))).toBeUndefined();
  });
});

describe('ManifestSet', () => {
  const stub = 'apiVersion: v1\nkind: Service\nmetadata: { name: outside, namespace: a }';
  const set = new ManifestSet(
    [manifest('apiVersion: v1\nkind: Service\nmetadata: { name: inside, namespace: a }')],
    SiteFacts.fromObjects(YamlDocuments.read(stub)),
  );

  test('finds what is judged and what is external', () => {
    expect(set.find('', 'Service', 'a', 'inside')).toBeDefined();
    expect(set.find('', 'Service', 'a', 'outside')).toBeDefined();
    expect(set.find('', 'Service', 'b', 'inside')).toBeUndefined();
    expect(set.ofKind('', 'Service')).toHaveLength(2);
    expect(set.inNamespace('a')).toHaveLength(2);
  });

  test('judges only what is rendered here', () => {
    expect(set.judgedOfKind('Service').map(({ name }) => name)).toEqual(['inside']);
  });
});

describe('SiteFacts', () => {
  test('reads what kubectl get nodes -o yaml prints, as a List', () => {
    const facts = SiteFacts.fromObjects(
      YamlDocuments.read(`
apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Node
    metadata: { name: worker, labels: { dedicated: ml } }
    spec: { taints: [{ key: dedicated, value: ml, effect: NoSchedule }, { key: bare, effect: NoExecute }] }
    status: { allocatable: { cpu: "4", memory: 8Gi }, capacity: { cpu: "5" } }
`),
    );
    expect(facts.nodes).toEqual([
      {
        name: 'worker',
        labels: { dedicated: 'ml' },
        taints: [
          { key: 'dedicated', value: 'ml', effect: 'NoSchedule' },
          { key: 'bare', value: '', effect: 'NoExecute' },
        ],
        allocatable: { cpu: '4', memory: '8Gi' },
      },
    ]);
  });

  test('the Site document holds what is no Kubernetes object; all else is an external object', () => {
    const facts = SiteFacts.fromObjects(
      YamlDocuments.read(`
apiVersion: fortress.cdk8s.io/v1
kind: Site
spec: { podCIDRs: [10.42.0.0/16], registries: [r], versions: { kubernetes: "1.36" } }
---
apiVersion: v1
kind: Namespace
metadata: { name: kube-system }
`),
    );
    expect([facts.podCidrs, facts.serviceCidrs, facts.registries, facts.versions]).toEqual([
      ['10.42.0.0/16'],
      [],
      ['r'],
      { kubernetes: '1.36' },
    ]);
    expect(facts.externals.map(String)).toEqual(['Namespace kube-system']);
  });
});

test('KindOrder ranks built-in kinds as Argo CD does, and custom kinds last', () => {
  const rank = (apiVersion: string, kind: string) => KindOrder.rank(new Manifest({ apiVersion, kind }));
  const order = [
    rank('v1', 'Namespace'),
    rank('networking.k8s.io/v1', 'NetworkPolicy'),
    rank('v1', 'ServiceAccount'),
    rank('apps/v1', 'Deployment'),
    rank('cilium.io/v2', 'CiliumNetworkPolicy'),
  ];
  expect([...order].sort((a, b) => a - b)).toEqual(order);
  expect(KindOrder.isLast(new Manifest({ apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy' }))).toBe(true);
  expect(KindOrder.isLast(new Manifest({ apiVersion: 'v1', kind: 'Pod' }))).toBe(false);
});

describe('YamlDocuments', () => {
  test('what is written is read back, and strings stay strings', () => {
    const objects = [
      { a: 'yes', b: '0755', c: '1e3', d: 'null', e: '12:30:45', f: '0o755', g: '=', h: 'multi\nline\n', i: '' },
      { b: [1, true, null] },
    ];
    expect(YamlDocuments.read(YamlDocuments.write(objects))).toEqual(objects);
  });

  test('an object that is referred to twice is written twice, without anchors', () => {
    const shared = { x: 1 };
    expect(YamlDocuments.write([{ a: shared, b: shared }])).toBe('---\na:\n  x: 1\nb:\n  x: 1\n');
  });

  test('empty documents are passed over', () => {
    expect(YamlDocuments.read('---\n---\na: 1\n---\n')).toEqual([{ a: 1 }]);
    expect(YamlDocuments.read('')).toEqual([]);
  });
});
