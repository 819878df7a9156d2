import { PodTemplate } from '../../manifests/pod-template';
import { PodResources } from '../../manifests/quota/pod-resources';
import type { Check } from '../check';

const LABELS = ['owner', 'team', 'cost-center'];

/**
 * A pod with a GPU says whose it is, and who pays for it.
 *
 * The audit log and the bill know pods by their labels; a GPU that nobody can be asked about is used by anybody.
 *
 * Fields:  <container>.resources[nvidia.com/*]; labels owner, team and cost-center of the pod and its Namespace
 * Allowed: for pods that request a GPU or a part of one, in a namespace with the label tenant, the three labels, with the value
 *          of the Namespace where it has one
 * Source:  https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
 *          seed row L05
 */
export const gpuOwner: Check = {
  id: 'gpu-owner',
  family: 'hardening',
  title: 'pods with a GPU say whose they are, and who pays',
  fix: 'set the labels owner, team and cost-center of the pod to those of its namespace',
  kinds: PodTemplate.KINDS,
  examine: (manifest, all) => {
    const pod = all.podOf(manifest);
    if (!pod || !PodResources.of(pod, all).amounts.asksForGpus) return [];
    const expected = all.namespace(manifest.effectiveNamespace)?.labels;
    if (expected?.tenant === undefined) return [];
    return LABELS.flatMap(label => {
      const own = pod.labels[label];
      const path = `${pod.metadataPath}.labels.${label}`;
      if (own === undefined) return [{ path, message: `the pod asks for a GPU, and has no label ${label}` }];
      if (expected[label] === undefined || own === expected[label]) return [];
      return [{ path, message: `is ${JSON.stringify(own)}, and ${JSON.stringify(expected[label])} in the Namespace` }];
    });
  },
};
