import { Flat } from '../notation/flat';
import { Grouped } from '../notation/grouped';
import { CandidateSenders } from './candidate-senders';
import { GatewayReach } from './gateway-reach';
import { GatewaySenders } from './gateway-senders';
import type { Reason } from './policy-rule';
import { PortClasses } from './port-classes';
import type { ReachPort } from './port-match';
import type { Reachability } from './reachability';
import { type Side, type Sided, Sides } from './sides';
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

/**
 * Finds ways between workloads of different sides: directly, on any port, declared or not; and by a gateway.
 *
 * Only pairs whose two policies both name the other are looked at closely (CandidateSenders, GatewaySenders).
 */
export class Isolation {
  /** The ways there are, the direct ones first. */
  public static *breaches(reach: Reachability, sideOf: Side): Generator<Breach> {
    const sided = Flat.map(reach.workloads, workload => {
      const side = sideOf(workload);
      return side === undefined ? [] : [{ workload, side }];
    });
    yield* Isolation.direct(reach, sided);
    yield* Isolation.fromNodes(reach, sided);
    yield* Isolation.byGateways(reach, sided);
  }

  private static *direct(reach: Reachability, sided: readonly Sided[]): Generator<Breach> {
    const pods = sided.filter(({ workload }) => workload.endpoint !== undefined);
    const byIndex = new Map<number, Workload[]>();
    for (const { workload } of pods) {
      const index = workload.endpoint?.index as number;
      Grouped.add(byIndex, index, workload);
    }
    const candidates = new CandidateSenders(reach, new Sides(pods), pods);
    for (const to of pods) {
      for (const index of candidates.of(to)) {
        for (const from of byIndex.get(index) ?? []) {
          const breach = Isolation.between(from, to.workload, reach);
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
  private static *fromNodes(reach: Reachability, sided: readonly Sided[]): Generator<Breach> {
    for (const { workload: from, side } of sided.filter(({ workload }) => workload.endpoint === undefined)) {
      for (const to of sided) {
        if (side === to.side) continue;
        const breach = Isolation.between(from, to.workload, reach);
        if (breach) yield breach;
      }
    }
  }

  private static *byGateways(reach: Reachability, sided: readonly Sided[]): Generator<Breach> {
    const senders = new GatewaySenders(reach, sided);
    if (senders.isNobody) return;
    const sides = new Map(sided.map(({ workload, side }) => [workload, side] as const));
    for (const { attachment, to, port, allowed, reasons } of GatewayReach.flows(reach)) {
      const side = sides.get(to);
      if (!allowed || side === undefined) continue;
      const { route, listener } = attachment;
      const door = { port: listener.port ?? 0, protocol: listener.protocol === 'UDP' ? 'UDP' : 'TCP' };
      for (const { workload: from, side: own, reasons: out } of senders.through(door)) {
        if (own !== side) yield { from, to, port, reasons: [...out, ...reasons], through: `${route}` };
      }
    }
  }
}
