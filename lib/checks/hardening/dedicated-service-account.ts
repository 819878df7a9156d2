import { Json } from '../../manifests/json/json';
import { PodTemplate } from '../../manifests/pod-template';
import type { Check } from '../check';

/**
 * A pod has an identity of its own: not the one that every pod of the namespace gets.
 *
 * Fields:  <pod>.serviceAccountName, and its old name serviceAccount
 * Allowed: the name of a ServiceAccount other than `default`
 * Source:  https://kubernetes.io/docs/concepts/security/service-accounts/#default-service-accounts
 *          CIS Kubernetes Benchmark 5.1.5; seed row D04
 */
export const dedicatedServiceAccount: Check = {
  id: 'dedicated-service-account',
  family: 'hardening',
  title: 'pods run as a ServiceAccount of their own, not as default',
  fix: 'set serviceAccountName to a ServiceAccount that is made for this workload',
  kinds: PodTemplate.KINDS,
  examine: (manifest, all) => {
    const pod = all.podOf(manifest);
    if (!pod) return [];
    const name = Json.text(pod.spec.serviceAccountName) || Json.text(pod.spec.serviceAccount) || 'default';
    if (name !== 'default') return [];
    return [{ path: `${pod.specPath}.serviceAccountName`, message: 'the pod runs as ServiceAccount "default"' }];
  },
};
