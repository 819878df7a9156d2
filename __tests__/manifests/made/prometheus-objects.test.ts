import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKS } from '../../../lib/checks/catalog';
import { Judgement } from '../../../lib/evidence/judgement';
import { MadeObjects } from '../../../lib/manifests/made/made-objects';
import { Manifest } from '../../../lib/manifests/manifest';
import { ManifestSet } from '../../../lib/manifests/manifest-set';
import { YamlDocuments } from '../../../lib/manifests/yaml/yaml-documents';

const RECORDED: { of: Record<string, any>; made: Record<string, any> }[] = JSON.parse(
  readFileSync(join(__dirname, 'prometheus-operator.json'), 'utf8'),
);

const read = (yaml: string) => YamlDocuments.read(yaml).map(object => new Manifest(object));
const instance = (spec: string, kind = 'Prometheus') =>
  `{ apiVersion: monitoring.coreos.com/v1, kind: ${kind}, metadata: { name: main, namespace: m }, spec: ${spec} }`;
const madeOf = (yaml: string) => MadeObjects.of(read(yaml)[0]);

const NAMESPACE =
  '{ apiVersion: v1, kind: Namespace, metadata: { name: m, labels: { pod-security.kubernetes.io/enforce: restricted } } }';
const DIGEST = `registry.example.com/prometheus@sha256:${'0'.repeat(64)}`;

/** What single checks say, as check, kind and path. */
function findings(yaml: string, ...ids: string[]): string[] {
  const checks = CHECKS.filter(({ id }) => ids.includes(id));
  const all = new ManifestSet(read(`${NAMESPACE}\n---\n${yaml}`));
  return Judgement.of(all, checks).findings.map(({ check, object, path }) => `${check} ${object.kind} ${path}`);
}

test('a Prometheus is a StatefulSet with the labels, the port and the containers that the operator gives it', () => {
  const [set, ...others] = madeOf(instance('{ podMetadata: { labels: { app: x } }, serviceAccountName: p }'));
  expect(others).toEqual([]);
  expect(String(set)).toBe('StatefulSet m/prometheus-main');
  expect(set.pod?.labels).toMatchObject({
    app: 'x',
    'app.kubernetes.io/name': 'prometheus',
    'operator.prometheus.io/name': 'main',
  });
  expect(set.pod?.spec.serviceAccountName).toBe('p');
  expect(set.pod?.containers.map(({ list, name }) => [list, name])).toEqual([
    ['initContainers', 'init-config-reloader'],
    ['containers', 'prometheus'],
    ['containers', 'config-reloader'],
  ]);
  expect(set.pod?.containers[1].container.ports).toEqual([{ name: 'web', containerPort: 9090, protocol: 'TCP' }]);
});

test('an Alertmanager is one, too', () => {
  const [set] = madeOf(instance('{ replicas: 3, portName: http }', 'Alertmanager'));
  expect(String(set)).toBe('StatefulSet m/alertmanager-main');
  expect(set.spec.replicas).toBe(3);
  expect(set.pod?.containers[1].container.ports).toContainEqual({ name: 'http', containerPort: 9093, protocol: 'TCP' });
});

test('shards multiply the replicas, and each pod has its claim', () => {
  const [set] = madeOf(
    instance(
      '{ replicas: 2, shards: 3, storage: { volumeClaimTemplate: { spec: { accessModes: [ReadWriteOnce] } } } }',
    ),
  );
  expect(set.spec.replicas).toBe(6);
  expect(set.spec.volumeClaimTemplates).toEqual([
    { metadata: { name: 'prometheus-main-db' }, spec: { accessModes: ['ReadWriteOnce'] } },
  ]);
});

test('containers that it lists are merged by name into those of the operator', () => {
  const [set] = madeOf(
    instance(
      `{ containers: [{ name: config-reloader, image: r }, { name: proxy }], image: ${JSON.stringify(DIGEST)} }`,
    ),
  );
  const containers = set.pod?.containers.map(({ name, container }) => [name, container.image]);
  expect(containers).toEqual([
    ['init-config-reloader', undefined],
    ['prometheus', DIGEST],
    ['config-reloader', 'r'],
    ['proxy', undefined],
  ]);
});

/** What the operator v0.93.1 made of two objects on a real API server, less arguments, probes and its own volumes. */
test.each(RECORDED)('agrees with the operator on $of.kind', ({ of, made }) => {
  const [ours] = MadeObjects.of(new Manifest(of));
  expect(made).toMatchObject(ours.object);
  const names = (object: any) => ['initContainers', 'containers'].map(list => object.spec.template.spec[list].length);
  expect(names(ours.object)).toEqual(names(made));
});

test('other kinds and groups make nothing', () => {
  expect(madeOf(instance('{}', 'ServiceMonitor'))).toEqual([]);
  expect(madeOf(instance('{}').replace('monitoring.coreos.com', 'example.com'))).toEqual([]);
  expect(madeOf(instance('5'))).toHaveLength(1);
});

describe('what is wrong is wrong with the object, at the field that decides it', () => {
  test('the pod, the image and the resources', () => {
    const found = findings(
      instance('{ image: "prom/prometheus:latest", resources: { limits: { cpu: "1" } } }'),
      'run-as-non-root',
      'allow-privilege-escalation',
      'image-digest',
      'resources-set',
    );
    expect([...new Set(found)].sort()).toEqual([
      'image-digest Prometheus spec.image',
      'resources-set Prometheus spec.resources',
      'run-as-non-root Prometheus ',
    ]);
  });

  test('a container that it lists', () => {
    const container = '{ name: proxy, securityContext: { privileged: true } }';
    expect(findings(instance(`{ containers: [${container}] }`), 'privileged')).toEqual([
      'privileged Prometheus spec.containers[0].securityContext.privileged',
    ]);
  });

  test('the quota counts it', () => {
    const quota =
      '{ apiVersion: v1, kind: ResourceQuota, metadata: { name: q, namespace: m }, spec: { hard: { requests.memory: 2Gi } } }';
    const big = instance('{ resources: { requests: { memory: 3Gi } } }');
    expect(findings(`${quota}\n---\n${big}`, 'resource-quota')).toEqual([
      'resource-quota ResourceQuota spec.hard[requests.memory]',
    ]);
  });
});
