import { PodTemplate } from '../../manifests/pod-template';
import { PodPlacement } from '../../manifests/scheduling/pod-placement';
import type { Check } from '../check';
import { nodeNames, scheduledPod } from './_scheduled-pod';

/**
 * A pod that asks for nodes of a pool tolerates the pool's taint.
 *
 * Fields:  <pod>.tolerations, with the default tolerations of the namespace; taints of the nodes that the pod asks for
 * Allowed: every NoSchedule and NoExecute taint of at least one of these nodes is tolerated. DaemonSets have a check of
 *          their own; a pod that asks for no pool is another check's
 * Source:  https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
 *          seed rows A06 to A09, A16
 */
export const poolToleration: Check = {
  id: 'pool-toleration',
  family: 'scheduling',
  title: 'pods tolerate the taint of the nodes that they ask for',
  fix: "tolerate the pool's taint: key, value and effect",
  kinds: PodTemplate.KINDS,
  needsNodes: true,
  examine: (manifest, all) => {
    const scheduled = scheduledPod(manifest, all);
    if (!scheduled || scheduled.isDaemon || !scheduled.placement.selectsPool) return [];
    const { selected, reachable } = scheduled.placement;
    if (selected.length === 0 || reachable.length > 0) return [];
    const taints = [...new Set(selected.map(PodPlacement.barrierText))].join(' or ');
    const message = `the pod asks for ${nodeNames(selected)}, and does not tolerate ${taints}; it runs nowhere`;
    return [{ path: `${scheduled.pod.specPath}.tolerations`, message }];
  },
};
