import { ApiObject, JsonPatch, Lazy, Size } from 'cdk8s';
import {
  Container,
  Cpu,
  Node,
  NodeTaintQuery,
  PodConnectionsIsolation,
  Pods,
  Probe,
  Service,
  Topology,
  Volume,
} from 'cdk8s-plus-30';
import { HardenedDeployment } from '../../../lib/constructs/workload/hardened-deployment';
import { Port } from '../../../lib/values/port';
import {
  deployment,
  IMAGE,
  objectsOf,
  podOf,
  problemsOf,
  type Rendered,
  rendered,
  restrictedViolations,
  SERVED,
  SMALL,
} from './example-workload';

const RESOURCES = {
  cpu: { request: Cpu.millis(100), limit: Cpu.millis(100) },
  memory: { request: Size.mebibytes(128), limit: Size.mebibytes(128) },
};
const LATER = { image: IMAGE.reference, resources: RESOURCES };

describe('containers that are added later', () => {
  const HARDENED = {
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
    },
    volumeMounts: [{ name: 'tmp-volume', mountPath: '/tmp' }],
  };

  test.each<[string, (built: HardenedDeployment) => void]>([
    ['addSidecar', built => built.pod.addSidecar({ name: 'later', image: IMAGE, resources: SMALL })],
    [
      'addSidecar, not native',
      built => built.pod.addSidecar({ name: 'later', image: IMAGE, resources: SMALL, native: false }),
    ],
    ['addInitContainer', built => built.pod.addInitContainer({ name: 'later', image: IMAGE, resources: SMALL })],
    ['cdk8s-plus: addContainer', built => built.deployment.addContainer({ ...LATER, name: 'later' })],
    ['cdk8s-plus: addInitContainer', built => built.deployment.addInitContainer({ ...LATER, name: 'later' })],
    [
      'cdk8s-plus: attachContainer',
      built => built.deployment.attachContainer(new Container({ ...LATER, name: 'later' })),
    ],
  ])('%s: hardened, and the pod is restricted', (_, add) => {
    const built = deployment();
    add(built);
    expect(problemsOf(built)).toEqual([]);
    const { containers, initContainers = [] } = podOf(built);
    const later = [...containers, ...initContainers].find(({ name }) => name === 'later');
    expect(later).toMatchObject(HARDENED);
    expect(restrictedViolations(podOf(built))).toEqual([]);
  });

  test('mounts, ports and probes that are added later are rendered, without the startup probe of cdk8s-plus', () => {
    const built = deployment();
    const container = built.deployment.addContainer({
      ...LATER,
      name: 'later',
      portNumber: 9000,
      liveness: Probe.fromHttpGet('/'),
    });
    container.mount('/data', Volume.fromEmptyDir(built, 'data', 'data'));
    container.addPort({ number: 9001, name: 'metrics' });
    expect(podOf(built).containers[1]).toMatchObject({
      ports: [{ containerPort: 9000 }, { containerPort: 9001, name: 'metrics' }],
      livenessProbe: { httpGet: { port: 9000 } },
      volumeMounts: [{ mountPath: '/tmp' }, { name: 'data', mountPath: '/data' }],
    });
    expect(podOf(built).containers[1]).not.toHaveProperty('startupProbe');
    expect(podOf(built).volumes).toContainEqual({ name: 'data', emptyDir: {} });
  });

  test('a volume can be added that no container mounts', () => {
    const built = deployment();
    built.pod.addVolume(Volume.fromEmptyDir(built, 'data', 'data'));
    expect(podOf(built).volumes).toContainEqual({ name: 'data', emptyDir: {} });
  });
});

describe('what is wrong shows in validation', () => {
  test('all of it at once', () => {
    const built = deployment();
    const container = built.deployment.addContainer({ image: 'nginx', securityContext: { privileged: true } });
    container.mount('/var/log', Volume.fromHostPath(built, 'logs', 'logs', { path: '/var/log' }));
    built.deployment.podMetadata.addLabel('app', 'other');
    expect(problemsOf(built)).toEqual([
      'two containers are called "main"; pass another name',
      'container "main" has no resources; pass resources',
      'image of container "main" must be pinned by a digest, got "nginx"',
      'pod label "app" must be "model-api", got "other"',
      'the pod asks for the hostPath "/var/log"; ' +
        "drop it, or pass escapes: [Escape.hostPath('why there is no other way')]",
      'container "main" asks for privileged: true; ' +
        "drop it, or pass escapes: [Escape.privileged('why there is no other way')]",
    ]);
  });

  test('so does what cdk8s-plus cannot render, and what else is wrong beside it', () => {
    const built = deployment();
    built.pod.addVolume(Volume.fromEmptyDir(built, 'a', 'data'));
    built.deployment
      .addContainer({ ...LATER, image: 'nginx', name: 'later' })
      .mount('/data', Volume.fromEmptyDir(built, 'b', 'data'));
    expect(problemsOf(built)).toEqual([
      'image of container "later" must be pinned by a digest, got "nginx"',
      'Invalid mount configuration. At least two different volumes have the same name: data',
    ]);
  });

  test('without rendering anything', () => {
    let count = 0;
    const counted = Lazy.any({ produce: () => `${count++}` });
    const built = deployment({ podAnnotations: { counted } });
    expect([problemsOf(built), count]).toEqual([[], 0]);
    podOf(built);
    expect(count).toBeGreaterThan(0);
  });
});

