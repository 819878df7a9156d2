import { NetworkPolicy } from '../../manifests/network/network-policy';
import type { Check } from '../check';

/**
 * A NetworkPolicy lists every direction in policyTypes for which it has rules.
 *
 * By the words of the API, rules of a direction that is left out have no effect. Cilium 1.20 enforces them, and denies by
 * default what they do not allow: what the policy does depends on who reads it.
 *
 * Fields:  NetworkPolicy: spec.policyTypes, spec.ingress, spec.egress
 * Allowed: no policyTypes; or Ingress where there is an ingress rule, and Egress where there is an egress rule
 * Source:  https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/
 *          https://github.com/cilium/cilium/issues/48703
 */
export const unlistedPolicyType: Check = {
  id: 'unlisted-policy-type',
  family: 'network',
  title: 'policyTypes of a NetworkPolicy lists every direction that has rules',
  fix: 'add the direction to policyTypes, or remove its rules',
  kinds: [NetworkPolicy.KIND],
  examine: policy =>
    [...new Set(NetworkPolicy.ignoredRulesOf(policy).map(({ direction }) => direction))].map(direction => ({
      path: `spec.${direction}`,
      message: `policyTypes leaves out ${direction}: the API ignores these rules, Cilium 1.20 enforces them`,
    })),
};
