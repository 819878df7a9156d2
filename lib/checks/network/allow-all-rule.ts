import type { Manifest } from '../../manifests/manifest';
import { CiliumPolicy, type Direction } from '../../manifests/network/cilium-policy';
import { NetworkPolicy } from '../../manifests/network/network-policy';
import { SelectorTerms } from '../../manifests/network/selector-terms';
import { Flat } from '../../notation/flat';
import type { Check, Violation } from '../check';
import { openPeers } from './_open-peers';

/**
 * No rule of a namespace's own policies allows every pod of the cluster, or everybody, on every port.
 *
 * Such a rule is as good as no default deny. A rule for some ports is a decision; policies for all pods of the cluster
 * are held to more by cluster-wide-allow.
 *
 * Fields:  NetworkPolicy: spec.{ingress[*].from,egress[*].to,ingress[*].ports,egress[*].ports}
 *          CiliumNetworkPolicy: {spec,specs[*]}.{ingress[*],egress[*]}
 * Allowed: a rule with ports; a rule whose peers are pods of named namespaces, addresses, names, or other entities than
 *          `all`, `cluster` and `cluster-mesh`
 * Source:  https://kubernetes.io/docs/concepts/services-networking/network-policies/#allow-all-ingress-traffic
 *          https://docs.cilium.io/en/stable/security/policy/layer3/#entities-based; seed rows E08, E19
 */
export const allowAllRule: Check = {
  id: 'allow-all-rule',
  family: 'network',
  title: 'No rule allows every pod of the cluster, or everybody, on every port',
  fix: 'name the peers and the ports that the pods need',
  kinds: [NetworkPolicy.KIND, 'CiliumNetworkPolicy'],
  examine: manifest => [...ofNetworkPolicy(manifest), ...ofCiliumPolicy(manifest)],
};

function ofNetworkPolicy(manifest: Manifest): readonly Violation[] {
  return Flat.map(
    NetworkPolicy.rulesOf(manifest).filter(({ isEveryPort }) => isEveryPort),
    ({ direction, path, peers }) => {
      if (peers.length === 0) return [violation(path, direction, 'everybody')];
      return peers
        .filter(
          ({ namespaces, pods }) =>
            namespaces && SelectorTerms.isEmpty(namespaces) && (!pods || SelectorTerms.isEmpty(pods)),
        )
        .map(peer => violation(peer.path, direction, 'every pod of every namespace'));
    },
  );
}

function ofCiliumPolicy(manifest: Manifest): readonly Violation[] {
  return Flat.map(
    CiliumPolicy.rulesOf(manifest).filter(({ isDeny, ports }) => !isDeny && ports.isAll),
    rule => openPeers(rule).map(({ path, who }) => violation(path, rule.direction, who)),
  );
}

function violation(path: string, direction: Direction, who: string): Violation {
  return { path, message: `allows ${direction} ${direction === 'ingress' ? 'from' : 'to'} ${who} on every port` };
}
