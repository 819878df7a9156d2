import { Json } from '../../manifests/json/json';
import type { ManifestSet } from '../../manifests/manifest-set';
import type { CiliumRule } from '../../manifests/network/cilium-policy';
import { type CiliumPort, CiliumPorts } from '../../manifests/network/cilium-ports';
import { CiliumReach } from '../../manifests/network/cilium-reach';
import { ClusterDnsPods } from '../../manifests/network/cluster-dns-pods';
import { type PolicedEndpoints, PolicySelection } from '../../manifests/network/policy-selection';
import { PerSet } from '../../manifests/per-set';
import { Answers } from '../../notation/answers';
import { Flat } from '../../notation/flat';
import { FqdnPattern } from '../../notation/fqdn-pattern';

/** Ports on which pods may ask the cluster's DNS, with the rule that says so. */
export interface DnsPort {
  readonly rule: CiliumRule;
  readonly port: CiliumPort;
}

const KNOWN = new WeakMap<PolicedEndpoints, readonly DnsPort[]>();

const NAMES = new WeakMap<CiliumPort, readonly FqdnPattern[]>();
const OF_RULES = new PerSet(all => new Answers((rule: CiliumRule) => portsOf(rule, all)));

/** Where the rules of a group of endpoints let them ask the cluster's DNS, through Cilium's DNS proxy. */
export function dnsPortsOf(group: PolicedEndpoints, all: ManifestSet): readonly DnsPort[] {
  const known = KNOWN.get(group);
  if (known) return known;
  const ports = findPorts(group, all);
  KNOWN.set(group, ports);
  return ports;
}

function findPorts(group: PolicedEndpoints, all: ManifestSet): readonly DnsPort[] {
  const ofRules = OF_RULES.of(all);
  return Flat.map(PolicySelection.allowing(group, 'egress'), rule => ofRules.of(rule));
}

function portsOf(rule: CiliumRule, all: ManifestSet): readonly DnsPort[] {
  const ports = rule.ports.ports.filter(({ layer7 }) => layer7 === 'dns');
  const isForDns = ports.length > 0 && ClusterDnsPods.in(all).every(pod => CiliumReach.includesPod(rule.peers, pod));
  return isForDns ? ports.map(port => ({ rule, port })) : [];
}

/** The names that a DNS rule lets through. */
export function namesOf(port: CiliumPort): readonly FqdnPattern[] {
  const known = NAMES.get(port);
  if (known) return known;
  const names = readNames(port);
  NAMES.set(port, names);
  return names;
}

function readNames({ requests }: CiliumPort): readonly FqdnPattern[] {
  return Flat.map(requests, request => {
    const { matchName, matchPattern } = Json.texts(request);
    return [
      matchName ? FqdnPattern.ofName(matchName) : undefined,
      matchPattern ? FqdnPattern.ofPattern(matchPattern) : undefined,
    ].filter(pattern => pattern !== undefined);
  });
}

/** The transports of these, which DNS has two of. */
export function missingTransports(ports: readonly DnsPort[]): readonly string[] {
  const found = new Set(Flat.map(ports, ({ port }) => CiliumPorts.protocols(port)));
  return ['UDP', 'TCP'].filter(transport => !found.has(transport));
}
