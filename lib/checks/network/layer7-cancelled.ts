import type { ManifestSet } from '../../manifests/manifest-set';
import type { CiliumPeer } from '../../manifests/network/cilium-peers';
import { CiliumPolicy, type CiliumRule } from '../../manifests/network/cilium-policy';
import { type CiliumPort, CiliumPorts } from '../../manifests/network/cilium-ports';
import { CiliumReach } from '../../manifests/network/cilium-reach';
import { PolicySelection } from '../../manifests/network/policy-selection';
import { Answers } from '../../notation/answers';
import { Flat } from '../../notation/flat';
import type { Check, Violation } from '../check';
import { podsText } from './_pods-text';

/**
 * Layer 7 rules filter: no other rule for the same pods lets the same peer through on the same port without them.
 *
 * A request is let through when any rule lets it through, and a rule without layer 7 lets every request through. For HTTP
 * a rule for every port does, too. For DNS it does not: the DNS proxy asks the rules of its own port only.
 *
 * Fields:  CiliumNetworkPolicy, CiliumClusterwideNetworkPolicy:
 *          {spec,specs[*]}.{ingress,egress}[*].toPorts[*].rules.{http,dns}
 * Allowed: beside it, for the same pods: rules with layer 7 rules of their own, for other peers, for other ports
 * Source:  https://docs.cilium.io/en/stable/security/policy/layer7/; seed row E12
 */
export const layer7Cancelled: Check = {
  id: 'layer7-cancelled',
  family: 'network',
  title: 'No rule without layer 7 cancels the layer 7 rules of another',
  fix: 'remove the rule without layer 7, or give it the same layer 7 rules',
  kinds: CiliumPolicy.KINDS,
  examine: (manifest, all) => {
    const rules = CiliumPolicy.rulesOf(manifest).filter(({ isDeny }) => !isDeny);
    const violations = Flat.map(rules, rule =>
      Flat.map(
        rule.ports.ports.filter(({ layer7 }) => layer7 !== undefined),
        port => cancelled(rule, port, all),
      ),
    );
    // The ports of one element share their rules: one finding says enough.
    return violations.filter(({ path }, index) => violations.findIndex(each => each.path === path) === index);
  },
};

function cancelled(rule: CiliumRule, port: CiliumPort, all: ManifestSet): Violation[] {
  // Many groups of pods have most of their rules in common.
  const ways = new Answers((other: CiliumRule) => wayPast(other, rule, port, all));
  for (const group of PolicySelection.of(all).groupsOf(rule.spec)) {
    for (const other of PolicySelection.allowing(group, rule.direction)) {
      const through = ways.of(other);
      if (through === '') continue;
      const place = other.spec.manifest === rule.spec.manifest ? other.path : `${other.path} of ${other.spec.manifest}`;
      const what = port.layer7 === 'dns' ? 'every name' : 'every request';
      return [
        {
          path: `${port.groupPath}.rules.${port.layer7}`,
          message: `${place} lets ${what} on ${CiliumPorts.show(port)} through for ${podsText(group)}: it allows ${through} without layer 7 rules`,
        },
      ];
    }
  }
  return [];
}

/** The port by which another rule lets through what this one filters; empty where it does not. */
function wayPast(other: CiliumRule, rule: CiliumRule, port: CiliumPort, all: ManifestSet): string {
  const through = portWithoutLayer7(other, port);
  return through !== undefined && coversPeer(other, rule, all) ? through : '';
}

/** A port of the other rule by which requests go past the layer 7 rules of this one. */
function portWithoutLayer7({ ports }: CiliumRule, port: CiliumPort): string | undefined {
  if (ports.isAll)
    return port.layer7 === 'http' && CiliumPorts.protocols(port).includes('TCP') ? 'every port' : undefined;
  const through = ports.ports.find(
    other =>
      other.layer7 === undefined &&
      CiliumPorts.meet(other, port) &&
      (port.layer7 === 'http' || (other.first === port.first && other.last === port.last)),
  );
  return through && CiliumPorts.show(through);
}

/** A rule for some of the peers is an exception that somebody made; one for all of a peer leaves nothing of the filter. */
function coversPeer(other: CiliumRule, rule: CiliumRule, all: ManifestSet): boolean {
  if (rule.peers.isEverybody) return other.peers.isEverybody || other.peers.peers.some(isEverybody);
  return rule.peers.peers.some(peer => CiliumReach.covers(other.peers, peer, all));
}

function isEverybody(peer: CiliumPeer): boolean {
  return peer.kind === 'entity' && peer.entity === 'all';
}
