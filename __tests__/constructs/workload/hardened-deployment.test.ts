import { Chart, Duration, Testing } from 'cdk8s';
import {
  DeploymentStrategy,
  HorizontalPodAutoscaler,
  Metric,
  MetricTarget,
  PercentOrAbsolute,
  Probe,
} from 'cdk8s-plus-30';
import type { HardenedDeploymentProps } from '../../../lib/constructs/workload/hardened-deployment';
import { Port } from '../../../lib/values/port';
import { Resources } from '../../../lib/values/resources';
import {
  deployment,
  IMAGE,
  mainOf,
  namespaceWith,
  objectsOf,
  podOf,
  problemsOf,
  type Rendered,
  rendered,
  SMALL,
  TENANT_LABELS,
  ZONED_POOL,
} from './example-workload';

const specOf = (props: Partial<HardenedDeploymentProps> = {}): Rendered =>
  rendered(deployment(props), 'Deployment').spec;
const kindsOf = (props: Partial<HardenedDeploymentProps> = {}) => objectsOf(deployment(props)).map(({ kind }) => kind);

test('by default it is a Deployment of 2 with its ServiceAccount, Service and budget', () => {
  expect(kindsOf().sort()).toEqual(['Deployment', 'PodDisruptionBudget', 'Service', 'ServiceAccount']);
  const { template, ...spec } = specOf();
  expect(spec).toEqual({
    replicas: 2,
    selector: { matchLabels: { app: 'model-api' } },
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
  });
  expect(template.metadata).toEqual({ labels: { app: 'model-api', ...TENANT_LABELS } });
});

test('a stock App renders it without a problem', () => {
  expect(Testing.synth(Chart.of(deployment())).map(({ kind }) => kind)).toContain('Deployment');
});

test('it says what others ask of it', () => {
  const built = deployment({ name: 'resnet', serviceName: 'front', servicePort: 80 });
  expect([built.name, built.serviceName, built.servicePort]).toEqual(['resnet', 'front', 80]);
  expect(built.port.number).toBe(8000);
  expect([built.namespace.namespaceName, built.serviceNamespace.namespaceName]).toEqual(['tenant-a', 'tenant-a']);
  expect(built.pods).toEqual(built.pod.pods);
  expect(built.apiObject.kind).toBe('Deployment');
  expect(built.pod.workload).toBe(built.deployment);
});

describe('probes', () => {
  test('one question for both is refused (seed row D14)', () => {
    const health = Probe.fromHttpGet('/health');
    expect(() => deployment({ liveness: health, readiness: health })).toThrow(
      /^readiness probe of "model-api" must be another question than the liveness probe, such as another path, got /,
    );
  });

  test('there is no startup probe unless it is given', () => {
    expect(mainOf(deployment())).not.toHaveProperty('startupProbe');
    const startup = Probe.fromHttpGet('/livez', { failureThreshold: 30, periodSeconds: Duration.seconds(10) });
    expect(mainOf(deployment({ startup })).startupProbe).toMatchObject({ failureThreshold: 30, periodSeconds: 10 });
    expect(mainOf(deployment({ startup: Probe.fromTcpSocket() })).startupProbe).toEqual({
      failureThreshold: 3,
      tcpSocket: { port: 8000 },
    });
  });
});

describe('replicas', () => {
  test.each([
    [0, false],
    [1, false],
    [2, true],
    [5, true],
  ])('%i: a budget %s', (replicas, hasBudget) => {
    expect(specOf({ replicas }).replicas).toBe(replicas);
    expect(kindsOf({ replicas }).includes('PodDisruptionBudget')).toBe(hasBudget);
    expect(deployment({ replicas }).disruptionBudget !== undefined).toBe(hasBudget);
  });

  test('with autoscaling they are left out, or each sync would undo what was scaled', () => {
    expect(specOf({ autoscaling: { maxReplicas: 5 } })).not.toHaveProperty('replicas');
    expect(specOf({ maxReplicas: 5 })).not.toHaveProperty('replicas');
    expect(deployment().autoscaler).toBeUndefined();
  });

  test('maxReplicas is short for autoscaling on CPU, from replicas', () => {
    const scaler = (props: Partial<HardenedDeploymentProps>) =>
      rendered(deployment(props), 'HorizontalPodAutoscaler').spec;
    expect(scaler({ maxReplicas: 5 })).toEqual(scaler({ autoscaling: { maxReplicas: 5 } }));
    expect(scaler({ maxReplicas: 5, replicas: 3 })).toEqual(
      scaler({ autoscaling: { maxReplicas: 5, minReplicas: 3 } }),
    );
  });

  test('there is a budget if there can be more than one', () => {
    expect(kindsOf({ autoscaling: { minReplicas: 1, maxReplicas: 5 } })).toContain('PodDisruptionBudget');
    expect(kindsOf({ autoscaling: { minReplicas: 1, maxReplicas: 1 } })).not.toContain('PodDisruptionBudget');
  });

  test('an autoscaler of cdk8s-plus can take the Deployment, if replicas are not given', () => {
    const built = deployment();
    const metrics = [Metric.resourceCpu(MetricTarget.averageUtilization(50))];
    new HorizontalPodAutoscaler(built, 'own', { target: built.deployment, maxReplicas: 5, metrics });
    expect(problemsOf(built)).toEqual([]);
    expect(rendered(built, 'Deployment').spec).not.toHaveProperty('replicas');
  });

  test.each<[Partial<HardenedDeploymentProps>, string]>([
    [{ replicas: -1 }, 'replicas must be a whole number, from 0, got -1'],
    [{ replicas: 1.5 }, 'replicas must be a whole number, from 0, got 1.5'],
    [{ replicas: 0, maxReplicas: 5 }, 'minReplicas must be a whole number, from 1, got 0'],
    [{ replicas: 3, maxReplicas: 2 }, 'maxReplicas must be a whole number, from minReplicas 3, got 2'],
    [
      { replicas: 3, autoscaling: { maxReplicas: 5 } },
      'replicas must be left to autoscaling; set autoscaling.minReplicas, got 3',
    ],
    [
      { maxReplicas: 3, autoscaling: { maxReplicas: 5 } },
      'maxReplicas must be left to autoscaling; set autoscaling.maxReplicas, got 3',
    ],
  ])('%j is refused', (props, message) => {
    expect(() => deployment(props)).toThrow(new Error(message));
  });
});

