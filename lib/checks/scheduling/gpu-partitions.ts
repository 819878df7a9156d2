import { PodTemplate } from '../../manifests/pod-template';
import { PodResources } from '../../manifests/quota/pod-resources';
import type { NodeFacts } from '../../manifests/site-facts';
import { GpuNames } from '../../notation/gpu-names';
import { Quantity } from '../../notation/quantity';
import type { Check } from '../check';
import { nodeNames, scheduledPod } from './_scheduled-pod';

/**
 * Nodes that a pod with a GPU may run on have whole GPUs, or partitions of them: not some the one, some the other.
 *
 * Where a pool has both, who gets which is the scheduler's choice, and so is who shares a GPU with whom.
 *
 * Fields:  <container>.resources[nvidia.com/gpu], <container>.resources[nvidia.com/mig-*]; allocatable of the site's nodes
 * Allowed: nodes of which none has both, and all have the same of the two; a pod that asks for the one, not for both
 * Source:  https://docs.nvidia.com/datacenter/cloud-native/kubernetes/latest/index.html
 *          seed row A18
 */
export const gpuPartitions: Check = {
  id: 'gpu-partitions',
  family: 'scheduling',
  title: 'a pool of GPU nodes has whole GPUs or partitions, not both',
  fix: 'give nodes with partitions a pool of their own',
  kinds: PodTemplate.KINDS,
  needsNodes: true,
  examine: (manifest, all) => {
    const scheduled = scheduledPod(manifest, all);
    if (!scheduled || scheduled.isDaemon || !PodResources.of(scheduled.pod, all).amounts.asksForGpus) return [];
    const { pod, placement } = scheduled;
    const whole = placement.reachable.filter(node => offers(node, name => name === GpuNames.WHOLE));
    const cut = placement.reachable.filter(node => offers(node, GpuNames.isPartition));
    if (whole.length === 0 || cut.length === 0) return [];
    const message = `the pod may run where there are whole GPUs (${nodeNames(whole)}), and where there are partitions (${nodeNames(cut)})`;
    return [{ path: `${pod.specPath}.nodeSelector`, message }];
  },
};

function offers({ allocatable }: NodeFacts, isMeant: (name: string) => boolean): boolean {
  return Object.entries(allocatable).some(
    ([name, amount]) => isMeant(name) && Quantity.tryParse(amount)?.exceeds(Quantity.ZERO) === true,
  );
}
