import { Parties } from './party';
import type { Reason } from './policy-rule';
import type { ReachPort } from './port-match';
import type { Reachability } from './reachability';
import type { Sided } from './sides';

/** A workload that is let out to a gateway, and by what. */
export interface GatewaySender extends Sided {
  readonly reasons: readonly Reason[];
}

/** Which workloads are let out to gateways; asked once for each port at which any of them listens. */
export class GatewaySenders {
  private readonly candidates: readonly Sided[];
  private readonly known = new Map<string, readonly GatewaySender[]>();

  constructor(
    private readonly reach: Reachability,
    sided: readonly Sided[],
  ) {
    this.candidates = sided.filter(({ workload }) => {
      return reach.policiesOf(workload)?.egress.mayAllow(Parties.INGRESS) ?? true;
    });
  }

  /** Whether no workload is let out to any port of a gateway. */
  public get isNobody(): boolean {
    return this.candidates.length === 0;
  }

  /** Those that reach the port at which a gateway listens. */
  public through(door: ReachPort): readonly GatewaySender[] {
    const key = `${door.port}/${door.protocol}`;
    const known = this.known.get(key) ?? this.candidates.flatMap(each => this.sender(each, door));
    this.known.set(key, known);
    return known;
  }

  private sender({ workload, side }: Sided, door: ReachPort): readonly GatewaySender[] {
    const { allowed, reasons } = this.reach.egress(workload, [Parties.INGRESS], door);
    return allowed ? [{ workload, side, reasons }] : [];
  }
}
