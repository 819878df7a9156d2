import { ContainerPorts } from '../../manifests/container-ports';
import { Json } from '../../manifests/json/json';
import { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { PodResources } from '../../manifests/quota/pod-resources';
import { Scalers } from '../../manifests/quota/scalers';
import { Flat } from '../../notation/flat';
import type { Check, Violation } from '../check';

const NOTHING: readonly Violation[] = [];

/** Where the metrics of these types say what they measure. */
const METRICS: ReadonlyMap<unknown, 'resource' | 'containerResource'> = new Map([
  ['Resource', 'resource'],
  ['ContainerResource', 'containerResource'],
]);

/** Kinds of Kubernetes that run pods, and that nothing can scale. */
const UNSCALABLE: readonly string[] = ['/Pod', 'apps/DaemonSet', 'batch/CronJob', 'batch/Job'];

/**
 * An autoscaler can do its work: its target can be scaled, nobody else scales it, and its use is a share of something.
 *
 * Fields:  spec.scaleTargetRef; spec.metrics[*] of type Resource and ContainerResource with averageUtilization; the
 *          requests of the target's containers and native sidecars, after defaults of LimitRanges
 * Allowed: a target that no other HorizontalPodAutoscaler or ScaledObject names; a request of the metric's resource for
 *          every container, or for the pod as a whole; for ContainerResource, for the container that it names
 * Source:  https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#algorithm-details
 *          https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/controller/podautoscaler/replica_calculator.go
 *          seed rows D09, D18, D27
 */
export const autoscalerTarget: Check = {
  id: 'autoscaler-target',
  family: 'references',
  title: 'autoscalers have a target that they alone scale, with requests for what they measure',
  fix: 'let one autoscaler scale each workload, and give all its containers requests',
  kinds: ['HorizontalPodAutoscaler'],
  examine: (scaler, all) => {
    if (scaler.group !== 'autoscaling') return NOTHING;
    const target = targetOf(scaler, all);
    return Flat.join(contested(scaler, all), target ? ofTarget(scaler, target, all) : NOTHING);
  },
};

function targetOf({ spec, effectiveNamespace }: Manifest, all: ManifestSet): Manifest | undefined {
  const { apiVersion, kind, name } = Json.object(spec.scaleTargetRef);
  const group = Manifest.groupOf(Json.text(apiVersion) ?? '');
  return all.find(group, Json.text(kind) ?? '', effectiveNamespace, Json.text(name) ?? '');
}

function contested(scaler: Manifest, all: ManifestSet): readonly Violation[] {
  const others = Scalers.besides(scaler, all);
  if (others.length === 0) return NOTHING;
  return [{ path: 'spec.scaleTargetRef', message: `the target is also scaled by ${others.join(', ')}` }];
}

function ofTarget(scaler: Manifest, target: Manifest, all: ManifestSet): readonly Violation[] {
  if (UNSCALABLE.includes(target.groupKind)) {
    return [{ path: 'spec.scaleTargetRef.kind', message: `a ${target.kind} cannot be scaled` }];
  }
  if (!target.pod) return NOTHING;
  const resources = PodResources.of(target.pod, all);
  const metrics = Json.list(scaler.spec.metrics);
  if (metrics.length === 0) return lacking('spec.metrics', 'cpu', resources, undefined, target);
  return Flat.map(metrics, (element, index) => {
    const metric = Json.object(element);
    const key = METRICS.get(metric.type);
    if (key === undefined) return NOTHING;
    const { name, container, target: wanted } = Json.object(metric[key]);
    const resource = Json.text(name);
    if (!resource || Json.at(wanted, 'type') !== 'Utilization') return NOTHING;
    const named = key === 'containerResource' ? (Json.text(container) ?? '') : undefined;
    return lacking(`spec.metrics[${index}].${key}`, resource, resources, named, target);
  });
}

function lacking(
  path: string,
  resource: string,
  { containers, podLevel }: PodResources,
  named: string | undefined,
  target: Manifest,
): readonly Violation[] {
  if (named === undefined && podLevel.requests.has(resource)) return NOTHING;
  const meant = containers.filter(({ container }) => {
    return (named === undefined || container.name === named) && ContainerPorts.staysUp(container);
  });
  if (named !== undefined && meant.length === 0) {
    return [{ path, message: `${target} has no container ${JSON.stringify(named)}` }];
  }
  const without = meant.filter(({ requests }) => !requests.has(resource));
  if (without.length === 0) return NOTHING;
  const names = without.map(({ container }) => JSON.stringify(container.name)).join(', ');
  return [{ path, message: `use of ${resource} is measured, but containers ${names} of ${target} request none` }];
}