describe('rollout', () => {
  const within = (quotaHard: Record<string, string>, props: Partial<HardenedDeploymentProps> = {}) =>
    specOf({ namespace: namespaceWith({ quotaHard }), ...props }).strategy.rollingUpdate;

  test('one more pod and none missing, if the quota has room for one more (seed row D08)', () => {
    expect(within({ pods: '3' })).toEqual({ maxSurge: 1, maxUnavailable: 0 });
    expect(within({ 'requests.cpu': '1500m' })).toEqual({ maxSurge: 1, maxUnavailable: 0 });
    expect(within({ pods: '6' }, { maxReplicas: 5 })).toEqual({ maxSurge: 1, maxUnavailable: 0 });
  });

  test('one missing and none more, if it has not', () => {
    expect(within({ pods: '2' })).toEqual({ maxSurge: 0, maxUnavailable: 1 });
    expect(within({ 'requests.cpu': '1499m' })).toEqual({ maxSurge: 0, maxUnavailable: 1 });
    expect(within({ pods: '5' }, { maxReplicas: 5 })).toEqual({ maxSurge: 0, maxUnavailable: 1 });
  });

  test('sidecars count, and an init container that is larger than all together', () => {
    const beside = { name: 'beside', image: IMAGE, resources: SMALL };
    const surges = { maxSurge: 1, maxUnavailable: 0 };
    const quota = { 'requests.cpu': '2' };
    expect(within(quota)).toEqual(surges);
    expect(within(quota, { initContainers: [beside] })).toEqual(surges);
    expect(within(quota, { sidecars: [beside] })).not.toEqual(surges);
    const resources = Resources.guaranteed({ cpu: '1', memory: '1Gi' });
    expect(within(quota, { initContainers: [{ ...beside, resources }] })).not.toEqual(surges);
  });

  test.each<[Partial<HardenedDeploymentProps>, number]>([
    [{}, 2],
    [{ maxReplicas: 5 }, 5],
    [{ strategy: DeploymentStrategy.recreate() }, 2],
  ])('more replicas than the quota admits are refused: %j', (props, count) => {
    expect(() => within({ pods: '1' }, props)).toThrow(
      new Error(
        'number of replicas must be admitted by the quota of namespace "tenant-a" (pods "1"); ' +
          `lower it, or raise the quota to ${count}, got ${count}`,
      ),
    );
  });

  test('strategy is a prop', () => {
    expect(specOf({ strategy: DeploymentStrategy.recreate() }).strategy).toEqual({ type: 'Recreate' });
    const strategy = DeploymentStrategy.rollingUpdate({ maxSurge: PercentOrAbsolute.percent(50) });
    expect(specOf({ strategy }).strategy.rollingUpdate).toEqual({ maxSurge: '50%', maxUnavailable: '25%' });
  });

  test('minReady and progressDeadline are props', () => {
    const spec = specOf({ minReady: Duration.seconds(10), progressDeadline: Duration.minutes(30) });
    expect(spec).toMatchObject({ minReadySeconds: 10, progressDeadlineSeconds: 1800 });
  });
});

describe('zones (seed row A02)', () => {
  const namespace = namespaceWith({ pool: ZONED_POOL });
  const spreadOf = (props: Partial<HardenedDeploymentProps>) => podOf(deployment(props)).topologySpreadConstraints;

  test('pods are spread, old and new ones each on their own', () => {
    expect(spreadOf({ namespace })).toEqual([
      {
        maxSkew: 1,
        topologyKey: 'topology.kubernetes.io/zone',
        whenUnsatisfiable: 'DoNotSchedule',
        labelSelector: { matchLabels: { app: 'model-api' } },
        matchLabelKeys: ['pod-template-hash'],
      },
    ]);
  });

  test('one pod is not spread, unless there can be more of it', () => {
    expect(spreadOf({ namespace, replicas: 1 })).toBeUndefined();
    expect(spreadOf({ namespace, replicas: 1, maxReplicas: 5 })).toHaveLength(1);
    expect(spreadOf({ replicas: 5 })).toBeUndefined();
  });
});

test('the Service has its own name and port, and leads to the first port', () => {
  const props = { port: Port.tcp(8000).named('http'), serviceName: 'front', servicePort: 80 };
  const { metadata, spec } = rendered(deployment(props), 'Service');
  expect(metadata.name).toBe('front');
  expect(spec.ports).toEqual([{ name: 'http', port: 80, targetPort: 'http', protocol: 'TCP' }]);
  expect(rendered(deployment(), 'Service').spec.ports).toEqual([
    { name: 'http', port: 8000, targetPort: 8000, protocol: 'TCP' },
  ]);
});
