import { PodPlacement } from '../../manifests/scheduling/pod-placement';
import type { Check } from '../check';
import { nodeNames, scheduledPod } from './_scheduled-pod';

/**
 * A DaemonSet runs on every node that it asks for; on every node of the site, if it asks for none.
 *
 * Fields:  spec.template.spec.tolerations, with what the DaemonSet controller adds; taints of the site's nodes
 * Allowed: every NoSchedule and NoExecute taint of every node that the pod's selector and required node affinity match
 *          is tolerated
 * Source:  https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/#taints-and-tolerations
 *          seed rows M01, M02, M07
 */
export const daemonSetCoverage: Check = {
  id: 'daemon-set-coverage',
  family: 'scheduling',
  title: 'DaemonSets tolerate the taints of all nodes that they are for',
  fix: 'tolerate the taint, or select only the nodes that the DaemonSet is for',
  kinds: ['DaemonSet'],
  needsNodes: true,
  examine: (manifest, all) => {
    const scheduled = scheduledPod(manifest, all);
    if (!scheduled?.isDaemon) return [];
    const covered = new Set(scheduled.placement.reachable);
    const missed = scheduled.placement.selected.filter(node => !covered.has(node));
    if (missed.length === 0) return [];
    const taints = [...new Set(missed.map(PodPlacement.barrierText))].join('; ');
    const message = `the DaemonSet misses ${nodeNames(missed)}: it does not tolerate ${taints}`;
    return [{ path: `${scheduled.pod.specPath}.tolerations`, message }];
  },
};
