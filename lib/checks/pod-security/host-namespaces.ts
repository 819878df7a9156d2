import type { JudgedPod } from './_judged-pod';
import type { VersionedCheck } from './_versioned-check';
import { ALLOWED, forbidden } from './_wording';

const FIELDS = ['hostNetwork', 'hostPID', 'hostIPC'] as const;

/**
 * A pod shares neither network, nor processes, nor IPC with its node.
 *
 * Fields:  <pod>.hostNetwork, <pod>.hostPID, <pod>.hostIPC
 * Allowed: false; unset
 * Source:  https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
 * History: since v1.0
 */
export const hostNamespaces: VersionedCheck = {
  id: 'host-namespaces',
  level: 'baseline',
  title: 'pods do not share the network, process or IPC namespace of the node',
  fix: 'remove hostNetwork, hostPID and hostIPC',
  versions: [{ since: 0, examine: mustNotShare }],
};

function mustNotShare(pod: JudgedPod) {
  const shared = FIELDS.filter(field => pod.spec[field] === true);
  if (shared.length === 0) return ALLOWED;
  return forbidden(pod.at(shared[0]), 'host namespaces', shared.map(field => `${field}=true`).join(', '));
}
