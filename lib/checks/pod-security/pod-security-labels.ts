import { PodSecurityLevels } from '../../manifests/pod-security-levels';
import type { Check } from '../check';

/**
 * The Pod Security labels of a Namespace are ones that the admission plugin can read; it refuses a Namespace otherwise.
 *
 * Fields:  metadata.labels[pod-security.kubernetes.io/{enforce,audit,warn}]
 * Allowed: privileged, baseline, restricted; unset
 * Fields:  metadata.labels[pod-security.kubernetes.io/{enforce,audit,warn}-version]
 * Allowed: latest, v1.<minor>; unset
 * Source:  https://kubernetes.io/docs/concepts/security/pod-security-admission/
 */
export const podSecurityLabels: Check = {
  id: 'pod-security-labels',
  family: 'pod-security',
  title: 'Pod Security labels of namespaces name a level and a version that exist',
  fix: 'use privileged, baseline or restricted for a level, and latest or v1.<minor> for a version',
  kinds: ['Namespace'],
  examine: ({ group, metadata }) => (group === '' ? PodSecurityLevels.ofLabels(metadata.labels).invalid : []),
};
