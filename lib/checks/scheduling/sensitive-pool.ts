import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { PerSet } from '../../manifests/per-set';
import { PodTemplate } from '../../manifests/pod-template';
import { NodePools } from '../../manifests/scheduling/node-pools';
import type { PlacedPods } from '../../manifests/scheduling/placed-pods';
import { WorkloadIntents } from '../../manifests/workload-intents';
import type { Check } from '../check';

const NAMED = 3;

const SENSITIVE = new PerSet(sensitiveIn);

/**
 * A pod that reads proprietary data shares no node with a pod that does not, nor with one of another tenant.
 *
 * GPUs keep what was computed on them, device plugins hand out whole devices to whoever comes next, and whoever leaves
 * a container is on the node: only nodes of its own keep such a pod apart.
 *
 * Fields:  label fortress.cdk8s.io/data of the pod or its Namespace; label tenant of the Namespace; the nodes that pods
 *          may run on (lib/manifests/scheduling/pod-placement.ts)
 * Allowed: on the nodes that a pod with the value "proprietary" may run on, only such pods, of the same tenant; DaemonSets
 * Needs:   nodes of the site
 * Waivers: none; the risk is borne by the owner of the data
 * Source:  https://kubernetes.io/docs/concepts/security/multi-tenancy/#node-isolation
 *          seed rows A16, L06
 */
export const sensitivePool: Check = {
  id: 'sensitive-pool',
  family: 'scheduling',
  title: 'pods with proprietary data share no node with others',
  fix: 'give the pods with proprietary data a pool of their own',
  kinds: PodTemplate.KINDS,
  needsNodes: true,
  unwaivable: true,
  examine: (manifest, all) => {
    const sensitive = SENSITIVE.of(all);
    const own = sensitive.get(manifest);
    if (!own) return [];
    const tenant = tenantOf(manifest, all);
    const others = NodePools.of(all).placed.filter(({ isDaemon, on, manifest: other }) => {
      if (isDaemon || (on & own.on) === 0n) return false;
      return !sensitive.has(other) || tenantOf(other, all) !== tenant;
    });
    if (others.length === 0) return [];
    const words = others.slice(0, NAMED).map(({ manifest: other }) => `${other}`);
    const more = others.length > NAMED ? ` and ${others.length - NAMED} more` : '';
    const message = `the pod reads proprietary data, and may share a node with ${words.join(', ')}${more}`;
    return [{ path: `${own.pod.specPath}.nodeSelector`, message }];
  },
};

function sensitiveIn(all: ManifestSet): ReadonlyMap<Manifest, PlacedPods> {
  const placed = NodePools.of(all).placed.filter(({ pod }) => WorkloadIntents.isSensitive(pod, all));
  return new Map(placed.map(each => [each.manifest, each]));
}

function tenantOf({ effectiveNamespace }: Manifest, all: ManifestSet): string | undefined {
  return all.namespace(effectiveNamespace)?.labels.tenant;
}
