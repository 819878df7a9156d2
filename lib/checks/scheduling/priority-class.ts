import { Json } from '../../manifests/json/json';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { PerSet } from '../../manifests/per-set';
import { PodTemplate } from '../../manifests/pod-template';
import { QuotaScopes } from '../../manifests/quota/quota-scopes';
import { WorkloadIntents } from '../../manifests/workload-intents';
import { WorkloadIntent } from '../../notation/workload-intent';
import type { Check, Violation } from '../check';

const SYSTEM = /^system-/;
const GROUP = 'scheduling.k8s.io';

const LOWEST_OF_INFERENCE = new PerSet(lowestOfInference);

/**
 * Who gives way when nodes are full is said: training to inference, and no tenant's pod comes before the cluster's own.
 *
 * Fields:  <pod>.priorityClassName; value and preemptionPolicy of PriorityClasses; label fortress.cdk8s.io/workload-class of
 *          the pod or its Namespace; label tenant of the Namespace
 * Allowed: a name in every pod of a class; for training a lower value than any inference pod has, and preemptionPolicy Never;
 *          in a tenant's namespace nothing that begins with "system-". A PriorityClass that is not known is another check's
 * Source:  https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/
 *          seed row A19
 */
export const priorityClass: Check = {
  id: 'priority-class',
  family: 'scheduling',
  title: 'training gives way to inference, and no tenant comes before the cluster itself',
  fix: 'name a PriorityClass that fits the class of the workload, such as training-batch or inference-critical',
  kinds: PodTemplate.KINDS,
  examine: (manifest, all) => {
    const pod = all.podOf(manifest);
    if (!pod) return [];
    const path = `${pod.specPath}.priorityClassName`;
    const name = QuotaScopes.priorityClassOf(pod, all);
    const { tenant } = all.namespace(manifest.effectiveNamespace)?.labels ?? {};
    if (tenant !== undefined && SYSTEM.test(name)) return [{ path, message: `the pod of a tenant has ${name}` }];
    const workloadClass = WorkloadIntents.classOf(pod, all);
    if (workloadClass === undefined || !WorkloadIntent.CLASSES.includes(workloadClass)) return [];
    if (name === '') return [{ path, message: `the ${workloadClass} pod names no PriorityClass` }];
    const named = all.find(GROUP, 'PriorityClass', '', name);
    return named && workloadClass === 'training' ? ofTraining(named, path, all) : [];
  },
};

function ofTraining(named: Manifest, path: string, all: ManifestSet): readonly Violation[] {
  const own = priorityOf(named);
  const inference = LOWEST_OF_INFERENCE.of(all);
  return [
    ...(named.object.preemptionPolicy === 'Never'
      ? []
      : [{ path, message: `${named} preempts others; preemptionPolicy of training has to be Never` }]),
    ...(own < inference ? [] : [{ path, message: `${named} has ${own}, and some inference pod ${inference}` }]),
  ];
}

function lowestOfInference(all: ManifestSet): number {
  const values = all.pods
    .filter(pod => WorkloadIntents.classOf(pod, all) === 'inference')
    .flatMap(pod => all.find(GROUP, 'PriorityClass', '', QuotaScopes.priorityClassOf(pod, all)) ?? [])
    .map(priorityOf);
  return values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
}

function priorityOf({ object }: Manifest): number {
  const value = Json.object(object).value;
  return typeof value === 'number' ? value : 0;
}
