import { Duration } from 'cdk8s';
import { Probe } from 'cdk8s-plus-30';
import { HardenedJob, type HardenedJobProps } from '../../../lib/constructs/workload/hardened-job';
import { Port } from '../../../lib/values/port';
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
  TENANT_LABELS,
  WORKLOAD,
} from './example-workload';

function job(props: Partial<HardenedJobProps> = {}): HardenedJob {
  return new HardenedJob(newChart(), 'train', { ...WORKLOAD, ...props });
}

test('by default it is a restricted Job whose failed pods are replaced, and its ServiceAccount', () => {
  const built = job();
  expect(objectsOf(built).map(({ kind }) => kind)).toEqual(['ServiceAccount', 'Job']);
  const { template, ...spec } = rendered(built, 'Job').spec;
  expect(spec).toEqual({});
  expect(template.metadata.labels).toEqual({ app: 'train', ...TENANT_LABELS });
  expect(template.spec.restartPolicy).toBe('Never');
  expect(restrictedViolations(template.spec)).toEqual([]);
  expect(problemsOf(built)).toEqual([]);
});

test.each<[Partial<HardenedJobProps>, Rendered]>([
  [{ activeDeadline: Duration.hours(1) }, { activeDeadlineSeconds: 3600 }],
  [{ backoffLimit: 0 }, { backoffLimit: 0 }],
  [{ ttlAfterFinished: Duration.seconds(0) }, { ttlSecondsAfterFinished: 0 }],
  [{ parallelism: 4 }, { parallelism: 4 }],
  [{ completions: 8 }, { completions: 8 }],
])('%j is rendered', (props, fields) => {
  const { template, ...spec } = rendered(job(props), 'Job').spec;
  expect(template).toBeDefined();
  expect(spec).toEqual(fields);
});

test('a failed container can be restarted in its pod', () => {
  expect(podOf(job({ restartOnFailure: true })).restartPolicy).toBe('OnFailure');
});

test('port and probes are props, and the probes must differ', () => {
  const probes = {
    port: Port.tcp(6006),
    liveness: Probe.fromHttpGet('/live'),
    readiness: Probe.fromHttpGet('/ready'),
    startup: Probe.fromTcpSocket(),
  };
  expect(mainOf(job(probes))).toMatchObject({
    ports: [{ containerPort: 6006 }],
    livenessProbe: { httpGet: { port: 6006 } },
    readinessProbe: { httpGet: { port: 6006 } },
    startupProbe: { tcpSocket: { port: 6006 } },
  });
  expect(() => job({ ...probes, readiness: probes.liveness })).toThrow(
    /^readiness probe of "train" must be another question/,
  );
});

test('pods at the same time have to fit the quota, as many as there will be', () => {
  const namespace = namespaceWith({ quotaHard: { pods: '2' } });
  expect(() => job({ namespace, parallelism: 2 })).not.toThrow();
  expect(() => job({ namespace, parallelism: 3, completions: 2 })).not.toThrow();
  expect(() => job({ namespace, parallelism: 3, completions: 9 })).toThrow(
    new Error(
      'parallelism must be admitted by the quota of namespace "tenant-a" (pods "2"); ' +
        'lower it, or raise the quota to 3, got 3',
    ),
  );
});

test.each([
  [{ parallelism: 0 }, 'parallelism must be a whole number, from 1, got 0'],
  [{ parallelism: 1.5 }, 'parallelism must be a whole number, from 1, got 1.5'],
  [{ completions: -1 }, 'completions must be a whole number, from 1, got -1'],
])('%j is refused', (props, message) => {
  expect(() => job(props)).toThrow(new Error(message));
});

test('it says what others ask of it', () => {
  const built = job({ name: 'train-resnet', app: 'train' });
  expect([built.name, built.namespace.namespaceName, built.apiObject.kind]).toEqual([
    'train-resnet',
    'tenant-a',
    'Job',
  ]);
  expect(built.pods.labels).toEqual({ app: 'train' });
  expect(built.pod.workload).toBe(built.job);
});
