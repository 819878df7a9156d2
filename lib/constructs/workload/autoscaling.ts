import { Duration } from 'cdk8s';
import {
  HorizontalPodAutoscaler,
  type IScalable,
  Metric,
  MetricTarget,
  Replicas,
  type ScalingRules,
} from 'cdk8s-plus-30';
import type { Construct } from 'constructs';
import { InvalidValue } from '../../notation/invalid-value';
import { Names } from '../../notation/names';
import type { HardenedPod } from './hardened-pod';
import { sealWorkload } from './sealed-workload';

/** When a workload gets more or fewer replicas. */
export interface AutoscalingProps {
  /**
   * Name of the HorizontalPodAutoscaler.
   * @default - that of the workload
   */
  readonly name?: string;
  /** Most replicas; the quota has to admit all of them, and a surge on top. */
  readonly maxReplicas: number;
  /**
   * Fewest replicas.
   * @default 2
   */
  readonly minReplicas?: number;
  /**
   * Mean CPU use, in percent of the request, that replicas are added or removed to keep.
   * @default 80 if no other target is given
   */
  readonly cpuPercent?: number;
  /**
   * Mean memory use, in percent of the request, that replicas are added or removed to keep.
   * @default - memory does not count
   */
  readonly memoryPercent?: number;
  /**
   * Metrics beside CPU and memory.
   * @default - none
   */
  readonly metrics?: Metric[];
  /**
   * How fast replicas are added.
   * @default - at once, at most four or 100 % every 15 seconds
   */
  readonly scaleUp?: ScalingRules;
  /**
   * How fast replicas are removed.
   * @default - after five minutes of less use, as many as are too many
   */
  readonly scaleDown?: ScalingRules;
}

const PERIOD = Duration.seconds(15);

/**
 * Renders the HorizontalPodAutoscaler of a workload.
 *
 * Its rates are those of the API's own defaults, written out, because cdk8s-plus would render others.
 * @see https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/#default-behavior
 */
export function autoscale(
  scope: Construct,
  pod: HardenedPod,
  target: IScalable,
  props: AutoscalingProps,
): HorizontalPodAutoscaler {
  const minReplicas = props.minReplicas ?? 2;
  assertReplicas(minReplicas, props.maxReplicas);
  const percent = (name: string, value: number) => {
    if (Number.isInteger(value) && value >= 1) return MetricTarget.averageUtilization(value);
    throw new InvalidValue(name, 'a whole number of percent, from 1', value);
  };
  const metrics = [...(props.metrics ?? [])];
  if (props.memoryPercent !== undefined)
    metrics.unshift(Metric.resourceMemory(percent('memoryPercent', props.memoryPercent)));
  const cpuPercent = props.cpuPercent ?? (metrics.length === 0 ? 80 : undefined);
  if (cpuPercent !== undefined) metrics.unshift(Metric.resourceCpu(percent('cpuPercent', cpuPercent)));
  const autoscaler = new HorizontalPodAutoscaler(scope, 'Autoscaler', {
    metadata: {
      name: Names.dnsSubdomain('autoscaler name', props.name ?? pod.name),
      namespace: pod.namespace.namespaceName,
      labels: { ...pod.labels },
    },
    target,
    minReplicas,
    maxReplicas: props.maxReplicas,
    metrics,
    scaleUp: {
      stabilizationWindow: Duration.seconds(0),
      policies: [
        { replicas: Replicas.absolute(4), duration: PERIOD },
        { replicas: Replicas.percent(100), duration: PERIOD },
      ],
      ...props.scaleUp,
    },
    scaleDown: {
      stabilizationWindow: Duration.minutes(5),
      policies: [{ replicas: Replicas.percent(100), duration: PERIOD }],
      ...props.scaleDown,
    },
  });
  sealWorkload(autoscaler, pod => pod);
  return autoscaler;
}

function assertReplicas(least: number, most: number): void {
  if (!Number.isInteger(least) || least < 1) throw new InvalidValue('minReplicas', 'a whole number, from 1', least);
  if (!Number.isInteger(most) || most < least) {
    throw new InvalidValue('maxReplicas', `a whole number, from minReplicas ${least}`, most);
  }
}
