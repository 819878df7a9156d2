import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { ServiceAddresses } from '../../manifests/network/service-addresses';
import { PodTemplate } from '../../manifests/pod-template';
import { ROUTE_KINDS } from '../../manifests/references/route-references';
import { GatewayReach } from '../../reach/gateway-reach';
import type { Reason } from '../../reach/policy-rule';
import { Reachability } from '../../reach/reachability';
import { ServiceTargets } from '../../reach/service-targets';
import type { Workload } from '../../reach/workloads';
import type { Check, Violation } from '../check';

/** What is asked of a set of objects, read once. */
interface Implied {
  readonly reach: Reachability;
  readonly workloads: ReadonlyMap<PodTemplate, Workload>;
  readonly ofRoutes: ReadonlyMap<Manifest, readonly Violation[]>;
}

const IMPLIED = new WeakMap<ManifestSet, Implied>();

/**
 * Policies let through what the objects themselves say is needed: a workload reaches the Services that its arguments and
 * environment address, and a gateway reaches what its routes lead to.
 *
 * Fields:  URLs and Service names in command, args and env of containers; backendRefs of routes that a listener takes;
 *          all policies
 * Allowed: a Service that is let through to one of its pods at least; one that is not known here
 * Source:  https://docs.cilium.io/en/stable/security/policy/; seed rows E16, E24, E27
 */
export const impliedFlow: Check = {
  id: 'implied-flow',
  family: 'network',
  title: 'Policies let through what workloads and routes name',
  fix: 'allow egress from the one and ingress to the other, or remove the address',
  kinds: [...PodTemplate.KINDS, ...ROUTE_KINDS],
  examine: (manifest, all) => {
    const implied = impliedIn(all);
    const pod = all.podOf(manifest);
    const workload = pod && implied.workloads.get(pod);
    if (workload) return ofAddresses(manifest, workload, implied.reach);
    return implied.ofRoutes.get(manifest) ?? [];
  },
};

function impliedIn(all: ManifestSet): Implied {
  const known = IMPLIED.get(all);
  if (known) return known;
  const reach = new Reachability(all);
  const workloads = new Map(reach.workloads.map(workload => [workload.pod, workload] as const));
  const made = { reach, workloads, ofRoutes: ofRoutes(reach) };
  IMPLIED.set(all, made);
  return made;
}

function ofAddresses(manifest: Manifest, from: Workload, reach: Reachability): readonly Violation[] {
  return ServiceAddresses.of(manifest, reach.all).flatMap(({ path, written, namespace, name, port }) => {
    const service = reach.all.find('', 'Service', namespace, name);
    const targets = service ? ServiceTargets.of(service, port, reach.all) : [];
    const flows = targets
      .filter(({ workload }) => workload !== from)
      .map(each => reach.flow(from, each.workload, each.port));
    if (flows.length === 0 || flows.some(({ allowed }) => allowed)) return [];
    const [{ to, port: target, reasons }] = flows;
    const message = `${written} is ${to.name} ${target.port}/${target.protocol}, and ${stopped(reasons)}`;
    return [{ path, message }];
  });
}

function ofRoutes(reach: Reachability): ReadonlyMap<Manifest, readonly Violation[]> {
  const found = new Map<Manifest, Map<string, Violation>>();
  for (const { attachment, path, to, port, allowed, reasons, problem } of GatewayReach.flows(reach)) {
    if (allowed || problem !== undefined) continue;
    const own = found.get(attachment.route) ?? new Map<string, Violation>();
    found.set(attachment.route, own);
    const message = `leads to ${to.name} ${port.port}/${port.protocol}, and ${stopped(reasons)}`;
    own.set(`${path} ${message}`, { path, message });
  }
  return new Map([...found].map(([route, own]) => [route, [...own.values()]]));
}

/** What stops it, of each end the first. */
function stopped(reasons: readonly Reason[]): string {
  const each = (['egress', 'ingress'] as const).flatMap(direction => {
    const reason = reasons.find(candidate => candidate.direction === direction);
    return reason ? [`${direction} is stopped by ${reason.policy} ${reason.path}`] : [];
  });
  return each.join(', ');
}
