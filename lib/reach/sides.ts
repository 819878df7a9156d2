import { EndpointSet } from './endpoint-set';
import type { Workload } from './workloads';

/** Whose a workload is; undefined for one that is nobody's. */
export type Side = (workload: Workload) => string | undefined;

/** A workload that is somebody's. */
export interface Sided {
  readonly workload: Workload;
  readonly side: string;
}

/** Stands for two sides or more. */
const SEVERAL = Symbol('several');

/** Which endpoints are whose. */
export class Sides {
  private readonly endpoints = new Map<string, EndpointSet>();
  private readonly ofIndex = new Map<number, string | typeof SEVERAL>();
  private readonly ofSet = new Map<EndpointSet, string | typeof SEVERAL | undefined>();

  constructor(sided: readonly Sided[]) {
    for (const { workload, side } of sided) {
      if (!workload.endpoint) continue;
      const { index } = workload.endpoint;
      let own = this.endpoints.get(side);
      if (!own) {
        own = new EndpointSet();
        this.endpoints.set(side, own);
      }
      own.add(index);
      const known = this.ofIndex.get(index) ?? side;
      this.ofIndex.set(index, known === side ? side : SEVERAL);
    }
  }

  /** The endpoints of one side. */
  public endpointsOf(side: string): EndpointSet {
    return this.endpoints.get(side) ?? new EndpointSet();
  }

  /** Whether any of the endpoints is of another side, or of another one, too. */
  public isForeign(endpoints: EndpointSet, side: string): boolean {
    if (!this.ofSet.has(endpoints)) this.ofSet.set(endpoints, this.sideOf(endpoints));
    const found = this.ofSet.get(endpoints);
    return found !== undefined && found !== side;
  }

  private sideOf(endpoints: EndpointSet): string | typeof SEVERAL | undefined {
    let found: string | undefined;
    for (const index of endpoints.indices()) {
      const side = this.ofIndex.get(index);
      if (side === undefined || side === found) continue;
      if (side === SEVERAL || found !== undefined) return SEVERAL;
      found = side;
    }
    return found;
  }
}
