import { ManifestSet } from '../manifests/manifest-set';
import { SiteFacts } from '../manifests/site-facts';
import { ExternalReach } from '../reach/external-reach';
import { GatewayReach } from '../reach/gateway-reach';
import { type Breach, Isolation } from '../reach/isolation';
import type { Reason } from '../reach/policy-rule';
import { ReachJson } from '../reach/reach-json';
import { ReachQuestion } from '../reach/reach-question';
import { Reachability } from '../reach/reachability';
import { UnknownWorkload } from '../reach/unknown-workload';
import type { Workload } from '../reach/workloads';
import { Received } from './received';

/** Everybody a workload has to do with; a direction that is left out is not looked at. */
export interface OnlyPeers {
  /** Who reaches it: workloads (`namespace/name`), `gateways`, blocks of addresses, `world` and the like. */
  readonly from?: readonly string[];
  /** Whom it reaches: workloads, blocks of addresses, names of the DNS, `world` and the like. */
  readonly to?: readonly string[];
}

/** The kubelet's probes come from there: it is always let in, and expected where it is listed. */
const HOST = 'host';

/**
 * Expects that nothing of one side reaches the other, on any port, nor the other way round. A side is a namespace, or a
 * workload (`namespace/name`).
 *
 * @throws with the first way found and the rules that open it; also if a side has no workload
 */
export function expectIsolated(received: unknown, one: string, other: string): void {
  const sideOf = (workload: Workload) => [one, other].find(side => isOf(workload, side));
  for (const reach of reachesOf(received, true)) {
    for (const side of [one, other]) requireWorkloads(reach, side);
    const [breach] = Isolation.breaches(reach, sideOf);
    if (breach) throw new Error(`${one} and ${other} are not isolated: ${wayOf(breach)}\n${because(breach.reasons)}`);
  }
}

/**
 * Expects that a workload (`namespace/name`) reaches a port, such as `8000/TCP`, of another one.
 *
 * @throws with what stops it; also if a workload is not there, or does not declare the port
 */
export function expectReaches(received: unknown, from: string, to: string, port: string): void {
  const asked = ReachQuestion.portOf(port);
  for (const reach of reachesOf(received)) {
    const [source] = requireWorkloads(reach, from);
    const [target] = requireWorkloads(reach, to);
    if (!target.ports.some(each => each.port === asked.port && each.protocol === asked.protocol)) {
      const declared = target.ports.map(each => `${each.port}/${each.protocol}`).join(', ') || 'no port';
      throw new Error(`${to} declares ${declared}; expected ${asked.port}/${asked.protocol}`);
    }
    const { allowed, reasons } = reach.flow(source, target, asked);
    if (!allowed) throw new Error(`${from} does not reach ${to} on ${port}\n${because(reasons)}`);
  }
}

/**
 * Expects that a workload (`namespace/name`) has to do with exactly these peers, on whatever ports.
 *
 * @throws with the peers that are missing, and those that nobody expects
 */
export function expectOnlyPeers(received: unknown, workload: string, expected: OnlyPeers): void {
  for (const reach of reachesOf(received)) {
    const [subject] = requireWorkloads(reach, workload);
    const problems = (['from', 'to'] as const).flatMap(way => {
      const wanted = expected[way];
      if (!wanted) return [];
      const found = way === 'from' ? sourcesOf(subject, reach) : targetsOf(subject, reach);
      if (!wanted.includes(HOST)) found.delete(HOST);
      const missing = wanted.filter(name => !found.has(name));
      const others = [...found].filter(name => !wanted.includes(name)).sort();
      return [
        ...missing.map(name => `${way} ${name}: expected, and stopped`),
        ...others.map(name => `${way} ${name}: not expected, and allowed`),
      ];
    });
    if (problems.length > 0) throw new Error(`${workload} has other peers\n  ${problems.join('\n  ')}`);
  }
}

function reachesOf(received: unknown, isForProof = false): readonly Reachability[] {
  return Received.objectsOf(received).map(({ manifests, site }) => {
    const facts = SiteFacts.fromObjects((site ?? []) as readonly Record<string, unknown>[]);
    return new Reachability(new ManifestSet(manifests, facts), { isForProof });
  });
}

function isOf({ name, namespace }: Workload, side: string): boolean {
  return name === side || namespace === side;
}

function requireWorkloads({ workloads }: Reachability, side: string): readonly Workload[] {
  const found = workloads.filter(workload => isOf(workload, side));
  if (found.length > 0) return found;
  const namespaces = [...new Set(workloads.map(({ namespace }) => namespace))];
  throw new Error(`${JSON.stringify(side)} has no workload; ${UnknownWorkload.hint(side, workloads, namespaces)}`);
}

/** A pod on the network of its node comes as the node does, and is told as that. */
function sourcesOf(subject: Workload, reach: Reachability): Set<string> {
  const found = new Set<string>();
  for (const { from, allowed } of reach.flows({ to: each => each === subject })) {
    if (allowed && from.endpoint !== undefined) found.add(from.name);
  }
  for (const flow of ExternalReach.of(subject, reach)) {
    if (flow.direction === 'ingress' && flow.allowed) found.add(flow.outside.name);
  }
  found.delete('ingress');
  for (const { to, allowed } of GatewayReach.flows(reach)) if (allowed && to === subject) found.add('gateways');
  return found;
}

function targetsOf(subject: Workload, reach: Reachability): Set<string> {
  const found = new Set<string>();
  for (const { to, allowed } of reach.flows({ from: each => each === subject })) if (allowed) found.add(to.name);
  for (const flow of ExternalReach.of(subject, reach)) {
    if (flow.direction === 'egress' && flow.allowed) found.add(flow.outside.name);
  }
  return found;
}

function wayOf({ from, to, port, through }: Breach): string {
  return `${from.name} reaches ${to.name} on ${port.port}/${port.protocol}${through === undefined ? '' : ` through ${through}`}`;
}

function because(reasons: readonly Reason[]): string {
  if (reasons.length === 0) return '  no policy is for it';
  return reasons
    .map(ReachJson.reason)
    .map(({ policy, rule, direction, effect }) => `  ${direction} ${effect}: ${policy} ${rule}`)
    .join('\n');
}
