import { EndpointSet } from './endpoint-set';
import type { Enforcement, Enforcements, Opening } from './enforcement';
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

/** Pods whose egress the same policies are for. */
interface Senders {
  readonly members: EndpointSet;
  readonly openings: readonly Opening[];
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
    const pods = sided.filter(({ endpoint }) => endpoint !== undefined);
    const byIndex = new Map<number, Workload[]>();
    const sides = new Map<string, EndpointSet>();
    for (const workload of pods) {
      const index = workload.endpoint?.index as number;
      byIndex.set(index, [...(byIndex.get(index) ?? []), workload]);
      const side = sideOf(workload) as string;
      const own = sides.get(side) ?? new EndpointSet(size);
      sides.set(side, own);
      own.add(index);
    }
    const senders = Isolation.senders(reach, pods);
    const receivers = new Map<Enforcement, readonly Opening[]>();
    for (const to of pods) {
      const { ingress } = reach.policiesOf(to) as Enforcements;
      const openings = receivers.get(ingress) ?? ingress.openings(size);
      receivers.set(ingress, openings);
      const index = to.endpoint?.index as number;
      const own = sides.get(sideOf(to) as string) as EndpointSet;
      for (const candidate of Isolation.candidates(index, openings, senders, size).without(own).indices()) {
        for (const from of byIndex.get(candidate) ?? []) {
          const breach = Isolation.between(from, to, reach);
          if (breach) yield breach;
        }
      }
    }
  }

  /** Pods by the policies of what they send. */
  private static senders(reach: Reachability, pods: readonly Workload[]): readonly Senders[] {
    const size = reach.endpoints.length;
    const groups = new Map<Enforcement, Senders>();
    for (const workload of pods) {
      const { egress } = reach.policiesOf(workload) as Enforcements;
      const group = groups.get(egress) ?? { members: new EndpointSet(size), openings: egress.openings(size) };
      groups.set(egress, group);
      group.members.add(workload.endpoint?.index as number);
    }
    return [...groups.values()];
  }

  /** The pods that may send to one, as far as peers and ports of both ends' rules tell. */
  private static candidates(
    to: number,
    openings: readonly Opening[],
    senders: readonly Senders[],
    size: number,
  ): EndpointSet {
    const found = new EndpointSet(size);
    for (const group of senders) {
      const out = group.openings.filter(({ peers }) => peers.has(to));
      if (out.length === 0) continue;
      for (const into of openings) {
        if (out.some(({ ports }) => ports.mayMeet(into.ports))) found.addCommon(into.peers, group.members);
      }
    }
    return found;
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
