import { CiliumPolicy, type CiliumRule, type CiliumSpec } from '../../manifests/network/cilium-policy';
import { POD_NAMESPACE } from '../../manifests/network/cilium-selector';
import type { Check, Violation } from '../check';
import { openPeers } from './_open-peers';

const WORLD = ['world', 'world-ipv4', 'world-ipv6'];

/**
 * No policy of the whole cluster lets all pods talk to everybody, to the whole cluster, or to the world.
 *
 * What policies allow adds up, and cannot be taken back by one that is narrower: such a rule voids the default deny of
 * every namespace.
 *
 * Fields:  CiliumClusterwideNetworkPolicy: {spec,specs[*]}.endpointSelector,
 *          {spec,specs[*]}.ingress[*].{fromEntities,fromEndpoints}, {spec,specs[*]}.egress[*].{toEntities,toEndpoints}
 * Allowed: with an endpointSelector that asks for no label (leaving out some pods is not enough): any other peer.
 *          Any peer, with an endpointSelector that asks for a label or a namespace.
 * Source:  https://docs.cilium.io/en/stable/network/kubernetes/policy/#ciliumclusterwidenetworkpolicy
 *          https://docs.cilium.io/en/stable/security/policy/layer3/#entities-based; seed rows E06, E08, E10, E12
 */
export const clusterWideAllow: Check = {
  id: 'cluster-wide-allow',
  family: 'network',
  title: 'No policy for all pods of the cluster allows everybody, the whole cluster or the world',
  fix: 'narrow endpointSelector to the pods that need it, or name the peers; move what one namespace needs to a CiliumNetworkPolicy there',
  kinds: ['CiliumClusterwideNetworkPolicy'],
  examine: manifest =>
    CiliumPolicy.specsOf(manifest)
      .filter(isForAllPods)
      .flatMap(({ rules }) => rules.filter(({ isDeny }) => !isDeny).flatMap(allows)),
};

/** Whether it asks for nothing that a pod has to have, other than a namespace. */
function isForAllPods({ subject }: CiliumSpec): boolean {
  return (
    subject?.matchExpressions?.every(
      ({ key, operator }) =>
        operator === 'NotIn' || operator === 'DoesNotExist' || (key === POD_NAMESPACE && operator === 'Exists'),
    ) ?? false
  );
}

function allows(rule: CiliumRule): Violation[] {
  const worlds = rule.peers.peers.flatMap(peer =>
    peer.kind === 'entity' && WORLD.includes(peer.entity)
      ? [{ path: peer.path, who: 'everybody outside the cluster' }]
      : [],
  );
  return [...openPeers(rule), ...worlds].map(({ path, who }) => ({
    path,
    message: `all pods of the cluster are allowed ${rule.direction} ${rule.direction === 'ingress' ? 'from' : 'to'} ${who}, which voids the default deny of every namespace`,
  }));
}
