import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { ProbePorts } from '../../manifests/network/probe-ports';
import { ServiceAddresses } from '../../manifests/network/service-addresses';
import { PerSet } from '../../manifests/per-set';
import { PodTemplate } from '../../manifests/pod-template';
import { ROUTE_KINDS } from '../../manifests/references/route-references';
import { Flat } from '../../notation/flat';
import { GatewayReach } from '../../reach/gateway-reach';
import { Parties } from '../../reach/party';
import type { Reason } from '../../reach/policy-rule';
import { type Flow, Reachability } from '../../reach/reachability';
import { Scrapes } from '../../reach/scrapes';
import { ServiceTargets } from '../../reach/service-targets';
import { type Workload, Workloads } from '../../reach/workloads';
import type { Check, Violation } from '../check';

/** What is asked of a set of objects, read once. */
interface Implied {
  readonly reach: Reachability;
  /** What routes and scrapes need and do not get, by the object that asks for it. */
  readonly ofOthers: ReadonlyMap<Manifest, readonly Violation[]>;
}

const NOTHING: readonly Violation[] = [];
const MONITOR_KINDS = ['ServiceMonitor', 'PodMonitor', 'ScrapeConfig', 'Probe'];
const IMPLIED = new PerSet(impliedIn);

/**
 * Policies let through what the objects themselves say is needed: a workload reaches the Services that its arguments and
 * environment address, a gateway what its routes lead to, the kubelet the ports of probes and hooks, and Prometheus what
 * monitors, static targets and annotations tell it to scrape.
 *
 * Fields:  URLs and Service names in command, args and env of containers; backendRefs of routes that a listener takes;
 *          probes and lifecycle hooks; endpoints of monitors; static targets of ScrapeConfigs, Probes and mounted ConfigMaps;
 *          prometheus.io/scrape of pods and Services, where a mounted configuration reads it; all policies
 * Allowed: a Service that is let through to one of its pods at least; one that is not known here; a scrape by a
 *          Prometheus that is not known here; probes, unless a rule denies the node: Cilium always lets it in otherwise
 * Source:  https://docs.cilium.io/en/stable/security/policy/; allow-localhost in
 *          https://docs.cilium.io/en/stable/cmdref/cilium-agent/; seed rows E16, E24, E27
 */
export const impliedFlow: Check = {
  id: 'implied-flow',
  family: 'network',
  title: 'Policies let through what workloads, routes, probes and monitors name',
  fix: 'allow egress from the one and ingress to the other, or remove what asks for it',
  kinds: [...PodTemplate.KINDS, ...ROUTE_KINDS, 'Service', 'ConfigMap', ...MONITOR_KINDS],
  examine: (manifest, all) => {
    const { reach, ofOthers } = IMPLIED.of(all);
    const others = ofOthers.get(manifest) ?? NOTHING;
    const workload = manifest.pod && Workloads.ofPod(manifest.pod, all);
    return workload ? Flat.join(ofAddresses(manifest, workload, reach), ofProbes(workload, reach), others) : others;
  },
};

function impliedIn(all: ManifestSet): Implied {
  const reach = new Reachability(all);
  return { reach, ofOthers: ofOthers(reach) };
}

function ofAddresses(manifest: Manifest, from: Workload, reach: Reachability): readonly Violation[] {
  return Flat.map(ServiceAddresses.of(manifest, reach.all), ({ path, written, namespace, name, port }) => {
    const service = reach.all.find('', 'Service', namespace, name);
    const targets = service ? ServiceTargets.dialed(service, port, reach.all) : [];
    let first: Flow | undefined;
    for (const target of targets) {
      if (target.workload === from) continue;
      const flow = reach.flow(from, target.workload, target.port);
      if (flow.allowed) return NOTHING;
      first ??= flow;
    }
    return first ? [{ path, message: `${written} is ${shown(first)}, and ${stopped(first.reasons)}` }] : NOTHING;
  });
}

function shown({ to, port }: Flow): string {
  return `${to.name} ${port.port}/${port.protocol}`;
}

function ofProbes(workload: Workload, reach: Reachability): readonly Violation[] {
  if (!reach.mayStopHost(workload)) return NOTHING;
  return Flat.map(ProbePorts.of(workload.pod), ({ path, number }) => {
    const { allowed, reasons } = reach.ingress([Parties.HOST], workload, { port: number, protocol: 'TCP' });
    return allowed ? [] : [{ path, message: `the kubelet asks ${number}/TCP, and ${stopped(reasons)}` }];
  });
}

/** Each once: a route of several listeners, or a monitor of several Services, may lead to one port more than once. */
function ofOthers(reach: Reachability): ReadonlyMap<Manifest, readonly Violation[]> {
  const found = new Map<Manifest, Map<string, Violation>>();
  for (const { manifest, path, message } of [...ofRoutes(reach), ...ofScrapes(reach)]) {
    const own = found.get(manifest) ?? new Map<string, Violation>();
    found.set(manifest, own);
    own.set(`${path} ${message}`, { path, message });
  }
  return new Map([...found].map(([manifest, own]) => [manifest, [...own.values()]]));
}

function* ofRoutes(reach: Reachability): Generator<Violation & { readonly manifest: Manifest }> {
  for (const { attachment, path, to, port, allowed, reasons, problem } of GatewayReach.flows(reach)) {
    if (allowed || problem !== undefined) continue;
    const message = `leads to ${to.name} ${port.port}/${port.protocol}, and ${stopped(reasons)}`;
    yield { manifest: attachment.route, path, message };
  }
}

function* ofScrapes(reach: Reachability): Generator<Violation & { readonly manifest: Manifest }> {
  for (const { manifest, path, from, to, port, verb = 'scrapes' } of Scrapes.of(reach.all)) {
    const flows = from.map(scraper => reach.flow(scraper, to, port));
    if (flows.some(({ allowed }) => allowed)) continue;
    const [flow] = flows;
    const message = `${flow.from.name} ${verb} ${to.name} ${port.port}/${port.protocol}, and ${stopped(flow.reasons)}`;
    yield { manifest, path, message };
  }
}

/** What stops it, of each end the first. */
function stopped(reasons: readonly Reason[]): string {
  const each = (['egress', 'ingress'] as const).flatMap(direction => {
    const reason = reasons.find(candidate => candidate.direction === direction);
    return reason ? [`${direction} is stopped by ${reason.policy} ${reason.path}`] : [];
  });
  return each.join(', ');
}
