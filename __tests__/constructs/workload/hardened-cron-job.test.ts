import { Cron, Duration, JsonPatch } from 'cdk8s';
import { ConcurrencyPolicy, Probe } from 'cdk8s-plus-30';
import { HardenedCronJob, type HardenedCronJobProps } from '../../../lib/constructs/workload/hardened-cron-job';
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

function cronJob(props: Partial<HardenedCronJobProps> = {}): HardenedCronJob {
  return new HardenedCronJob(newChart(), 'retrain', { ...WORKLOAD, schedule: Cron.daily(), ...props });
}

test('by default it is a restricted CronJob that never runs twice at a time, and its ServiceAccount', () => {
  const built = cronJob();
  expect(objectsOf(built).map(({ kind }) => kind)).toEqual(['ServiceAccount', 'CronJob']);
  const { jobTemplate, ...spec } = rendered(built, 'CronJob').spec;
  expect(spec).toEqual({
    schedule: '0 0 * * *',
    concurrencyPolicy: 'Forbid',
    startingDeadlineSeconds: 300,
    successfulJobsHistoryLimit: 3,
    failedJobsHistoryLimit: 1,
  });
  const labels = { app: 'retrain', ...TENANT_LABELS };
  const { template, ...job } = jobTemplate.spec;
  expect(jobTemplate.metadata).toEqual({ labels });
  expect(job).toEqual({});
  expect(template.metadata).toEqual({ labels });
  expect(template.spec.restartPolicy).toBe('Never');
  expect(restrictedViolations(template.spec)).toEqual([]);
  expect(problemsOf(built)).toEqual([]);
});

test.each<[Partial<HardenedCronJobProps>, Rendered]>([
  [{ schedule: Cron.schedule({ minute: '5', hour: '3' }) }, { schedule: '5 3 * * *' }],
  [{ timeZone: 'Europe/Berlin' }, { timeZone: 'Europe/Berlin' }],
  [{ concurrencyPolicy: ConcurrencyPolicy.REPLACE }, { concurrencyPolicy: 'Replace' }],
  [{ startingDeadline: Duration.hours(1) }, { startingDeadlineSeconds: 3600 }],
  [{ suspend: true }, { suspend: true }],
  [{ successfulJobsRetained: 0 }, { successfulJobsHistoryLimit: 0 }],
  [{ failedJobsRetained: 0 }, { failedJobsHistoryLimit: 0 }],
])('%j is rendered', (props, fields) => {
  expect(rendered(cronJob(props), 'CronJob').spec).toMatchObject(fields);
});

test.each<[Partial<HardenedCronJobProps>, Rendered]>([
  [{ activeDeadline: Duration.hours(1) }, { activeDeadlineSeconds: 3600 }],
  [{ backoffLimit: 0 }, { backoffLimit: 0 }],
  [{ ttlAfterFinished: Duration.hours(1) }, { ttlSecondsAfterFinished: 3600 }],
  [
    { parallelism: 4, completions: 8 },
    { parallelism: 4, completions: 8 },
  ],
])('%j is rendered in the Job', (props, fields) => {
  expect(rendered(cronJob(props), 'CronJob').spec.jobTemplate.spec).toMatchObject(fields);
});

test('how the container runs is a prop, as in a Job', () => {
  expect(podOf(cronJob({ restartOnFailure: true })).restartPolicy).toBe('OnFailure');
  const probes = { port: Port.tcp(6006), liveness: Probe.fromHttpGet('/live') };
  expect(mainOf(cronJob(probes)).livenessProbe.httpGet.port).toBe(6006);
});

test('patches reach the Job and its pod', () => {
  const built = cronJob();
  built.apiObject.addJsonPatch(
    JsonPatch.add('/spec/jobTemplate/spec/podReplacementPolicy', 'Failed'),
    JsonPatch.add('/spec/jobTemplate/spec/template/spec/hostUsers', false),
  );
  expect(rendered(built, 'CronJob').spec.jobTemplate.spec.podReplacementPolicy).toBe('Failed');
  expect(podOf(built).hostUsers).toBe(false);
});

test.each<[Partial<HardenedCronJobProps>, string]>([
  [{ name: 'x'.repeat(53) }, `name of a CronJob must be at most 52 characters, got "${'x'.repeat(53)}"`],
  [{ parallelism: 0 }, 'parallelism must be a whole number, from 1, got 0'],
  [
    { parallelism: 3, namespace: namespaceWith({ quotaHard: { pods: '2' } }) },
    'parallelism must be admitted by the quota of namespace "tenant-a" (pods "2"); lower it, or raise the quota to 3, got 3',
  ],
])('%j is refused', (props, message) => {
  expect(() => cronJob(props)).toThrow(new Error(message));
});

test('the longest name is one that leaves room for the number of the Job', () => {
  expect(cronJob({ name: 'x'.repeat(52) }).name).toHaveLength(52);
});

test('it says what others ask of it', () => {
  const built = cronJob({ app: 'train' });
  expect([built.name, built.namespace.namespaceName, built.apiObject.kind]).toEqual(['retrain', 'tenant-a', 'CronJob']);
  expect(built.pods.labels).toEqual({ app: 'train' });
  expect(built.pod.workload).toBe(built.cronJob);
});
