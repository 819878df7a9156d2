import { EndpointSet } from './endpoint-set';
import type { Enforcements } from './enforcement';
import { GatewayReach } from './gateway-reach';
import { Parties } from './party';
import type { Reason } from './policy-rule';
import { PortClasses } from './port-classes';
import type { ReachPort } from './port-match';
import type { Reachability } from './reachability';
import type { Workload } from './workloads';

/** A way from one side to another that should not be. */
export interface Breach {
  readonly from: Workload;
  readonly to: Workload;
  readonly port: ReachPort;
  /** The rules that open it; none where no policy is for one end. */
  readonly reasons: readonly Reason[];
  /** The route by which it goes through a gateway. */
  readonly through?: string;
}

/** Whose a workload is; undefined for one that is nobody's. */
export type Side = (workload: Workload) => string | undefined;

/**
 * Finds ways between workloads of different sides: directly, on any port, declared or not; and by a gateway.
 *
 * Pods that the same policies are for are asked about together, and only pairs whose two policies both name the other are
 * looked at more closely.
 */
export class Isolation {
  /** The ways there are, the direct ones first. */
  public static *breaches(reach: Reachability, sideOf: Side): Generator<Breach> {
    const sided = reach.workloads.filter(workload => sideOf(workload) !== undefined);
    yield* Isolation.direct(reach, sided, sideOf);
    yield* Isolation.fromNodes(reach, sided, sideOf);
    yield* Isolation.byGateways(reach, sided, sideOf);
  }

  private static *direct(reach: Reachability, sided: readonly Workload[], sideOf: Side): Generator<Breach> {
    const size = reach.endpoints.length;
    const possible = new Map<Enforcements, { readonly ingress: EndpointSet; readonly egress: EndpointSet }>();
    const setsOf = (workload: Workload) => {
      const policies = reach.policiesOf(workload) as Enforcements;
      const known = possible.get(policies) ?? {
        ingress: policies.ingress.possible(size),
        egress: policies.egress.possible(size),
      };
      possible.set(policies, known);
      return known;
    };
    const pods = sided.filter(({ endpoint }) => endpoint !== undefined);
    const byIndex = new Map<number, Workload[]>();
    const ofSides = new Map<string, EndpointSet>();
    for (const workload of pods) {
      const index = workload.endpoint?.index as number;
      byIndex.set(index, [...(byIndex.get(index) ?? []), workload]);
      const side = sideOf(workload) as string;
      const set = ofSides.get(side) ?? new EndpointSet(size);
      ofSides.set(side, set);
      set.add(index);
    }
    const everybody = EndpointSet.of(size, byIndex.keys());
    for (const to of pods) {
      const others = EndpointSet.of(size, setsOf(to).ingress.common(everybody));
      others.remove(ofSides.get(sideOf(to) as string) as EndpointSet);
      for (const index of others.indices()) {
        for (const from of byIndex.get(index) ?? []) {
          if (!setsOf(from).egress.has(to.endpoint?.index as number)) continue;
          const breach = Isolation.between(from, to, reach);
          if (breach) yield breach;
        }
      }
    }
  }

  /** The first port that is open between two, among those that rules tell apart and those that are declared. */
  public static between(from: Workload, to: Workload, reach: Reachability): Breach | undefined {
    const rules = [reach.policiesOf(from)?.egress.rules, reach.policiesOf(to)?.ingress.rules].flatMap(
      each => each ?? [],
    );
    const concerned = rules.filter(({ peers }) => {
      return peers.isEverybody || [...from.parties, ...to.parties].some(party => peers.includes(party) !== 'no');
    });
    const classes = PortClasses.of(concerned.map(({ ports }) => ports));
    const ports = [...to.ports, ...classes.map(({ first, protocol }) => ({ port: first, protocol }))];
    for (const port of [...ports, ...Isolation.named(to)]) {
      const { allowed, reasons } = reach.flow(from, to, port);
      if (allowed) return { from, to, port, reasons };
    }
    return undefined;
  }

  private static named({ portNames }: Workload): readonly ReachPort[] {
    return [...portNames].map(([name, port]) => ({ port, protocol: name.slice(name.indexOf('/') + 1) }));
  }

  /** What shares the network of its node is the node to everybody there, and a node's own pods let it in. */
  private static *fromNodes(reach: Reachability, sided: readonly Workload[], sideOf: Side): Generator<Breach> {
    for (const from of sided.filter(({ endpoint }) => endpoint === undefined)) {
      for (const to of sided) {
        if (sideOf(from) === sideOf(to)) continue;
        const breach = Isolation.between(from, to, reach);
        if (breach) yield breach;
      }
    }
  }

  private static *byGateways(reach: Reachability, sided: readonly Workload[], sideOf: Side): Generator<Breach> {
    for (const { attachment, to, port, allowed, reasons } of GatewayReach.flows(reach)) {
      const side = sideOf(to);
      if (!allowed || side === undefined) continue;
      const { route, listener } = attachment;
      const door = { port: listener.port ?? 0, protocol: listener.protocol === 'UDP' ? 'UDP' : 'TCP' };
      for (const from of sided) {
        if (sideOf(from) === side) continue;
        const out = reach.egress(from, [Parties.INGRESS], door);
        if (out.allowed) yield { from, to, port, reasons: [...out.reasons, ...reasons], through: `${route}` };
      }
    }
  }
}
