import { PodTemplate } from '../../manifests/pod-template';
import type { Check } from '../check';
import { nodeNames, scheduledPod, selectionPath } from './_scheduled-pod';

/**
 * The nodes that a pod asks for are kept free for such pods.
 *
 * Fields:  <pod>.nodeSelector, <pod>.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution,
 *          <pod>.nodeName, with the selector of the namespace; taints of the nodes that they match
 * Allowed: a NoSchedule or NoExecute taint on each of these nodes that the pod may run on: without one, a label draws
 *          pods to a node and keeps none away. DaemonSets are not asked; a pod that asks for no pool is another check's
 * Source:  https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#example-use-cases
 *          seed rows A05, A06
 */
export const untaintedPool: Check = {
  id: 'untainted-pool',
  family: 'scheduling',
  title: 'nodes that pods ask for by label have a taint that keeps other pods away',
  fix: 'taint the nodes, and tolerate the taint; or select the labels of a pool that has one',
  kinds: PodTemplate.KINDS,
  needsNodes: true,
  examine: (manifest, all) => {
    const scheduled = scheduledPod(manifest, all);
    if (!scheduled || scheduled.isDaemon || !scheduled.placement.selectsPool) return [];
    const { open } = scheduled.placement;
    if (open.length === 0) return [];
    const message = `the pod asks for ${nodeNames(open)}, which no taint keeps free: any pod may run there`;
    return [{ path: selectionPath(scheduled.pod), message }];
  },
};
