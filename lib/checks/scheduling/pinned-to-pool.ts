import { PodTemplate } from '../../manifests/pod-template';
import { PodPlacement } from '../../manifests/scheduling/pod-placement';
import type { Check } from '../check';
import { nodeNames, scheduledPod, selectionPath } from './_scheduled-pod';

/**
 * A pod runs in one pool, and nowhere else.
 *
 * Fields:  <pod>.nodeSelector, <pod>.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution,
 *          <pod>.nodeName, <pod>.tolerations, with what the annotations of the namespace add; labels and taints of the
 *          site's nodes
 * Allowed: a selection by labels other than make and place (operating system, architecture, zone, region), whose
 *          tainted nodes that the pod tolerates all have the same taints; no nodeName in a template, since it bypasses
 *          the scheduler and with it every taint. DaemonSets are not asked, nor is anyone on a site without tainted
 *          nodes
 * Source:  https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#example-use-cases
 *          seed rows A06, A08, A09, A10, A12, A16
 */
export const pinnedToPool: Check = {
  id: 'pinned-to-pool',
  family: 'scheduling',
  title: 'every pod runs in one pool, and nowhere else',
  fix: 'select the labels of one pool in the pod, and tolerate exactly its taint',
  kinds: PodTemplate.KINDS,
  needsNodes: true,
  examine: (manifest, all) => {
    const scheduled = scheduledPod(manifest, all);
    if (!scheduled || scheduled.isDaemon) return [];
    const { pod, placement } = scheduled;
    const { nodeName } = pod.spec;
    if (typeof nodeName === 'string' && nodeName !== '' && manifest.object.status === undefined) {
      const message = `nodeName ${JSON.stringify(nodeName)} bypasses the scheduler, and so the taints of the node`;
      return [{ path: `${pod.specPath}.nodeName`, message, fix: 'remove nodeName, and select the labels of a pool' }];
    }
    if (!PodPlacement.hasPools(all)) return [];
    if (!placement.selectsPool) {
      const { reachable } = placement;
      const where =
        reachable.length === 0 ? ', and tolerates the taint of none' : `; it may run on ${nodeNames(reachable)}`;
      return [{ path: selectionPath(pod), message: `the pod selects no pool${where}` }];
    }
    const { barriers } = placement;
    if (barriers.length < 2) return [];
    const message = `the pod may run in ${barriers.length} pools: on nodes with ${barriers.join(', and with ')}`;
    return [{ path: selectionPath(pod), message }];
  },
};
