import { PodTemplate } from '../../manifests/pod-template';
import type { Check } from '../check';

const SHARED = Object.entries({
  hostNetwork: 'the pod is in the network of its node',
  hostPID: 'the pod sees the processes of its node',
  hostIPC: 'the pod shares memory segments and queues with its node',
  shareProcessNamespace:
    'the containers of the pod see the processes of each other, and with them files and environment',
});

/**
 * A pod keeps to itself: it shares nothing with its node, and its containers nothing among each other.
 *
 * The Pod Security Standards forbid the first of these from baseline on; here it holds at every level, so that each pod
 * that needs it has a waiver with a reason.
 *
 * Fields:  <pod>.hostNetwork, <pod>.hostPID, <pod>.hostIPC, <pod>.shareProcessNamespace
 * Allowed: false; unset
 * Source:  https://kubernetes.io/docs/tasks/configure-pod-container/share-process-namespace/
 *          seed rows B09, B17, N01
 */
export const hostIsolation: Check = {
  id: 'host-isolation',
  family: 'hardening',
  title: 'pods share no namespace with their node, and no processes among their containers',
  fix: 'remove the field; a pod that cannot do without needs a waiver that says why',
  kinds: PodTemplate.KINDS,
  examine: (manifest, all) => {
    const pod = all.podOf(manifest);
    if (!pod) return [];
    const shared = SHARED.filter(([field]) => pod.spec[field] === true);
    return shared.map(([field, message]) => ({ path: `${pod.specPath}.${field}`, message }));
  },
};
