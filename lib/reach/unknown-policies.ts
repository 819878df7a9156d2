import type { Manifest } from '../manifests/manifest';
import type { ManifestSet } from '../manifests/manifest-set';
import { CiliumPolicy } from '../manifests/network/cilium-policy';
import { PolicyRules } from './policy-rule';

/** Kinds, by group, whose objects let traffic through or stop it in ways that are not read here. */
const UNREAD: Readonly<Record<string, readonly string[]>> = {
  'policy.networking.k8s.io': ['AdminNetworkPolicy', 'BaselineAdminNetworkPolicy', 'ClusterNetworkPolicy'],
  'crd.projectcalico.org': ['GlobalNetworkPolicy', 'NetworkPolicy', 'StagedGlobalNetworkPolicy'],
  'projectcalico.org': ['GlobalNetworkPolicy', 'NetworkPolicy', 'StagedGlobalNetworkPolicy'],
  'cilium.io': ['CiliumLocalRedirectPolicy', 'CiliumEnvoyConfig', 'CiliumClusterwideEnvoyConfig'],
  'security.istio.io': ['AuthorizationPolicy', 'PeerAuthentication'],
};

/** What cannot be told: policies of kinds that are not read, and peers that objects do not name. */
export class UnknownPolicies {
  /** Kinds that can let through what all other policies stop. */
  public static readonly OPENING: readonly string[] = UNREAD['policy.networking.k8s.io'];

  /** Whether it is of a kind that is not read. */
  public static is({ group, kind }: Manifest): boolean {
    return Object.hasOwn(UNREAD, group) && UNREAD[group].includes(kind);
  }

  /** Each unknown in one sentence. */
  public static texts(all: ManifestSet): readonly string[] {
    const rules = PolicyRules.of(all);
    const peers = CiliumPolicy.KINDS.flatMap(kind => all.ofKind(CiliumPolicy.GROUP, kind))
      .flatMap(CiliumPolicy.rulesOf)
      .flatMap(rule => rules.cilium(rule).peers.unknown.map(text => `${rule.spec.manifest} ${rule.path}: ${text}`));
    const policies = all.manifests.filter(UnknownPolicies.is);
    return [...policies.map(policy => `${policy}: policies of this kind are not read`), ...peers];
  }
}