describe('the object that is rendered', () => {
  test('keeps patches with fields that Kubernetes 1.30 does not know, wherever they stand', () => {
    const built = deployment();
    const pod = '/spec/template/spec';
    ApiObject.of(built.deployment).addJsonPatch(
      JsonPatch.add(`${pod}/containers/0/resizePolicy`, [{ resourceName: 'cpu' }]),
      JsonPatch.add(`${pod}/resources`, { limits: { cpu: '1' } }),
    );
    built.apiObject.addJsonPatch(JsonPatch.add('/spec/podReplacementPolicy', 'Failed'));
    expect(rendered(built, 'Deployment').spec.podReplacementPolicy).toBe('Failed');
    expect(podOf(built)).toMatchObject({
      resources: { limits: { cpu: '1' } },
      containers: [{ resizePolicy: [{ resourceName: 'cpu' }] }],
    });
  });

  test('has the labels and annotations that are added through cdk8s-plus', () => {
    const built = deployment();
    built.deployment.metadata.addLabel('example.com/tier', 'gold');
    built.deployment.metadata.addAnnotation('example.com/note', 'a');
    built.deployment.podMetadata.addLabel('example.com/scrape', 'yes');
    built.deployment.podMetadata.addAnnotation('example.com/note', 'b');
    const { metadata, spec } = rendered(built, 'Deployment');
    expect(metadata.labels).toMatchObject({ app: 'model-api', 'example.com/tier': 'gold' });
    expect(metadata.annotations).toEqual({ 'example.com/note': 'a' });
    expect(spec.template.metadata.labels).toMatchObject({ app: 'model-api', 'example.com/scrape': 'yes' });
    expect(spec.template.metadata.annotations).toEqual({ 'example.com/note': 'b' });
  });

  test('stands once in the tree, as the child Resource of the construct of cdk8s-plus', () => {
    const built = deployment();
    expect(objectsOf(built).filter(({ kind }) => kind === 'Deployment')).toHaveLength(1);
    expect(built.apiObject.node.path).toBe('test/model-api/Resource/Resource');
  });
});

describe('what cdk8s-plus derives from the pods goes by the app label, since its own address label is not rendered', () => {
  const NAMESPACE_SELECTOR = { matchLabels: { 'kubernetes.io/metadata.name': 'tenant-a' } };
  const onePodLabel = { matchLabels: { app: 'model-api' } };

  test('spread and separation', () => {
    const built = deployment();
    built.deployment.scheduling.spread({ topology: Topology.HOSTNAME });
    const [term] = podOf(built).affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution;
    expect(term).toEqual({
      topologyKey: 'kubernetes.io/hostname',
      labelSelector: onePodLabel,
      namespaces: ['tenant-a'],
    });
  });

  test('co-location of another workload', () => {
    const built = deployment();
    const cache = new HardenedDeployment(built.node.scope as never, 'cache', SERVED);
    cache.deployment.scheduling.colocate(built.deployment);
    const [term] = rendered(built, 'Deployment', 'cache').spec.template.spec.affinity.podAffinity
      .requiredDuringSchedulingIgnoredDuringExecution;
    expect(term.labelSelector).toEqual(onePodLabel);
  });

  test('attraction and toleration, beside those of the pool', () => {
    const built = deployment();
    built.deployment.scheduling.attract(Node.labeled());
    built.deployment.scheduling.tolerate(Node.tainted(NodeTaintQuery.exists('spot')));
    const { affinity, nodeSelector, tolerations } = podOf(built);
    expect(affinity).toHaveProperty('nodeAffinity');
    expect(nodeSelector).toEqual({ dedicated: 'ml' });
    expect(tolerations.map(({ key }: Rendered) => key)).toEqual(['spot', 'dedicated']);
  });

  test('connections: a NetworkPolicy on each side', () => {
    const built = deployment();
    built.deployment.connections.allowFrom(Pods.all(built, 'all'), { isolation: PodConnectionsIsolation.POD });
    const { metadata, spec } = rendered(built, 'NetworkPolicy');
    expect(metadata.namespace).toBe('tenant-a');
    expect(spec.podSelector).toEqual(onePodLabel);
  });

  test('connections to another workload of ours', () => {
    const built = deployment();
    const cache = new HardenedDeployment(built.node.scope as never, 'cache', { ...SERVED, port: Port.tcp(6379) });
    built.deployment.connections.allowTo(cache.deployment);
    const policies = objectsOf(built).filter(({ kind }) => kind === 'NetworkPolicy');
    expect(policies.map(({ spec }) => [spec.podSelector, spec.egress ?? spec.ingress])).toEqual([
      [
        onePodLabel,
        [
          {
            to: [{ podSelector: { matchLabels: { app: 'cache' } }, namespaceSelector: NAMESPACE_SELECTOR }],
            ports: [{ port: 6379, protocol: 'TCP' }],
          },
        ],
      ],
      [
        { matchLabels: { app: 'cache' } },
        [
          {
            from: [{ podSelector: onePodLabel, namespaceSelector: NAMESPACE_SELECTOR }],
            ports: [{ port: 6379, protocol: 'TCP' }],
          },
        ],
      ],
    ]);
  });

  test('Services of cdk8s-plus', () => {
    const built = deployment();
    built.deployment.exposeViaService({ name: 'metrics', ports: [{ port: 80, targetPort: 8000 }] });
    new Service(built, 'other', { metadata: { name: 'other' }, selector: built.deployment, ports: [{ port: 80 }] });
    expect(rendered(built, 'Service', 'metrics').spec.selector).toEqual({ app: 'model-api' });
    expect(rendered(built, 'Service', 'other').spec.selector).toEqual({ app: 'model-api' });
  });
});
