import type { ManifestSet } from '../manifests/manifest-set';
import type { CiliumSpec, Direction } from '../manifests/network/cilium-policy';
import type { NetworkEndpoint } from '../manifests/network/network-endpoints';
import { type PolicedEndpoints, PolicySelection } from '../manifests/network/policy-selection';
import { PerSet } from '../manifests/per-set';
import { Answers } from '../notation/answers';
import type { EndpointSet } from './endpoint-set';
import type { EndpointSets } from './endpoint-sets';
import type { Party } from './party';
import { type PolicyRule, PolicyRules, type Reason } from './policy-rule';
import { PortMatch, type PortNames, type ReachPort } from './port-match';

/** How policies are read where the API and Cilium differ. */
export interface ReachOptions {
  /**
   * For a proof: what may be open, is. Rules of a direction that `policyTypes` leaves out, which Cilium 1.20 enforces
   * nevertheless, count; so does what objects do not tell.
   */
  readonly isForProof?: boolean;
}

/** Pods that may be let through, on some ports. */
export interface Opening {
  readonly peers: EndpointSet;
  readonly ports: PortMatch;
}

/** Whether traffic is let through, and why. */
export interface Verdict {
  readonly allowed: boolean;
  /** Whether objects do not tell: a rule may be about the traffic, or not. */
  readonly isUnknown: boolean;
  /** The rules that allow it; what stops it. None where no policy is for the pod. */
  readonly reasons: readonly Reason[];
}

/** The rules of one direction, by what they do. */
class SortedRules {
  public readonly defaultDenies: Reason[] = [];
  public readonly allows: PolicyRule[] = [];
  public readonly denies: PolicyRule[] = [];

  public add(rule: PolicyRule): void {
    if (rule.reason.effect === 'deny') this.denies.push(rule);
    else this.allows.push(rule);
  }
}

/**
 * What policies let through to one end of connections, or out of it: what they allow adds up, any deny wins, and what no
 * rule allows is denied as soon as one of them denies by default.
 */
export class Enforcement {
  private readonly defaultDenies: readonly Reason[];
  private readonly allows: readonly PolicyRule[];
  private readonly denies: readonly PolicyRule[];

  constructor(
    { defaultDenies, allows, denies }: SortedRules,
    private readonly isForProof = false,
  ) {
    this.defaultDenies = defaultDenies;
    this.allows = allows;
    this.denies = denies;
  }

  /** Whether what no rule allows is denied. */
  public get isIsolated(): boolean {
    return this.defaultDenies.length > 0;
  }

  /** The verdict on one port of a connection; names are those of the pod that is connected to. */
  public judge(party: Party, port: ReachPort, names: PortNames): Verdict {
    const denied = this.matching(this.denies, party, port, names);
    if (denied.sure.length > 0) return { allowed: false, isUnknown: false, reasons: denied.sure };
    const isPerhapsDenied = denied.possible.length > 0;
    if (!this.isIsolated) return { allowed: true, isUnknown: isPerhapsDenied, reasons: denied.possible };
    const { sure, possible } = this.matching(this.allows, party, port, names);
    if (sure.length > 0) return { allowed: true, isUnknown: isPerhapsDenied, reasons: sure };
    if (possible.length > 0) return { allowed: this.isForProof, isUnknown: true, reasons: possible };
    return { allowed: false, isUnknown: false, reasons: this.defaultDenies };
  }

  private matching(rules: readonly PolicyRule[], party: Party, port: ReachPort, names: PortNames) {
    const sure: Reason[] = [];
    const possible: Reason[] = [];
    for (let index = 0; index < rules.length; index++) {
      const { peers, ports, reason } = rules[index];
      if (!ports.includes(port, names)) continue;
      const match = peers.includes(party);
      if (match === 'yes') sure.push(reason);
      else if (match === 'maybe') possible.push(reason);
    }
    return { sure, possible };
  }

  /** What may be let through: which pods, on which ports. What is denied on some ports only is among it. */
  public openings(sets: EndpointSets): readonly Opening[] {
    const denied = this.denies.filter(({ ports }) => ports.isEvery).map(({ peers }) => peers.endpoints);
    const open: readonly Opening[] = this.isIsolated
      ? this.allows.map(({ peers, ports }) => ({ peers: peers.endpoints, ports }))
      : [{ peers: sets.everybody, ports: PortMatch.EVERY }];
    if (denied.length === 0) return open;
    return open.map(({ peers, ports }) => ({
      peers: denied.reduce((rest, each) => sets.difference(rest, each), peers),
      ports,
    }));
  }

  /** Whether a party is let through on some port, as far as peers tell: what is denied may be among it. */
  public mayAllow(party: Party): boolean {
    return !this.isIsolated || this.allows.some(({ peers }) => peers.includes(party) !== 'no');
  }

  /** All rules that can let something through or stop it. */
  public get rules(): readonly PolicyRule[] {
    return [...this.allows, ...this.denies];
  }
}

/** Both directions of the pods that the same policies are for. */
export type Enforcements = Readonly<Record<Direction, Enforcement>>;

/** What policies let through, for each endpoint. */
export class PolicyEnforcements {
  private static readonly known = new PerSet(
    all => new Answers((isForProof: boolean) => new PolicyEnforcements(all, isForProof)),
  );

  public static of(all: ManifestSet, { isForProof = false }: ReachOptions = {}): PolicyEnforcements {
    return PolicyEnforcements.known.of(all).of(isForProof);
  }

  private readonly ofGroup = new Map<PolicedEndpoints, Enforcements>();
  private readonly rules: PolicyRules;
  private readonly selection: PolicySelection;

  private constructor(
    all: ManifestSet,
    private readonly isForProof: boolean,
  ) {
    this.rules = PolicyRules.of(all);
    this.selection = PolicySelection.of(all);
  }

  /** What is let through to an endpoint, and out of it; the same object for all that the same policies are for. */
  public for(endpoint: NetworkEndpoint): Enforcements {
    const group = this.selection.forEndpoint(endpoint);
    const known = this.ofGroup.get(group);
    if (known) return known;
    const made = this.enforcements(group);
    this.ofGroup.set(group, made);
    return made;
  }

  /** What is let through by specs of Cilium policies alone, such as those that are for Cilium's own identities. */
  public ofSpecs(specs: readonly CiliumSpec[]): Enforcements {
    return this.enforcements({ endpoints: [], specs, networkPolicies: [] });
  }

  private enforcements({ specs, networkPolicies }: PolicedEndpoints): Enforcements {
    const sorted = { ingress: new SortedRules(), egress: new SortedRules() };
    for (const policy of networkPolicies) {
      for (const rule of this.rules.kubernetes(policy)) sorted[rule.reason.direction].add(rule);
      if (this.isForProof) for (const rule of this.rules.ignored(policy)) sorted[rule.reason.direction].add(rule);
      for (const reason of this.rules.defaultDenies(policy)) sorted[reason.direction].defaultDenies.push(reason);
    }
    for (const spec of specs) {
      for (const rule of spec.rules) sorted[rule.direction].add(this.rules.cilium(rule));
      for (const reason of this.rules.defaultDeniesOfSpec(spec)) sorted[reason.direction].defaultDenies.push(reason);
    }
    return {
      ingress: new Enforcement(sorted.ingress, this.isForProof),
      egress: new Enforcement(sorted.egress, this.isForProof),
    };
  }
}
