import type { Check } from '../check';
import { isForPods } from './_namespaces';

const LABEL = 'pod-security.kubernetes.io/enforce';

/**
 * A namespace for pods says which Pod Security Standard is enforced in it; one that says nothing admits every pod.
 *
 * Fields:  Namespaces that have pods, a `tenant` label, a LimitRange or a ResourceQuota:
 *          metadata.labels[pod-security.kubernetes.io/enforce]
 * Allowed: any level, privileged too: then somebody has said so. Whether the label can be read is for pod-security-labels
 * Source:  https://kubernetes.io/docs/concepts/security/pod-security-admission/#pod-security-admission-labels-for-namespaces
 */
export const podSecurityEnforced: Check = {
  id: 'pod-security-enforced',
  family: 'admission',
  title: 'namespaces for pods say which Pod Security Standard is enforced',
  fix: `set the label ${LABEL} to restricted, or to the strictest level that its pods meet`,
  kinds: ['Namespace'],
  examine: (namespace, all) => {
    if (namespace.group !== '' || !isForPods(namespace, all) || namespace.labels[LABEL] !== undefined) return [];
    const message = `no Pod Security Standard is enforced in namespace ${JSON.stringify(namespace.name)}`;
    return [{ path: `metadata.labels[${LABEL}]`, message }];
  },
};
