import type { Direction } from '../manifests/network/cilium-policy';
import type { Verdict } from './enforcement';
import { Outside, type OutsideParty } from './outside';
import type { Reason } from './policy-rule';
import { PortClasses } from './port-classes';
import { NO_NAMES } from './port-match';
import type { Reachability } from './reachability';
import type { Workload } from './workloads';

/** What a workload and somebody who is no pod may do on some ports. */
export interface ExternalFlow {
  readonly workload: Workload;
  readonly direction: Direction;
  readonly outside: OutsideParty;
  readonly protocol: string;
  /** First and last port; 0 and 65535 for every port, also of protocols without ports. */
  readonly first: number;
  readonly last: number;
  readonly allowed: boolean;
  readonly isUnknown: boolean;
  readonly reasons: readonly Reason[];
}

const LAST_PORT = 65535;
/** In place of a protocol: all of them. */
const ANY = 'ANY';

/** Which ways lead out of the cluster, and into it. */
export class ExternalReach {
  /** The flows of a workload with all that is outside; those that are stopped, too. */
  public static *of(
    workload: Workload,
    reach: Reachability,
    parties: readonly OutsideParty[] = Outside.of(reach.all),
  ): Generator<ExternalFlow> {
    for (const outside of parties) {
      yield* ExternalReach.egress(workload, outside, reach);
      for (const port of workload.ports) {
        const verdict = reach.ingress([outside.party], workload, port);
        const { port: first, protocol } = port;
        yield { workload, direction: 'ingress', outside, protocol, first, last: first, ...verdict };
      }
    }
  }

  /** Of ports that are next to each other and treated alike, one flow. */
  private static *egress(workload: Workload, outside: OutsideParty, reach: Reachability): Generator<ExternalFlow> {
    const rules = reach.policiesOf(workload)?.egress.rules ?? [];
    const concerned = rules.filter(({ peers }) => peers.includes(outside.party) !== 'no');
    const found: ExternalFlow[] = [];
    for (const { protocol, first, last } of PortClasses.of(concerned.map(({ ports }) => ports))) {
      const verdict = reach.egress(workload, [outside.party], { port: first, protocol }, NO_NAMES);
      const before = found.at(-1);
      if (before?.protocol === protocol && isSame(before, verdict)) found[found.length - 1] = { ...before, last };
      else found.push({ workload, direction: 'egress', outside, protocol, first, last, ...verdict });
    }
    const isWhole = found.length === 3 && found.every(flow => isSame(flow, found[0]));
    yield* isWhole ? [{ ...found[0], protocol: ANY, first: 0, last: LAST_PORT }] : found;
  }
}

function isSame(one: Verdict, other: Verdict): boolean {
  return (
    one.allowed === other.allowed &&
    one.isUnknown === other.isUnknown &&
    one.reasons.length === other.reasons.length &&
    one.reasons.every((reason, index) => reason === other.reasons[index])
  );
}
