import { NetworkPolicy } from '../../manifests/network/network-policy';
import { NetworkPolicyMistakes } from '../../manifests/network/network-policy-mistakes';
import type { Check } from '../check';

/**
 * The API server accepts the NetworkPolicy.
 *
 * One that it refuses protects nobody, and with it stops the sync that would have brought the rest. Types of fields are
 * the matter of `field-type`.
 *
 * Fields:  policyTypes, podSelector, ports and peers of ingress and egress of NetworkPolicies
 * Allowed: what the validation of Kubernetes' API server takes
 * Source:  https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/apis/networking/validation/validation.go
 */
export const networkPolicyValid: Check = {
  id: 'network-policy-valid',
  family: 'network',
  title: 'The API server accepts every NetworkPolicy',
  fix: 'write ports, selectors and address blocks as the NetworkPolicy API has them',
  kinds: [NetworkPolicy.KIND],
  examine: manifest => NetworkPolicyMistakes.in(manifest),
};
