import type { ManifestSet } from '../../manifests/manifest-set';
import type { CiliumPeer } from '../../manifests/network/cilium-peers';
import { CiliumPolicy, type CiliumRule } from '../../manifests/network/cilium-policy';
import { CiliumPorts } from '../../manifests/network/cilium-ports';
import { CiliumReach } from '../../manifests/network/cilium-reach';
import { PolicySelection } from '../../manifests/network/policy-selection';
import { Flat } from '../../notation/flat';
import type { Check, Violation } from '../check';
import { podsText } from './_pods-text';

/**
 * A name in `toFQDNs` narrows something: no other rule lets the same pods reach every address on a port of the rule.
 *
 * Fields:  CiliumNetworkPolicy, CiliumClusterwideNetworkPolicy: {spec,specs[*]}.egress[*].{toFQDNs,toPorts}
 * Allowed: beside it, for the same pods: rules for pods, for entities other than `world` and `all`, for blocks longer than
 *          /0, for other ports. `cluster` shadows no name, since no name is matched inside the cluster.
 * Source:  https://docs.cilium.io/en/stable/security/policy/layer3/#dns-based; seed rows E10, E14
 */
export const fqdnShadowed: Check = {
  id: 'fqdn-shadowed',
  family: 'network',
  title: 'No broader rule makes a toFQDNs rule pointless',
  fix: 'remove the broader rule, or narrow it to what the name does not cover',
  kinds: CiliumPolicy.KINDS,
  examine: (manifest, all) =>
    Flat.map(
      CiliumPolicy.rulesOf(manifest).filter(({ direction, isDeny }) => direction === 'egress' && !isDeny),
      rule => Flat.map(rule.peers.peers, peer => (peer.kind === 'name' ? ofName(rule, peer, all) : [])),
    ),
};

function ofName(rule: CiliumRule, peer: CiliumPeer & { kind: 'name' }, all: ManifestSet): Violation[] {
  for (const group of PolicySelection.of(all).groupsOf(rule.spec)) {
    for (const other of PolicySelection.allowing(group, 'egress')) {
      const broader = other === rule ? undefined : broaderPeer(other, peer);
      if (broader === undefined || !sharesPort(other, rule)) continue;
      const place = other.spec.manifest === rule.spec.manifest ? other.path : `${other.path} of ${other.spec.manifest}`;
      return [
        {
          path: peer.path,
          message: `${podsText(group)} may reach ${broader} on the same ports by ${place}, so ${JSON.stringify(peer.pattern.text)} narrows nothing`,
        },
      ];
    }
  }
  return [];
}

function broaderPeer({ peers, ports }: CiliumRule, name: CiliumPeer): string | undefined {
  if (peers.isEverybody) return ports.isAll ? undefined : 'everybody';
  const broader = peers.peers.find(peer => peer.kind !== 'name' && CiliumReach.includes(peer, name));
  if (broader?.kind === 'entity') return `entity ${JSON.stringify(broader.entity)}`;
  return broader?.kind === 'block' ? broader.text : undefined;
}

function sharesPort({ ports }: CiliumRule, rule: CiliumRule): boolean {
  if (ports.isAll || (rule.ports.isAll && ports.ports.length > 0)) return true;
  return ports.ports.some(port => rule.ports.ports.some(each => CiliumPorts.meet(port, each)));
}
