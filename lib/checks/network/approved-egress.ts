import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { CiliumPolicy } from '../../manifests/network/cilium-policy';
import { WorkloadIntents } from '../../manifests/workload-intents';
import { WorkloadIntent } from '../../notation/workload-intent';
import type { Check, Violation } from '../check';

const ANNOTATION = WorkloadIntent.APPROVED_EGRESS;
const PATH = `metadata.annotations[${ANNOTATION}]`;
/** Such as `pypi.example.com (platform@example.com): the mirror of Python packages`. */
const ENTRY = /^(\S+) \(([^()]*[^()\s][^()]*)\): (.*\S.*)$/;

/**
 * For each name that pods of machine learning reach outside, the policy says who answers for it, and why.
 *
 * Fields:  annotation fortress.cdk8s.io/approved-egress; {spec,specs[*]}.egress[*].toFQDNs of CiliumNetworkPolicies in
 *          namespaces with a fortress.cdk8s.io/workload-class, and of every Cilium policy with the annotation
 * Allowed: `<name> (<owner>): <reason>` for each name and pattern of the rules, separated by "; ", and for no other
 * Source:  seed row E33: blocked but for whitelisted model registries and package mirrors, with owner and reason
 */
export const approvedEgress: Check = {
  id: 'approved-egress',
  family: 'network',
  title: 'names that machine learning reaches outside have an owner and a reason',
  fix: `add "<name> (<owner>): <reason>" to the annotation ${ANNOTATION}, or remove the rule`,
  kinds: CiliumPolicy.KINDS,
  examine: (policy, all) => {
    const text = policy.annotations[ANNOTATION];
    if (text === undefined && !isOfClass(policy, all)) return [];
    const names = namesIn(policy);
    const entries = (text ?? '')
      .split(';')
      .map(entry => entry.trim())
      .filter(entry => entry !== '');
    return [...unapproved(names, entries), ...stale(names, entries)];
  },
};

function isOfClass({ effectiveNamespace }: Manifest, all: ManifestSet): boolean {
  return WorkloadIntents.classOfNamespace(effectiveNamespace, all) !== undefined;
}

/** Each name and where it stands. */
function namesIn(policy: Manifest): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { peers, isDeny, direction } of CiliumPolicy.rulesOf(policy)) {
    if (isDeny || direction !== 'egress') continue;
    for (const peer of peers.peers) {
      if (peer.kind === 'name' && !names.has(peer.pattern.text)) names.set(peer.pattern.text, peer.path);
    }
  }
  return names;
}

function unapproved(names: ReadonlyMap<string, string>, entries: readonly string[]): readonly Violation[] {
  const approved = new Set(entries.map(entry => ENTRY.exec(entry)?.[1]));
  return [...names]
    .filter(([name]) => !approved.has(name))
    .map(([name, path]) => ({ path, message: `nobody answers for ${JSON.stringify(name)}` }));
}

function stale(names: ReadonlyMap<string, string>, entries: readonly string[]): readonly Violation[] {
  return entries.flatMap(entry => {
    const name = ENTRY.exec(entry)?.[1];
    if (name === undefined)
      return [{ path: PATH, message: `${JSON.stringify(entry)} is not "<name> (<owner>): <reason>"` }];
    return names.has(name) ? [] : [{ path: PATH, message: `no rule is for ${JSON.stringify(name)}` }];
  });
}
