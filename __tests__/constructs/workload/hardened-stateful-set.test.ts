import { Duration } from 'cdk8s';
import {
  HorizontalPodAutoscaler,
  Metric,
  MetricTarget,
  PodManagementPolicy,
  Probe,
  StatefulSetUpdateStrategy,
  Volume,
} from 'cdk8s-plus-30';
import {
  HardenedStatefulSet,
  type HardenedStatefulSetProps,
} from '../../../lib/constructs/workload/hardened-stateful-set';
import {
  mainOf,
  namespaceWith,
  newChart,
  objectsOf,
  podOf,
  problemsOf,
  type Rendered,
  rendered,
  restrictedViolations,
  SERVED,
  TENANT_LABELS,
  ZONED_POOL,
} from './example-workload';

function statefulSet(props: Partial<HardenedStatefulSetProps> = {}): HardenedStatefulSet {
  return new HardenedStatefulSet(newChart(), 'store', { ...SERVED, ...props });
}
const specOf = (props: Partial<HardenedStatefulSetProps> = {}): Rendered =>
  rendered(statefulSet(props), 'StatefulSet').spec;
const kindsOf = (props: Partial<HardenedStatefulSetProps> = {}) =>
  objectsOf(statefulSet(props)).map(({ kind }) => kind);
const DISK = { name: 'data', path: '/data', size: '10Gi' };

test('by default it is a restricted StatefulSet of 1 with its ServiceAccount and headless Service', () => {
  expect(kindsOf().sort()).toEqual(['Service', 'ServiceAccount', 'StatefulSet']);
  const { template, ...spec } = specOf();
  expect(spec).toEqual({
    replicas: 1,
    selector: { matchLabels: { app: 'store' } },
    serviceName: 'store',
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
  });
  expect(template.metadata.labels).toEqual({ app: 'store', ...TENANT_LABELS });
  expect(restrictedViolations(template.spec)).toEqual([]);
  expect(problemsOf(statefulSet())).toEqual([]);
});

test('the Service that names the pods is headless, and a prop', () => {
  const built = statefulSet({ serviceName: 'peers' });
  expect(rendered(built, 'StatefulSet').spec.serviceName).toBe('peers');
  const { metadata, spec } = rendered(built, 'Service');
  expect(metadata.name).toBe('peers');
  expect(spec).toEqual({
    clusterIP: 'None',
    selector: { app: 'store' },
    ports: [{ name: 'http', port: 8000, targetPort: 8000, protocol: 'TCP' }],
  });
});

test('it says what others ask of it', () => {
  const built = statefulSet({ serviceName: 'peers' });
  expect([built.name, built.serviceName, built.servicePort, built.port.number]).toEqual(['store', 'peers', 8000, 8000]);
  expect([built.namespace.namespaceName, built.serviceNamespace.namespaceName]).toEqual(['tenant-a', 'tenant-a']);
  expect(built.pods.labels).toEqual({ app: 'store' });
  expect(built.apiObject.kind).toBe('StatefulSet');
  expect(built.pod.workload).toBe(built.statefulSet);
});

test.each<[Partial<HardenedStatefulSetProps>, Rendered]>([
  [{ podManagementPolicy: PodManagementPolicy.PARALLEL }, { podManagementPolicy: 'Parallel' }],
  [{ strategy: StatefulSetUpdateStrategy.onDelete() }, { updateStrategy: { type: 'OnDelete' } }],
  [{ minReady: Duration.seconds(10) }, { minReadySeconds: 10 }],
  [{ replicas: 0 }, { replicas: 0 }],
])('%j is rendered', (props, fields) => {
  expect(specOf(props)).toMatchObject(fields);
});

test('startup is a prop, and the two other probes must differ', () => {
  expect(mainOf(statefulSet())).not.toHaveProperty('startupProbe');
  expect(mainOf(statefulSet({ startup: Probe.fromTcpSocket() }))).toHaveProperty('startupProbe');
  expect(() => statefulSet({ readiness: SERVED.liveness })).toThrow(
    /^readiness probe of "store" must be another question/,
  );
});

test('more than one replica has a budget, and is spread over zones by all its pods', () => {
  expect(kindsOf({ replicas: 2 })).toContain('PodDisruptionBudget');
  expect(statefulSet({ replicas: 2 }).disruptionBudget?.name).toBe('store');
  const namespace = namespaceWith({ pool: ZONED_POOL });
  expect(podOf(statefulSet({ namespace }))).not.toHaveProperty('topologySpreadConstraints');
  const [constraint] = podOf(statefulSet({ namespace, replicas: 2 })).topologySpreadConstraints;
  // Disks stay in their zone, so a pod of a new revision has to be free to go where the old one was.
  expect(constraint).not.toHaveProperty('matchLabelKeys');
  expect(constraint.labelSelector).toEqual({ matchLabels: { app: 'store' } });
});

