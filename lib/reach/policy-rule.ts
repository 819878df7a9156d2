import type { Manifest } from '../manifests/manifest';
import type { ManifestSet } from '../manifests/manifest-set';
import {
  CiliumPolicy,
  type CiliumRule,
  type CiliumSpec,
  DIRECTIONS,
  type Direction,
} from '../manifests/network/cilium-policy';
import { NetworkPolicy, type NetworkPolicyRule } from '../manifests/network/network-policy';
import { PerSet } from '../manifests/per-set';
import { PeerMatch } from './peer-match';
import { PortMatch } from './port-match';

/** What a rule does to the traffic that it is about; `default-deny`: to what no rule allows. */
export type Effect = 'allow' | 'deny' | 'default-deny';

/** Why traffic is let through, or is not. */
export interface Reason {
  readonly policy: Manifest;
  /** Of the rule, such as `spec.ingress[0]`; for a default deny, of what asks for it. */
  readonly path: string;
  readonly direction: Direction;
  readonly effect: Effect;
}

/** A rule of a policy of any kind, ready to be asked. */
export interface PolicyRule {
  readonly reason: Reason;
  readonly peers: PeerMatch;
  readonly ports: PortMatch;
}

/** The rules of policies, each read once. */
export class PolicyRules {
  private static readonly known = new PerSet(all => new PolicyRules(all));

  public static of(all: ManifestSet): PolicyRules {
    return PolicyRules.known.of(all);
  }

  private readonly ciliumRules = new Map<CiliumRule, PolicyRule>();
  private readonly kubernetesRules = new Map<Manifest, readonly PolicyRule[]>();
  private readonly ignoredRules = new Map<Manifest, readonly PolicyRule[]>();
  private readonly defaults = new Map<Manifest | CiliumSpec, readonly Reason[]>();

  private constructor(private readonly all: ManifestSet) {}

  /** A rule of a Cilium policy. */
  public cilium(rule: CiliumRule): PolicyRule {
    const known = this.ciliumRules.get(rule);
    if (known) return known;
    const { spec, path, direction, isDeny } = rule;
    const peers = PeerMatch.ofCilium(rule.peers, isDeny, this.all);
    const isNobody = rule.ports.isAll && (rule.peers.isEverybody || isServicesOnly(rule)) && peers.isEverybody;
    const made: PolicyRule = {
      reason: { policy: spec.manifest, path, direction, effect: isDeny ? 'deny' : 'allow' },
      peers,
      // A rule that names neither peers nor ports is about nothing.
      ports: isNobody ? PortMatch.NONE : PortMatch.ofCilium(rule.ports),
    };
    this.ciliumRules.set(rule, made);
    return made;
  }

  /** The rules of a NetworkPolicy that have an effect. */
  public kubernetes(policy: Manifest): readonly PolicyRule[] {
    const known = this.kubernetesRules.get(policy);
    if (known) return known;
    const made = this.read(policy, NetworkPolicy.rulesOf(policy));
    this.kubernetesRules.set(policy, made);
    return made;
  }

  /** Those that have one in Cilium only, since `policyTypes` leaves their direction out. */
  public ignored(policy: Manifest): readonly PolicyRule[] {
    const known = this.ignoredRules.get(policy);
    if (known) return known;
    const made = this.read(policy, NetworkPolicy.ignoredRulesOf(policy));
    this.ignoredRules.set(policy, made);
    return made;
  }

  /** In which directions a NetworkPolicy denies what no rule allows. */
  public defaultDenies(policy: Manifest): readonly Reason[] {
    const known = this.defaults.get(policy);
    if (known) return known;
    const made = DIRECTIONS.filter(direction => NetworkPolicy.deniesByDefault(policy, direction)).map(
      direction => ({ policy, path: 'spec.podSelector', direction, effect: 'default-deny' }) as const,
    );
    this.defaults.set(policy, made);
    return made;
  }

  /** In which directions a spec of a Cilium policy does. */
  public defaultDeniesOfSpec(spec: CiliumSpec): readonly Reason[] {
    const known = this.defaults.get(spec);
    if (known) return known;
    const made = DIRECTIONS.filter(direction => CiliumPolicy.deniesByDefault(spec, direction)).map(
      direction => ({ policy: spec.manifest, path: spec.path, direction, effect: 'default-deny' }) as const,
    );
    this.defaults.set(spec, made);
    return made;
  }

  private read(policy: Manifest, rules: readonly NetworkPolicyRule[]): readonly PolicyRule[] {
    return rules.map(({ direction, path, rule, peers }) => ({
      reason: { policy, path, direction, effect: 'allow' },
      peers: PeerMatch.ofKubernetes(peers, policy.effectiveNamespace, this.all),
      ports: PortMatch.ofKubernetes(rule.ports),
    }));
  }
}

function isServicesOnly({ peers }: CiliumRule): boolean {
  return peers.peers.some(peer => peer.kind === 'other' && peer.field === 'toServices');
}
