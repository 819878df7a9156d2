import type { ManifestSet } from '../../manifests/manifest-set';
import { CiliumPolicy, type CiliumRule } from '../../manifests/network/cilium-policy';
import { type CiliumPort, CiliumPorts } from '../../manifests/network/cilium-ports';
import { CiliumReach } from '../../manifests/network/cilium-reach';
import { PolicySelection } from '../../manifests/network/policy-selection';
import { Answers } from '../../notation/answers';
import { Flat } from '../../notation/flat';
import type { Check, Violation } from '../check';
import { podsText } from './_pods-text';

/**
 * Pods that may ask a DNS server over UDP may ask it over TCP, too: an answer that does not fit into a datagram is asked
 * for again over TCP.
 *
 * Fields:  CiliumNetworkPolicy, CiliumClusterwideNetworkPolicy:
 *          {spec,specs[*]}.egress[*].toPorts[*].{ports[*].protocol,rules.dns}
 * Allowed: a DNS rule for UDP, with one for TCP and the same port beside it: in the same rule, or in any rule for the same
 *          pods that names the same peers
 * Source:  https://www.rfc-editor.org/rfc/rfc7766; seed rows E12, E15
 */
export const dnsOverTcp: Check = {
  id: 'dns-over-tcp',
  family: 'network',
  title: 'DNS that is allowed over UDP is allowed over TCP, too',
  fix: 'add the same port with protocol TCP beside it',
  kinds: CiliumPolicy.KINDS,
  examine: (manifest, all) =>
    Flat.map(
      CiliumPolicy.rulesOf(manifest).filter(({ direction, isDeny }) => direction === 'egress' && !isDeny),
      rule => Flat.map(rule.ports.ports.filter(isUdpOnly), port => ofPort(rule, port, all)),
    ),
};

function isUdpOnly(port: CiliumPort): boolean {
  return port.layer7 === 'dns' && port.protocol === 'UDP';
}

function ofPort(rule: CiliumRule, port: CiliumPort, all: ManifestSet): Violation[] {
  // Many groups of pods have most of their rules in common.
  const asks = new Answers<CiliumRule, boolean>(other => asksOverTcp(other, rule, port));
  const group = PolicySelection.of(all)
    .groupsOf(rule.spec)
    .find(each => !PolicySelection.allowing(each, 'egress').some(other => asks.of(other)));
  if (!group) return [];
  return [
    {
      path: port.path,
      message: `${podsText(group)} may ask for names on ${CiliumPorts.show(port)}, and not over TCP`,
    },
  ];
}

/** Whether the other rule allows the same port over TCP to the same peers. */
function asksOverTcp(other: CiliumRule, rule: CiliumRule, port: CiliumPort): boolean {
  const isSamePort = (each: CiliumPort) => CiliumPorts.include(each, { ...port, protocol: 'TCP' });
  if (!other.ports.isAll && !other.ports.ports.some(isSamePort)) return false;
  return (
    other.peers.isEverybody ||
    rule.peers.peers.every(peer => other.peers.peers.some(each => CiliumReach.includes(each, peer)))
  );
}
