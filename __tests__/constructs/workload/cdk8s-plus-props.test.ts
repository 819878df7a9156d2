import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const CDK8S_PLUS = dirname(require.resolve('cdk8s-plus-30'));
const LIB = join(__dirname, '../../../lib/constructs/workload');

/** Where each prop of cdk8s-plus is to be set here: a prop of ours of the same name, another one, or why there is none. */
const EQUAL = Symbol('a prop of the same name');
const FIXED = Symbol('decided by the construct; any other value would be wrong');
type Where = typeof EQUAL | typeof FIXED | string;

const POD: Record<string, Where> = {
  metadata: 'annotations',
  containers: 'sidecars',
  initContainers: EQUAL,
  volumes: EQUAL,
  restartPolicy: FIXED,
  serviceAccount: 'serviceAccountName',
  securityContext: 'podSecurityContext',
  hostAliases: EQUAL,
  dns: EQUAL,
  dockerRegistryAuth: EQUAL,
  automountServiceAccountToken: EQUAL,
  shareProcessNamespace: EQUAL,
  // The namespace denies by default what it does not allow.
  isolate: FIXED,
  hostNetwork: 'escapes',
  terminationGracePeriod: EQUAL,
  enableServiceLinks: EQUAL,
  podMetadata: 'podLabels',
  select: FIXED,
  // By the zones of the pool; by hand with deployment.scheduling.spread().
  spread: FIXED,
};
const CONTAINER: Record<string, Where> = {
  image: EQUAL,
  name: EQUAL,
  port: EQUAL,
  portNumber: 'port',
  ports: 'morePorts',
  command: EQUAL,
  args: EQUAL,
  workingDir: EQUAL,
  envVariables: EQUAL,
  envFrom: EQUAL,
  volumeMounts: EQUAL,
  imagePullPolicy: EQUAL,
  readiness: EQUAL,
  liveness: EQUAL,
  startup: EQUAL,
  lifecycle: EQUAL,
  resources: EQUAL,
  securityContext: EQUAL,
  restartPolicy: 'native',
};
const JOB: Record<string, Where> = { activeDeadline: EQUAL, backoffLimit: EQUAL, ttlAfterFinished: EQUAL };

const ROWS: [string, string, string[], Record<string, Where>][] = [
  ['pod.d.ts', 'AbstractPodProps', ['hardened-pod-props'], POD],
  ['workload.d.ts', 'WorkloadProps', ['hardened-pod-props'], POD],
  ['container.d.ts', 'ContainerProps', ['hardened-container-props'], CONTAINER],
  ['container.d.ts', 'ContainerOpts', ['hardened-container-props'], CONTAINER],
  [
    'deployment.d.ts',
    'DeploymentProps',
    ['hardened-deployment'],
    { replicas: EQUAL, strategy: EQUAL, minReady: EQUAL, progressDeadline: EQUAL },
  ],
  [
    'stateful-set.d.ts',
    'StatefulSetProps',
    ['hardened-stateful-set'],
    { service: 'serviceName', replicas: EQUAL, podManagementPolicy: EQUAL, strategy: EQUAL, minReady: EQUAL },
  ],
  ['daemon-set.d.ts', 'DaemonSetProps', ['hardened-daemon-set'], { minReadySeconds: EQUAL }],
  ['job.d.ts', 'JobProps', ['hardened-job'], JOB],
  [
    'cron-job.d.ts',
    'CronJobProps',
    ['hardened-cron-job'],
    {
      schedule: EQUAL,
      timeZone: EQUAL,
      concurrencyPolicy: EQUAL,
      startingDeadline: EQUAL,
      suspend: EQUAL,
      successfulJobsRetained: EQUAL,
      failedJobsRetained: EQUAL,
    },
  ],
  [
    'horizontal-pod-autoscaler.d.ts',
    'HorizontalPodAutoscalerProps',
    ['autoscaling'],
    {
      target: FIXED,
      maxReplicas: EQUAL,
      minReplicas: EQUAL,
      metrics: EQUAL,
      scaleUp: EQUAL,
      scaleDown: EQUAL,
    },
  ],
];

/** The props that an interface of cdk8s-plus declares itself. */
function propsOf(file: string, name: string): string[] {
  const text = readFileSync(join(CDK8S_PLUS, file), 'utf8');
  const body = new RegExp(`^export interface ${name}\\b[^{]*\\{\\n(.*?)^\\}`, 'ms').exec(text);
  if (!body) throw new Error(`${file} has no interface ${name}`);
  return [...body[1].matchAll(/^ {4}readonly (\w+)\??:/gm)].map(([, prop]) => prop);
}

/** The props that a source file of ours declares. */
function ourProps(file: string): string[] {
  return [...readFileSync(join(LIB, `${file}.ts`), 'utf8').matchAll(/^ {2}readonly (\w+)\??:/gm)].map(
    ([, prop]) => prop,
  );
}

describe.each(ROWS)('%s: %s', (file, name, ours, table) => {
  const props = propsOf(file, name);

  test('each prop has its place here', () => {
    expect(props.filter(prop => table[prop] === undefined)).toEqual([]);
  });

  test('each place is there', () => {
    const places = props.map(prop => (table[prop] === EQUAL ? prop : table[prop])).filter(place => place !== FIXED);
    expect(places.filter(place => !ours.flatMap(ourProps).includes(place as string))).toEqual([]);
    expect(props.length).toBeGreaterThan(0);
  });
});
