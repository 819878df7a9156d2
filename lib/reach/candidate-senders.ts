import type { Direction } from '../manifests/network/cilium-policy';
import { EndpointSet } from './endpoint-set';
import { EndpointSets } from './endpoint-sets';
import type { Enforcement, Enforcements, Opening } from './enforcement';
import type { Reachability } from './reachability';
import type { Sided, Sides } from './sides';

/** Pods that may send the same to other sides. */
interface Senders {
  readonly members: EndpointSet;
  readonly openings: readonly Opening[];
}

const NOTHING: readonly never[] = [];

/**
 * Which pods may send to one of another side, as far as peers and ports of both ends' rules tell.
 *
 * Only openings to other sides are compared, and those that are about the same pods and ports are one: tenants that are
 * alike but for their names either have none, or have the same.
 */
export class CandidateSenders {
  private readonly sets: EndpointSets;
  private readonly ofPolicies = new Map<Enforcement, readonly Opening[]>();
  private readonly openings = new Map<EndpointSet, Map<string, Opening>>();
  private readonly numbers = new Map<Opening, number>();
  private readonly classes: readonly Senders[];
  private readonly known = new Map<Opening, readonly Senders[]>();

  constructor(
    private readonly reach: Reachability,
    private readonly sides: Sides,
    pods: readonly Sided[],
  ) {
    this.sets = EndpointSets.of(reach.all);
    this.classes = this.grouped(pods);
  }

  /** The places of the pods that may send to this one, in order. */
  public of(to: Sided): Iterable<number> {
    const openings = this.foreignOf(to, 'ingress');
    if (openings.length === 0) return NOTHING;
    const index = to.workload.endpoint?.index as number;
    const found = new EndpointSet();
    for (const into of openings) {
      for (const { members, openings: out } of this.sendersTo(into)) {
        if (out.some(({ peers }) => peers.has(index))) found.addCommon(into.peers, members);
      }
    }
    return found.without(this.sides.endpointsOf(to.side)).indices();
  }

  /** The pods by what they may send to other sides, without those that may send nothing. */
  private grouped(pods: readonly Sided[]): readonly Senders[] {
    const classes = new Map<string, Senders>();
    for (const pod of pods) {
      const openings = this.foreignOf(pod, 'egress');
      if (openings.length === 0) continue;
      const key = openings.map(opening => this.numbers.get(opening)).join();
      const senders = classes.get(key) ?? { members: new EndpointSet(), openings };
      classes.set(key, senders);
      senders.members.add(pod.workload.endpoint?.index as number);
    }
    return [...classes.values()];
  }

  /** Those that an opening may be about, with what they may send through it. */
  private sendersTo(into: Opening): readonly Senders[] {
    const known = this.known.get(into);
    if (known) return known;
    const found = this.classes
      .filter(({ members }) => members.meets(into.peers))
      .map(({ members, openings }) => ({ members, openings: openings.filter(out => out.ports.mayMeet(into.ports)) }))
      .filter(({ openings }) => openings.length > 0);
    this.known.set(into, found);
    return found;
  }

  /** What the policies of a pod leave open to other sides, each once. */
  private foreignOf({ workload, side }: Sided, direction: Direction): readonly Opening[] {
    const openings = this.openingsOf((this.reach.policiesOf(workload) as Enforcements)[direction]);
    if (openings.length === 0) return NOTHING;
    const foreign = openings.filter(({ peers }) => this.sides.isForeign(peers, side));
    return foreign.length === 0 ? NOTHING : [...new Set(foreign.map(opening => this.distinct(opening)))];
  }

  private openingsOf(enforcement: Enforcement): readonly Opening[] {
    const known = this.ofPolicies.get(enforcement);
    if (known) return known;
    const openings = enforcement.openings(this.sets);
    this.ofPolicies.set(enforcement, openings);
    return openings;
  }

  /** One for all that are about the same. */
  private distinct(opening: Opening): Opening {
    const byPorts = this.openings.get(opening.peers) ?? new Map<string, Opening>();
    this.openings.set(opening.peers, byPorts);
    const text = opening.ports.text;
    const known = byPorts.get(text);
    if (known) return known;
    byPorts.set(text, opening);
    this.numbers.set(opening, this.numbers.size);
    return opening;
  }
}
