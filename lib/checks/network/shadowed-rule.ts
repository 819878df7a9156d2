import type { ManifestSet } from '../../manifests/manifest-set';
import { CiliumPolicy, type CiliumRule, type CiliumSpec } from '../../manifests/network/cilium-policy';
import { type CiliumPort, CiliumPorts } from '../../manifests/network/cilium-ports';
import { CiliumReach } from '../../manifests/network/cilium-reach';
import { Flat } from '../../notation/flat';
import type { Check, Violation } from '../check';

/**
 * Every rule that allows something adds something to the other rules of its policy.
 *
 * A rule that adds nothing says that its author thinks of the broader one as not being there.
 *
 * Fields:  CiliumNetworkPolicy, CiliumClusterwideNetworkPolicy: {spec,specs[*]}.{ingress,egress}[*]
 * Allowed: a rule with a peer, a port or a request that no single other rule of the same spec allows. Rules of other
 *          policies do not count: there, saying something twice is a decision. Names are left to fqdn-shadowed.
 * Source:  https://docs.cilium.io/en/stable/security/policy/intro/; seed row E12
 */
export const shadowedRule: Check = {
  id: 'shadowed-rule',
  family: 'network',
  title: 'No rule is contained in another rule of the same policy',
  fix: 'remove this rule, or the broader one',
  kinds: CiliumPolicy.KINDS,
  examine: (manifest, all) => Flat.map(CiliumPolicy.specsOf(manifest), spec => ofSpec(spec, all)),
};

function ofSpec({ rules }: CiliumSpec, all: ManifestSet): readonly Violation[] {
  return Flat.map(rules, (rule, index) => {
    if (rule.isDeny || isEmpty(rule)) return [];
    const broader = rules.find((other, place) => {
      if (other === rule || other.isDeny || other.direction !== rule.direction || !contains(other, rule, all))
        return false;
      // Of two that say the same, the later one adds nothing.
      return place < index || !contains(rule, other, all);
    });
    return broader ? [{ path: rule.path, message: `allows nothing that ${broader.path} does not allow` }] : [];
  });
}

/** A rule that allows nothing is how a policy says default deny; what else it can be is for inert-rule. */
function isEmpty({ peers, ports }: CiliumRule): boolean {
  return ports.isNone || (peers.isEverybody && ports.isAll) || peers.emptyLists.length > 0;
}

function contains(one: CiliumRule, other: CiliumRule, all: ManifestSet): boolean {
  if (
    isEmpty(one) ||
    one.rule.authentication !== undefined ||
    one.rule.icmps !== undefined ||
    other.rule.icmps !== undefined
  ) {
    return false;
  }
  const peers = other.peers.isEverybody
    ? one.peers.isEverybody
    : other.peers.peers.length > 0 &&
      other.peers.peers.every(peer => peer.kind !== 'name' && CiliumReach.covers(one.peers, peer, all));
  if (!peers || one.ports.isAll || other.ports.isAll) return peers && one.ports.isAll && !asksDns(other);
  return other.ports.ports.every(port =>
    one.ports.ports.some(each => CiliumPorts.include(each, port) && lets(each, port)),
  );
}

/** A rule for every port does not go past a DNS rule: the DNS proxy asks the rules of its own port only. */
function asksDns({ ports }: CiliumRule): boolean {
  return ports.ports.some(({ layer7 }) => layer7 === 'dns');
}

/** Whether every request that the second lets through is let through by the first. */
function lets(one: CiliumPort, other: CiliumPort): boolean {
  const plain = ({ group }: CiliumPort) => JSON.stringify({ ...group, ports: undefined, rules: undefined });
  if (plain(one) !== plain(other)) return false;
  if (one.layer7 === undefined) return true;
  const requests = new Set(one.requests.map(request => JSON.stringify(request)));
  return one.layer7 === other.layer7 && other.requests.every(request => requests.has(JSON.stringify(request)));
}
