import { Json } from '../../manifests/json/json';
import { JsonField } from '../../manifests/json/json-field';
import { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { type ContainerResources, PodResources } from '../../manifests/quota/pod-resources';
import { Scalers } from '../../manifests/quota/scalers';
import { Flat } from '../../notation/flat';
import type { Check, Violation } from '../check';

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
    if (scaler.group !== 'autoscaling') return [];
    const target = targetOf(scaler, all);
    return [...contested(scaler, all), ...(target ? ofTarget(scaler, target, all) : [])];
  },
};

function targetOf({ spec, effectiveNamespace }: Manifest, all: ManifestSet): Manifest | undefined {
  const { apiVersion, kind, name } = Json.object(spec.scaleTargetRef);
  const text = (value: unknown) => Json.text(value) ?? '';
  return all.find(Manifest.groupOf(text(apiVersion)), text(kind), effectiveNamespace, text(name));
}

function contested(scaler: Manifest, all: ManifestSet): readonly Violation[] {
  const others = Scalers.besides(scaler, all);
  if (others.length === 0) return [];
  return [{ path: 'spec.scaleTargetRef', message: `the target is also scaled by ${others.join(', ')}` }];
}

function ofTarget(scaler: Manifest, target: Manifest, all: ManifestSet): readonly Violation[] {
  if (UNSCALABLE.includes(`${target.group}/${target.kind}`)) {
    return [{ path: 'spec.scaleTargetRef.kind', message: `a ${target.kind} cannot be scaled` }];
  }
  const pod = all.podOf(target);
  if (!pod) return [];
  const resources = PodResources.of(pod, all);
  const spec = new JsonField(scaler.spec, 'spec');
  if (spec.items('metrics').length === 0) return lacking(spec.at('metrics').path, 'cpu', resources, undefined, target);
  return Flat.map(spec.items('metrics'), metric => {
    const type = metric.at('type').text;
    const field = metric.at(type === 'Resource' ? 'resource' : 'containerResource');
    const name = field.at('name').text;
    if ((type !== 'Resource' && type !== 'ContainerResource') || name === undefined) return [];
    if (Json.at(field.value, 'target', 'type') !== 'Utilization') return [];
    const container = type === 'ContainerResource' ? (field.at('container').text ?? '') : undefined;
    return lacking(field.path, name, resources, container, target);
  });
}

function lacking(
  path: string,
  resource: string,
  { containers, podLevel }: PodResources,
  named: string | undefined,
  target: Manifest,
): readonly Violation[] {
  const staying = containers.filter(({ container }) => {
    return container.list === 'containers' || container.container.restartPolicy === 'Always';
  });
  const meant = staying.filter(({ container }) => named === undefined || container.name === named);
  if (named !== undefined && meant.length === 0) {
    return [{ path, message: `${target} has no container ${JSON.stringify(named)}` }];
  }
  if (named === undefined && podLevel.requests.has(resource)) return [];
  const without = meant.filter(({ requests }: ContainerResources) => !requests.has(resource));
  if (without.length === 0) return [];
  const names = without.map(({ container }) => JSON.stringify(container.name)).join(', ');
  return [{ path, message: `use of ${resource} is measured, but containers ${names} of ${target} request none` }];
}
