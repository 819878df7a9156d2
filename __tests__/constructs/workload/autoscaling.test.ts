import { ApiObject, Duration, JsonPatch } from 'cdk8s';
import { Metric, MetricTarget, Replicas, ScalingStrategy } from 'cdk8s-plus-30';
import type { AutoscalingProps } from '../../../lib/constructs/workload/autoscaling';
import { deployment, problemsOf, type Rendered, rendered, TENANT_LABELS } from './example-workload';

function specOf(autoscaling: AutoscalingProps): Rendered {
  const scaled = deployment({ autoscaling });
  expect(problemsOf(scaled)).toEqual([]);
  return rendered(scaled, 'HorizontalPodAutoscaler').spec;
}

const cpu = (percent: number) => ({
  type: 'Resource',
  resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: percent } },
});
const memory = (percent: number) => ({
  type: 'Resource',
  resource: { name: 'memory', target: { type: 'Utilization', averageUtilization: percent } },
});

test('by default it keeps 80 % of CPU, from 2 replicas, at the rates of the API', () => {
  expect(rendered(deployment({ autoscaling: { maxReplicas: 5 } }), 'HorizontalPodAutoscaler')).toEqual({
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'model-api', namespace: 'tenant-a', labels: { app: 'model-api', ...TENANT_LABELS } },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'model-api' },
      minReplicas: 2,
      maxReplicas: 5,
      metrics: [cpu(80)],
      behavior: {
        scaleUp: {
          selectPolicy: 'Max',
          stabilizationWindowSeconds: 0,
          policies: [
            { type: 'Pods', value: 4, periodSeconds: 15 },
            { type: 'Percent', value: 100, periodSeconds: 15 },
          ],
        },
        scaleDown: {
          selectPolicy: 'Max',
          stabilizationWindowSeconds: 300,
          policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }],
        },
      },
    },
  });
});

test('the least and the most of replicas are props', () => {
  expect(specOf({ minReplicas: 3, maxReplicas: 10 })).toMatchObject({ minReplicas: 3, maxReplicas: 10 });
  expect(specOf({ minReplicas: 1, maxReplicas: 1 })).toMatchObject({ minReplicas: 1, maxReplicas: 1 });
});

test.each<[string, AutoscalingProps, unknown[]]>([
  ['CPU', { maxReplicas: 5, cpuPercent: 50 }, [cpu(50)]],
  ['the least CPU', { maxReplicas: 5, cpuPercent: 1 }, [cpu(1)]],
  ['memory alone', { maxReplicas: 5, memoryPercent: 70 }, [memory(70)]],
  ['both', { maxReplicas: 5, cpuPercent: 50, memoryPercent: 70 }, [cpu(50), memory(70)]],
])('it scales on %s', (_, props, metrics) => {
  expect(specOf(props).metrics).toEqual(metrics);
});

test('other metrics, such as a queue or a latency, stand beside, and take the place of the default (seed row D09)', () => {
  const queue = Metric.external({ name: 'queue', target: MetricTarget.averageValue(30) });
  const external = {
    type: 'External',
    external: { metric: { name: 'queue' }, target: { type: 'AverageValue', averageValue: 30 } },
  };
  const metrics = [queue];
  expect(specOf({ maxReplicas: 5, metrics }).metrics).toEqual([external]);
  expect(specOf({ maxReplicas: 5, metrics, cpuPercent: 50 }).metrics).toEqual([cpu(50), external]);
  expect(metrics).toEqual([queue]);
});

test('rates that are given replace those of their direction, one by one', () => {
  const { behavior } = specOf({
    maxReplicas: 5,
    scaleUp: { policies: [{ replicas: Replicas.absolute(1), duration: Duration.minutes(1) }] },
    scaleDown: { stabilizationWindow: Duration.minutes(1), strategy: ScalingStrategy.DISABLED },
  });
  expect(behavior).toEqual({
    scaleUp: {
      selectPolicy: 'Max',
      stabilizationWindowSeconds: 0,
      policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }],
    },
    scaleDown: {
      selectPolicy: 'Disabled',
      stabilizationWindowSeconds: 60,
      policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }],
    },
  });
});

test('a patch with a field newer than Kubernetes 1.30 survives', () => {
  const scaled = deployment({ maxReplicas: 5 });
  ApiObject.of(scaled.autoscaler as never).addJsonPatch(JsonPatch.add('/spec/behavior/scaleUp/tolerance', '5%'));
  expect(rendered(scaled, 'HorizontalPodAutoscaler').spec.behavior.scaleUp.tolerance).toBe('5%');
});

test.each<[string, AutoscalingProps, string]>([
  ['no replicas', { minReplicas: 0, maxReplicas: 5 }, 'minReplicas must be a whole number, from 1, got 0'],
  ['half a replica', { minReplicas: 1.5, maxReplicas: 5 }, 'minReplicas must be a whole number, from 1, got 1.5'],
  [
    'less than the least',
    { minReplicas: 3, maxReplicas: 2 },
    'maxReplicas must be a whole number, from minReplicas 3, got 2',
  ],
  ['less than the default least', { maxReplicas: 1 }, 'maxReplicas must be a whole number, from minReplicas 2, got 1'],
  ['half of the most', { maxReplicas: 2.5 }, 'maxReplicas must be a whole number, from minReplicas 2, got 2.5'],
  ['no CPU', { maxReplicas: 5, cpuPercent: 0 }, 'cpuPercent must be a whole number of percent, from 1, got 0'],
  [
    'half a percent',
    { maxReplicas: 5, memoryPercent: 0.5 },
    'memoryPercent must be a whole number of percent, from 1, got 0.5',
  ],
])('%s is refused', (_, autoscaling, message) => {
  expect(() => deployment({ autoscaling })).toThrow(new Error(message));
});
