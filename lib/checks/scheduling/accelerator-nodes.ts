import { Json } from '../../manifests/json/json';
import { PodTemplate } from '../../manifests/pod-template';
import { PodResources } from '../../manifests/quota/pod-resources';
import type { ResourceList } from '../../manifests/quota/resource-list';
import { PodPlacement } from '../../manifests/scheduling/pod-placement';
import type { NodeFacts } from '../../manifests/site-facts';
import { Quantity } from '../../notation/quantity';
import { ResourceNames } from '../../notation/resource-names';
import type { Check, Violation } from '../check';
import { nodeNames, type ScheduledPod, scheduledPod } from './_scheduled-pod';

/** Extended resources that nodes are bought for: nvidia.com/gpu, nvidia.com/mig-1g.5gb, google.com/tpu. */
const ACCELERATOR = /\/.*(?:gpu|tpu|npu|mig-|gaudi|neuron)|^gpu\./;

/** The extended resources among what many pods request alike. */
const EXTENDED = new WeakMap<ResourceList, readonly string[]>();
const SET_APART = new WeakMap<PodPlacement, readonly NodeFacts[]>();

/**
 * Nodes with accelerators are for the pods that request one, and those pods find one.
 *
 * Fields:  <container>.resources, <pod>.resourceClaims; allocatable and taints of the site's nodes
 * Allowed: for each extended resource that the pod requests, a node that it may run on and that has it; on tainted
 *          nodes with accelerators, only pods that request one, by name or by a claim. DaemonSets may run everywhere
 * Source:  https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#example-use-cases
 *          seed rows A16, A17
 */
export const acceleratorNodes: Check = {
  id: 'accelerator-nodes',
  family: 'scheduling',
  title: 'pods run on nodes with accelerators if, and only if, they request one',
  fix: 'request the resource and select the pool that has it; or select another pool',
  kinds: PodTemplate.KINDS,
  needsNodes: true,
  examine: (manifest, all) => {
    const scheduled = scheduledPod(manifest, all);
    if (!scheduled || scheduled.placement.reachable.length === 0) return [];
    const requested = extendedIn(PodResources.of(scheduled.pod, all).requests);
    return [...notThere(scheduled, requested), ...taken(scheduled, requested)];
  },
};

function extendedIn(requests: ResourceList): readonly string[] {
  const known = EXTENDED.get(requests);
  if (known) return known;
  const extended = requests.entries.filter(([name, amount]) => ResourceNames.isExtended(name) && !amount.isZero);
  const names = extended.map(([name]) => name);
  EXTENDED.set(requests, names);
  return names;
}

function offers({ allocatable }: NodeFacts, resource: string): boolean {
  const amount = Quantity.tryParse(allocatable[resource]);
  return amount?.exceeds(Quantity.ZERO) === true;
}

function notThere({ pod, placement }: ScheduledPod, requested: readonly string[]): readonly Violation[] {
  return requested
    .filter(resource => !placement.reachable.some(node => offers(node, resource)))
    .map(resource => {
      const nodes = nodeNames(placement.reachable);
      const message = `the pod requests ${resource}, and no node that it may run on has it: ${nodes}`;
      return { path: pod.specPath, message };
    });
}

function taken({ pod, placement, isDaemon }: ScheduledPod, requested: readonly string[]): readonly Violation[] {
  const hasClaim = Json.list(pod.spec.resourceClaims).length > 0;
  if (isDaemon || hasClaim || requested.some(resource => ACCELERATOR.test(resource))) return [];
  const nodes = setApart(placement);
  if (nodes.length === 0) return [];
  const message = `the pod may run on ${nodeNames(nodes)}, where there are accelerators, and requests none`;
  return [{ path: `${pod.specPath}.tolerations`, message }];
}

/** The tainted nodes with accelerators on which pods of a placement may run. */
function setApart(placement: PodPlacement): readonly NodeFacts[] {
  const known = SET_APART.get(placement);
  if (known) return known;
  const nodes = placement.reachable
    .filter(node => PodPlacement.barriers(node).length > 0)
    .filter(node => Object.keys(node.allocatable).some(name => ACCELERATOR.test(name) && offers(node, name)));
  SET_APART.set(placement, nodes);
  return nodes;
}
