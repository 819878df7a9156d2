import { Json } from '../../manifests/json/json';
import { KindInNamespace } from '../../manifests/kind-in-namespace';
import type { Manifest } from '../../manifests/manifest';
import { PodTemplate } from '../../manifests/pod-template';
import type { ContainerAmounts } from '../../manifests/quota/pod-amounts';
import { type ContainerResources, PodResources } from '../../manifests/quota/pod-resources';
import { QuotaScopes } from '../../manifests/quota/quota-scopes';
import { Flat } from '../../notation/flat';
import { QuotaKey } from '../../notation/quota-key';
import type { Check, Violation } from '../check';

/**
 * Where a ResourceQuota counts CPU or memory, each container declares what it counts; the API server refuses the pod
 * otherwise.
 *
 * Fields:  <pod>.{initContainers,containers}[*].resources, after the defaults of the namespace's LimitRanges
 * Allowed: a request for requests.cpu, cpu, requests.memory and memory, a limit for limits.cpu and limits.memory; anything,
 *          if the pod as a whole declares resources
 * Source:  https://kubernetes.io/docs/concepts/policy/resource-quotas/#compute-resource-quota
 *          https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/quota/v1/evaluator/core/pods.go (Constraints)
 *          seed row C01
 */
export const quotaDeclaration: Check = {
  id: 'quota-declaration',
  family: 'admission',
  title: 'containers declare the CPU and memory that a ResourceQuota of their namespace counts',
  fix: 'declare it, or give the namespace a LimitRange with a default',
  kinds: PodTemplate.KINDS,
  examine: (manifest, all) => {
    const { pod } = manifest;
    const quotas = KindInNamespace.of('', 'ResourceQuota', manifest.effectiveNamespace, all);
    if (!pod || quotas.length === 0) return [];
    const resources = PodResources.of(pod, all);
    const { containers, podLevel } = resources.amounts;
    if (containers.every(declaresAll) || !podLevel.requests.isEmpty || !podLevel.limits.isEmpty) return [];
    return Flat.map(
      quotas.filter(quota => QuotaScopes.holdPod(QuotaScopes.of(quota), pod, all)),
      quota => Flat.map(resources.containers, container => missing(quota, container)),
    );
  },
};

/** Nothing of what a quota may count is missing. */
function declaresAll({ requests, limits }: ContainerAmounts): boolean {
  return requests.has('cpu') && requests.has('memory') && limits.has('cpu') && limits.has('memory');
}

function missing(quota: Manifest, resources: ContainerResources): Violation[] {
  const { path, name } = resources.container;
  return Object.keys(Json.object(quota.spec.hard))
    .filter(key => QuotaKey.mustBeDeclared(key) && !declares(resources, key))
    .map(key => ({
      path: `${path}.resources.${key.includes('.') ? key : `requests.${key}`}`,
      message: `container ${JSON.stringify(name)} does not say it, and ${quota} counts ${key}: the pod is refused`,
    }));
}

/** A key that says neither requests nor limits counts requests. */
function declares(resources: ContainerResources, key: string): boolean {
  const list = key.startsWith('limits.') ? resources.limits : resources.requests;
  return list.has(key.slice(key.indexOf('.') + 1));
}
