import type { ManifestSet } from '../../manifests/manifest-set';
import { NamespaceSpeaker } from '../../manifests/namespace-speaker';
import { CiliumPolicy, DIRECTIONS, type Direction } from '../../manifests/network/cilium-policy';
import { NetworkEndpoints } from '../../manifests/network/network-endpoints';
import { NetworkPolicy } from '../../manifests/network/network-policy';
import { type PolicedEndpoints, PolicySelection } from '../../manifests/network/policy-selection';
import type { PodTemplate } from '../../manifests/pod-template';
import { Flat } from '../../notation/flat';
import type { Check, Violation } from '../check';

const NOTHING: readonly Violation[] = [];

/**
 * Every pod is denied, in both directions, what no policy allows.
 *
 * Fields:  of each NetworkPolicy: spec.podSelector, spec.policyTypes
 *          of each CiliumNetworkPolicy and CiliumClusterwideNetworkPolicy: {spec,specs[*]}.endpointSelector,
 *          {spec,specs[*]}.{ingress,egress,ingressDeny,egressDeny}, {spec,specs[*]}.enableDefaultDeny
 * Allowed: each pod of the namespace is selected, for ingress and for egress, by a policy that denies by default.
 *          In Cilium only a rule does that; `enableDefaultDeny` without a rule in its direction has no effect.
 *          Pods in the network of their node are nobody's subject, and left to Pod Security.
 * Source:  https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-policies
 *          https://docs.cilium.io/en/stable/security/policy/intro/#policy-enforcement-modes; seed row E19
 */
export const defaultDeny: Check = {
  id: 'default-deny',
  family: 'network',
  title: 'Every namespace with pods denies ingress and egress by default',
  fix: 'add a NetworkPolicy with podSelector {} and policyTypes Ingress and Egress to the namespace',
  kinds: NamespaceSpeaker.KINDS,
  examine: (manifest, all) => {
    const namespace = NamespaceSpeaker.namespaceOf(manifest, all);
    return namespace === undefined
      ? NOTHING
      : Flat.map(DIRECTIONS, direction => inDirection(namespace, direction, all));
  },
};

function inDirection(namespace: string, direction: Direction, all: ManifestSet): readonly Violation[] {
  const selection = PolicySelection.of(all);
  const pods: PodTemplate[] = [];
  for (const endpoint of NetworkEndpoints.of(all).inNamespace(namespace)) {
    if (!isDenied(selection.forEndpoint(endpoint), direction)) pods.push(...endpoint.pods);
  }
  if (pods.length === 0) return NOTHING;
  const others = pods.length === 1 ? '' : ` and ${pods.length - 1} more`;
  return [
    {
      path: '',
      message: `no policy denies ${direction} by default for the pods of ${pods[0].manifest}${others} in namespace ${JSON.stringify(namespace)}`,
    },
  ];
}

function isDenied({ specs, networkPolicies }: PolicedEndpoints, direction: Direction): boolean {
  return (
    networkPolicies.some(policy => NetworkPolicy.deniesByDefault(policy, direction)) ||
    specs.some(spec => CiliumPolicy.deniesByDefault(spec, direction))
  );
}