test('an autoscaler of cdk8s-plus can take it, if replicas are not given', () => {
  const built = statefulSet();
  const metrics = [Metric.resourceCpu(MetricTarget.averageUtilization(50))];
  new HorizontalPodAutoscaler(built, 'own', { target: built.statefulSet, maxReplicas: 5, metrics });
  expect(problemsOf(built)).toEqual([]);
  expect(rendered(built, 'StatefulSet').spec).not.toHaveProperty('replicas');
});

describe('volume claims', () => {
  test('every pod gets a disk of its own, mounted in the main container', () => {
    const built = statefulSet({
      volumeClaims: [DISK, { name: 'wal', path: '/wal', size: '1Gi', storageClassName: 'fast' }],
    });
    const claim = (name: string, spec: object) => ({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name, labels: { app: 'store', ...TENANT_LABELS } },
      spec: { accessModes: ['ReadWriteOnce'], ...spec },
    });
    expect(rendered(built, 'StatefulSet').spec.volumeClaimTemplates).toEqual([
      claim('data', { resources: { requests: { storage: '10Gi' } } }),
      claim('wal', { storageClassName: 'fast', resources: { requests: { storage: '1Gi' } } }),
    ]);
    expect(mainOf(built).volumeMounts).toEqual([
      { name: 'tmp-volume', mountPath: '/tmp' },
      { name: 'data', mountPath: '/data' },
      { name: 'wal', mountPath: '/wal' },
    ]);
  });

  test('one disk is enough, and none is none', () => {
    expect(specOf({ volumeClaims: [DISK] }).volumeClaimTemplates).toHaveLength(1);
    expect(specOf()).not.toHaveProperty('volumeClaimTemplates');
  });

  test('are mounted where there is no other mount, beside others, and in place of a writable directory', () => {
    const mountsOf = (props: Partial<HardenedStatefulSetProps>) =>
      mainOf(statefulSet({ volumeClaims: [DISK], ...props })).volumeMounts;
    const data = { name: 'data', mountPath: '/data' };
    expect(mountsOf({ writable: {} })).toEqual([data]);
    expect(mountsOf({ writable: { '/data': '1Gi' } })).toEqual([data]);
    const volume = Volume.fromEmptyDir(newChart(), 'own', 'own');
    expect(mountsOf({ writable: {}, volumeMounts: [{ path: '/own', volume }] })).toEqual([
      { name: 'own', mountPath: '/own' },
      data,
    ]);
    expect(mountsOf({ writable: {}, containerName: 'db' })).toEqual([data]);
  });
});

test.each<[Partial<HardenedStatefulSetProps>, string]>([
  [{ replicas: -1 }, 'replicas must be a whole number, from 0, got -1'],
  [
    { replicas: 2, namespace: namespaceWith({ quotaHard: { pods: '1' } }) },
    'number of replicas must be admitted by the quota of namespace "tenant-a" (pods "1"); lower it, or raise the quota to 2, got 2',
  ],
  [{ name: 'x'.repeat(53) }, `name of a StatefulSet must be at most 52 characters, got "${'x'.repeat(53)}"`],
  [
    { volumeClaims: [{ ...DISK, name: 'Data' }] },
    'claim name must be a DNS label of at most 63 lower-case letters, digits and "-", such as "tenant-a", got "Data"',
  ],
  [{ volumeClaims: [DISK, { ...DISK, path: '/b' }] }, 'claim name must be unique in the StatefulSet, got "data"'],
  [
    { volumeClaims: [{ ...DISK, path: 'data' }] },
    'path of claim data must be an absolute path such as "/data", got "data"',
  ],
  [{ volumeClaims: [DISK, { ...DISK, name: 'b' }] }, 'path of claim b must be unique in the StatefulSet, got "/data"'],
  [
    { volumeClaims: [{ ...DISK, size: 'big' }] },
    'size of claim data must be a Kubernetes quantity such as "500m", "2" or "1Gi", got "big"',
  ],
  [{ volumeClaims: [{ ...DISK, size: '0' }] }, 'size of claim data must be above zero, got "0"'],
])('%j is refused', (props, message) => {
  expect(() => statefulSet(props)).toThrow(new Error(message));
});

test('the longest name is one whose revisions fit a label', () => {
  expect(statefulSet({ name: 'x'.repeat(52) }).name).toHaveLength(52);
});
