import { CHECKS } from '../../lib/checks/catalog';
import { Judgement } from '../../lib/evidence/judgement';
import { Json, type JsonObject } from '../../lib/manifests/json/json';
import { Manifest } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import { ManifestReader } from '../../lib/manifests/yaml/manifest-reader';
import { TRAPS } from '../checks/traps';
import { describeCluster } from './cluster-test';

const namespace = (name: string, labels: Readonly<Record<string, string>> = {}): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels },
});

describeCluster('what the seeds say that is wrong, before the server', client => {
  test('seed row B11: the pod is refused with the four messages of our checks', async () => {
    const labels = {
      'pod-security.kubernetes.io/enforce': 'restricted',
      'pod-security.kubernetes.io/enforce-version': 'v1.36',
    };
    const restricted = namespace('seed-b11', labels);
    const spec = { containers: [{ name: 'test-pod', image: 'nginx' }] };
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'test-pod', namespace: 'seed-b11' }, spec };
    await client().apply(restricted);
    const { status, body } = await client().create(pod, { dryRun: true });
    const all = new ManifestSet([restricted, pod].map(object => new Manifest(object)));
    const podSecurity = CHECKS.filter(({ family }) => family === 'pod-security');
    const ours = Judgement.of(all, podSecurity).findings.map(({ message }) => message);
    expect(ours).toHaveLength(4);
    expect({ status, message: body.message }).toEqual({
      status: 403,
      message: `pods "test-pod" is forbidden: violates PodSecurity "restricted:v1.36": ${ours.join(', ')}`,
    });
  });

  test.each([
    ['B09: node-exporter, which baseline is said to admit', 'baseline', { hostNetwork: true, hostPID: true }],
    ['B17: training with host IPC and host networking', 'baseline', { hostNetwork: true, hostIPC: true }],
  ])('seed row %s', async (_, level, fields) => {
    const name = `level-${level}`;
    const labels = {
      'pod-security.kubernetes.io/enforce': level,
      'pod-security.kubernetes.io/enforce-version': 'v1.36',
    };
    await client().apply(namespace(name, labels));
    const spec = { ...fields, containers: [{ name: 'main', image: 'main' }] };
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'main', namespace: name }, spec };
    const { status, body } = await client().create(pod, { dryRun: true });
    expect([status, body.message]).toEqual([
      403,
      expect.stringContaining('violates PodSecurity "baseline:v1.36": host namespaces'),
    ]);
  });

  test('of all other traps, the server refuses one: what only a judge sees is the rest', async () => {
    const refused: string[] = [];
    for (const { row, yaml, caught } of TRAPS) {
      for (const manifest of ManifestReader.read(yaml, 'trap.yaml').manifests) {
        if (!client().knows(manifest.object)) continue;
        const object = elsewhere(manifest);
        if (object.effectiveNamespace !== '') await client().apply(namespace(object.effectiveNamespace));
        const { status } = await client().apply(whole(object), { dryRun: true });
        if (status >= 300) refused.push(`${row}; ${caught}`);
      }
    }
    expect(refused).toEqual([
      'J05: a key that no ConfigMap can have; configuration-key: ConfigMap monitoring/prometheus-rules',
    ]);
  });
});

/** In a namespace where nothing else is, and nothing is forbidden. */
function elsewhere(manifest: Manifest): Manifest {
  const { object, metadata, effectiveNamespace } = manifest;
  if (effectiveNamespace === '') return manifest;
  return new Manifest({ ...object, metadata: { ...metadata, namespace: `trap-${effectiveNamespace}` } });
}

/** With what the row leaves out because it is about something else: a container, and how often it is started. */
function whole(manifest: Manifest): JsonObject {
  const { object, kind, spec } = manifest;
  const template = Json.object(spec.template);
  if (!['Deployment', 'DaemonSet', 'StatefulSet', 'Job'].includes(kind)) return object;
  const pod = {
    containers: [{ name: 'main', image: 'main' }],
    ...(kind === 'Job' && { restartPolicy: 'Never' }),
    ...Object.fromEntries(
      Object.entries(Json.object(template.spec)).filter(([, value]) => JSON.stringify(value) !== '[]'),
    ),
  };
  return { ...object, spec: { ...spec, template: { ...template, spec: pod } } };
}
