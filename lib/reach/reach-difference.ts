import { ExternalReach } from './external-reach';
import { GatewayReach } from './gateway-reach';
import { Outside, type OutsideParty } from './outside';
import { ReachJson } from './reach-json';
import type { Reachability } from './reachability';

/** A way that is open on one side only. */
export interface ReachChange {
  readonly from: string;
  readonly to: string;
  /** `9000/TCP`, or `any port`. */
  readonly port: string;
  /** Whether it is open now, and was not before. */
  readonly isOpened: boolean;
}

/** What changes in who reaches whom: what is open, not which rules say so. */
export class ReachDifference {
  public static of(before: Reachability, after: Reachability): readonly ReachChange[] {
    const outside = Outside.in([before.all, after.all]);
    const [old, now] = [ReachDifference.open(before, outside), ReachDifference.open(after, outside)];
    const changes = [
      ...[...now].filter(([key]) => !old.has(key)).map(([, way]) => ({ ...way, isOpened: true })),
      ...[...old].filter(([key]) => !now.has(key)).map(([, way]) => ({ ...way, isOpened: false })),
    ];
    return changes.sort((one, other) => (ReachDifference.keyOf(one) < ReachDifference.keyOf(other) ? -1 : 1));
  }

  /** `tenant-a/api can now reach minio/minio:9000/TCP`. */
  public static textOf({ from, to, port, isOpened }: ReachChange): string {
    return `${from} can ${isOpened ? 'now' : 'no longer'} reach ${to}${port === 'any port' ? ' on any port' : `:${port}`}`;
  }

  private static keyOf({ from, to, port }: Omit<ReachChange, 'isOpened'>): string {
    return JSON.stringify([from, to, port]);
  }

  private static open(
    reach: Reachability,
    outside: readonly OutsideParty[],
  ): ReadonlyMap<string, Omit<ReachChange, 'isOpened'>> {
    const ways = new Map<string, Omit<ReachChange, 'isOpened'>>();
    const add = (from: string, to: string, port: string) => {
      const way = { from, to, port };
      ways.set(ReachDifference.keyOf(way), way);
    };
    for (const { from, to, port, allowed } of reach.flows()) {
      if (allowed) add(from.name, to.name, `${port.port}/${port.protocol}`);
    }
    for (const workload of reach.workloads) {
      for (const flow of ExternalReach.of(workload, reach, outside)) {
        const { from, to, port, endPort, protocol } = ReachJson.external(flow);
        const number = endPort === undefined ? `${port}` : `${port}-${endPort}`;
        if (flow.allowed) add(from, to, protocol === 'ANY' ? 'any port' : `${number}/${protocol}`);
      }
    }
    for (const flow of GatewayReach.flows(reach)) {
      const { gateway, hostnames } = ReachJson.gateway(flow);
      if (flow.allowed)
        add(`${hostnames.join(', ')} (gateway ${gateway})`, flow.to.name, `${flow.port.port}/${flow.port.protocol}`);
    }
    return ways;
  }
}
