import type { Manifest } from '../manifests/manifest';
import type { ManifestSet } from '../manifests/manifest-set';
import { CiliumPolicy } from '../manifests/network/cilium-policy';
import { PolicyRules } from './policy-rule';

/** Groups whose policies change who reaches whom in ways that are not read here. */
const GROUPS = ['policy.networking.k8s.io', 'crd.projectcalico.org', 'projectcalico.org', 'security.istio.io'];
const POLICY = /(?:Policy|CiliumEnvoyConfig|CiliumClusterwideEnvoyConfig)$/;
const READ: readonly string[] = [...CiliumPolicy.KINDS];
/** Kinds of Cilium that have the word in their names and no say in this. */
const OTHERS = ['CiliumL2AnnouncementPolicy', 'CiliumEgressGatewayPolicy', 'CiliumBGPPeeringPolicy'];

/** What of the objects cannot be told: policies of kinds that are not read, and peers that objects do not name. */
export class UnknownPolicies {
  /** The objects that may let traffic through, or stop it, in ways that are not told here. */
  public static in(all: ManifestSet): readonly Manifest[] {
    return all.manifests.filter(({ group, kind }) => {
      if (group === CiliumPolicy.GROUP) return POLICY.test(kind) && ![...READ, ...OTHERS].includes(kind);
      return GROUPS.includes(group) && POLICY.test(kind);
    });
  }

  /** Each unknown in one sentence. */
  public static texts(all: ManifestSet): readonly string[] {
    const rules = PolicyRules.of(all);
    const peers = CiliumPolicy.KINDS.flatMap(kind => all.ofKind(CiliumPolicy.GROUP, kind))
      .flatMap(CiliumPolicy.rulesOf)
      .flatMap(rule => rules.cilium(rule).peers.unknown.map(text => `${rule.spec.manifest} ${rule.path}: ${text}`));
    return [...UnknownPolicies.in(all).map(policy => `${policy}: policies of this kind are not read`), ...peers];
  }
}
