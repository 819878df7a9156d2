import { App, Chart, Duration, Size } from 'cdk8s';
import { Resources, TenantNamespace, TrainingJob, type TrainingJobProps } from '../../../lib';
import {
  IMAGE,
  mainOf,
  newChart,
  objectsOf,
  podOf,
  problemsOf,
  rendered,
  restrictedViolations,
} from '../workload/example-workload';
import { GPU_POOL, namespaceOf, STORE, TEAM } from './example-team';

const PROPS: TrainingJobProps = {
  namespace: namespaceOf('vision-training'),
  image: IMAGE,
  resources: Resources.guaranteed({ cpu: '8', memory: '32Gi', gpus: 1 }),
  sharedMemory: Size.gibibytes(8),
  workers: 2,
};
const job = (props: Partial<TrainingJobProps> = {}) => new TrainingJob(newChart(), 'resnet', { ...PROPS, ...props });

test('workers are an indexed Job of restricted pods, of the account of their class (rows B17, L01)', () => {
  const built = job();
  expect(objectsOf(built).map(({ kind }) => kind)).toEqual(['Job', 'Service', 'CiliumNetworkPolicy']);
  expect(rendered(built, 'Job').spec).toMatchObject({ completionMode: 'Indexed', completions: 2, parallelism: 2 });
  expect(podOf(built)).toMatchObject({ subdomain: 'resnet', serviceAccountName: 'vision-training' });
  expect(restrictedViolations(podOf(built))).toEqual([]);
  expect(problemsOf(built)).toEqual([]);
});

test('pods run on the pool of GPUs, and ask for one (rows A16, A17)', () => {
  const built = job();
  expect(podOf(built)).toMatchObject({
    nodeSelector: { dedicated: 'gpu' },
    tolerations: [{ key: 'nvidia.com/gpu', operator: 'Equal', value: 'present', effect: 'NoSchedule' }],
  });
  expect(mainOf(built).resources.limits).toMatchObject({ 'nvidia.com/gpu': '1' });
});

test('/dev/shm is memory with an end, beside the writable directories (row B17)', () => {
  const built = job();
  expect(podOf(built).volumes).toContainEqual({
    name: 'shared-memory',
    emptyDir: { medium: 'Memory', sizeLimit: '8192Mi' },
  });
  expect(mainOf(built).volumeMounts).toContainEqual({ name: 'shared-memory', mountPath: '/dev/shm' });
  expect(mainOf(built).volumeMounts.map(({ mountPath }: { mountPath: string }) => mountPath)).toContain('/tmp');
});

test('workers find the first one by name', () => {
  const built = job();
  expect(mainOf(built).env).toEqual([
    { name: 'MASTER_ADDR', value: 'resnet-0.resnet' },
    { name: 'MASTER_PORT', value: '29500' },
    { name: 'WORKERS', value: '2' },
  ]);
  expect(rendered(built, 'Service').spec).toMatchObject({
    clusterIP: 'None',
    selector: { app: 'resnet' },
    ports: [{ name: 'rendezvous', port: 29500 }],
  });
});

test('they talk to each other and to the stores, and to nobody else (row E30)', () => {
  const every = [{ ports: [{ port: '1', endPort: 65535, protocol: 'TCP' }] }];
  const own = [{ matchLabels: { app: 'resnet' } }];
  const { spec } = rendered(job({ stores: [STORE] }), 'CiliumNetworkPolicy');
  expect(spec.endpointSelector).toEqual(own[0]);
  expect(spec.ingress).toEqual([{ fromEndpoints: own, toPorts: every }]);
  const [dns, peers, store, ...more] = spec.egress;
  expect(dns.toPorts[0].rules.dns).toEqual([{ matchPattern: '**.minio.svc.cluster.local' }]);
  expect(peers).toEqual({ toEndpoints: own, toPorts: every });
  expect(store).toEqual({
    toEndpoints: [{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'minio', app: 'minio' } }],
    toPorts: [{ ports: [{ port: '9000', protocol: 'TCP' }] }],
  });
  expect(more).toEqual([]);
});

test('the policy stands beside the namespace where this app renders it', () => {
  const app = new App();
  const platform = new Chart(app, 'platform');
  const namespace = new TenantNamespace(platform, 'vision-training', {
    tenant: TEAM,
    pool: GPU_POOL,
    quota: { cpu: '16', memory: '64Gi', gpus: 2 },
  });
  const built = new TrainingJob(new Chart(app, 'team'), 'resnet', { ...PROPS, namespace });
  expect(built.policy && Chart.of(built.policy)).toBe(platform);
});

test.each<[Partial<TrainingJobProps>, object]>([
  [{ activeDeadline: Duration.hours(6) }, { activeDeadlineSeconds: 21600 }],
  [{ backoffLimit: 0 }, { backoffLimit: 0 }],
])('%j is rendered', (props, fields) => expect(rendered(job(props), 'Job').spec).toMatchObject(fields));

test('it waits in a queue, and another repository may render the policy', () => {
  const built = job({ queueName: 'vision', renderPolicy: false });
  expect(rendered(built, 'Job').metadata.labels).toMatchObject({ 'kueue.x-k8s.io/queue-name': 'vision' });
  expect(built.policy).toBeUndefined();
});

test('one worker, another name and another port are props', () => {
  const built = job({ workers: undefined, name: 'bert', serviceAccountName: 'bert' });
  expect(built.name).toBe('bert');
  expect(rendered(built, 'Job').spec).toMatchObject({ completions: 1, parallelism: 1 });
  expect(rendered(built, 'ServiceAccount').metadata.name).toBe('bert');
});

test('shared memory is taken from the limit, so it has to be below it', () => {
  expect(() => job({ sharedMemory: Size.gibibytes(32) })).toThrow(
    new Error('sharedMemory must be below limits.memory "32Gi", which it is taken from, got "32768Mi"'),
  );
});
