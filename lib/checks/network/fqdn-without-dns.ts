import type { ManifestSet } from '../../manifests/manifest-set';
import type { CiliumPeer } from '../../manifests/network/cilium-peers';
import { CiliumPolicy, type CiliumRule } from '../../manifests/network/cilium-policy';
import type { CiliumPort } from '../../manifests/network/cilium-ports';
import { PolicySelection } from '../../manifests/network/policy-selection';
import { Answers } from '../../notation/answers';
import { Flat } from '../../notation/flat';
import type { Check, Violation } from '../check';
import { dnsPortsOf, missingTransports, namesOf } from './_dns-rules';
import { podsText } from './_pods-text';

/**
 * Every name that pods may reach is one that they may ask the cluster's DNS for, through Cilium's DNS proxy.
 *
 * Cilium learns the addresses of a name only from answers that pass its proxy: without a DNS rule for the same pods and
 * the same name, `toFQDNs` allows nothing.
 *
 * Fields:  CiliumNetworkPolicy, CiliumClusterwideNetworkPolicy: {spec,specs[*]}.egress[*].toFQDNs[*].{matchName,matchPattern}
 * Allowed: a name that `rules.dns` of rules for the same pods lets through, over UDP and over TCP, to the pods of the
 *          cluster's DNS (label `k8s-app: kube-dns` in kube-system), in this policy or in any other
 * Source:  https://docs.cilium.io/en/stable/security/policy/layer3/#dns-based
 *          https://docs.cilium.io/en/stable/security/dns/; seed rows E14, E16
 */
export const fqdnWithoutDns: Check = {
  id: 'fqdn-without-dns',
  family: 'network',
  title: 'Every toFQDNs name may be resolved through the DNS proxy by the same pods',
  fix: 'add an egress rule to the pods of the cluster DNS on port 53, UDP and TCP, with rules.dns that names it',
  kinds: CiliumPolicy.KINDS,
  examine: (manifest, all) =>
    Flat.map(
      CiliumPolicy.rulesOf(manifest).filter(({ direction, isDeny }) => direction === 'egress' && !isDeny),
      rule => Flat.map(rule.peers.peers, peer => (peer.kind === 'name' ? ofName(rule, peer, all) : [])),
    ),
};

function ofName(rule: CiliumRule, peer: CiliumPeer & { kind: 'name' }, all: ManifestSet): Violation[] {
  // Many groups of pods have most of their rules in common.
  const covers = new Answers((port: CiliumPort) => namesOf(port).some(name => name.covers(peer.pattern)));
  for (const group of PolicySelection.of(all).groupsOf(rule.spec)) {
    const missing = missingTransports(dnsPortsOf(group, all).filter(({ port }) => covers.of(port)));
    if (missing.length === 0) continue;
    const name = JSON.stringify(peer.pattern.text);
    return [
      {
        path: peer.path,
        message: `${podsText(group)} may reach ${name} but not resolve it: no DNS rule lets it through over ${missing.join(' and ')}`,
      },
    ];
  }
  return [];
}
