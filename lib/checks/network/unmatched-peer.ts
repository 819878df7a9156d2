import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { NamespaceLabels } from '../../manifests/namespace-labels';
import { CiliumPolicy } from '../../manifests/network/cilium-policy';
import { POD_NAMESPACE } from '../../manifests/network/cilium-selector';
import { ClusterDnsPods } from '../../manifests/network/cluster-dns-pods';
import { NetworkEndpoints } from '../../manifests/network/network-endpoints';
import { NetworkPolicy, type NetworkPolicyPeer } from '../../manifests/network/network-policy';
import { SelectorTerms } from '../../manifests/network/selector-terms';
import { PodSelection } from '../../manifests/pod-selection';
import type { PodTemplate } from '../../manifests/pod-template';
import { Flat } from '../../notation/flat';
import { LabelSelector, type LabelSelectorTerms } from '../../notation/label-selector';
import type { Check, Violation } from '../check';

const FEW = 8;
const SETS = new WeakMap<readonly string[], ReadonlySet<string>>();

/**
 * Every peer that a policy selects is somebody: a selector that matches nobody is a wrong label, and the rule does nothing.
 *
 * Kubernetes gives each namespace one label of its own, `kubernetes.io/metadata.name`; `name` is not set by anybody.
 *
 * Fields:  NetworkPolicy: spec.{ingress[*].from,egress[*].to}[*].{namespaceSelector,podSelector};
 *          CiliumNetworkPolicy, CiliumClusterwideNetworkPolicy:
 *          {spec,specs[*]}.{ingress,egress,ingressDeny,egressDeny}[*].{fromEndpoints,toEndpoints}[*]
 * Allowed: a selector that matches a known pod (rendered, or a stub of the site) with the labels that controllers give it, and the pods of the cluster DNS; one that
 *          asks for nothing but a namespace that is known; Cilium's reserved labels
 * Source:  https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors
 *          seed row E24
 */
export const unmatchedPeer: Check = {
  id: 'unmatched-peer',
  family: 'network',
  title: 'Every peer selector of a policy matches a known pod',
  fix: 'select by labels that the peers have; namespaces by kubernetes.io/metadata.name',
  kinds: [NetworkPolicy.KIND, ...CiliumPolicy.KINDS],
  examine: (manifest, all) => [...ofNetworkPolicy(manifest, all), ...ofCiliumPolicy(manifest, all)],
};

function ofNetworkPolicy(manifest: Manifest, all: ManifestSet): readonly Violation[] {
  return Flat.map(NetworkPolicy.rulesOf(manifest), ({ peers }) => Flat.map(peers, peer => ofPeer(peer, manifest, all)));
}

function ofPeer(
  { path, pods, namespaces }: NetworkPolicyPeer,
  { effectiveNamespace }: Manifest,
  all: ManifestSet,
): Violation[] {
  const selected = namespaces ? NamespaceLabels.index(all).select(namespaces) : [effectiveNamespace];
  if (selected.length === 0) {
    return [{ path: `${path}.namespaceSelector`, message: `matches no known namespace: ${shown(namespaces)}` }];
  }
  if (!pods || SelectorTerms.isEmpty(pods)) return [];
  const isDns = () =>
    selected.includes('kube-system') &&
    ClusterDnsPods.in(all).some(({ labels }) => LabelSelector.matches(pods, labels));
  if (isMatchedIn(selected, pods, all) || isDns()) return [];
  const where = namespaces ? 'in the selected namespaces' : `in namespace ${JSON.stringify(effectiveNamespace)}`;
  return [{ path: `${path}.podSelector`, message: `matches no known pod ${where}: ${shown(pods)}` }];
}

/** Of a few namespaces each is asked; of many, the pods, which are then found soon. */
function isMatchedIn(namespaces: readonly string[], pods: LabelSelectorTerms, all: ManifestSet): boolean {
  if (namespaces.length <= FEW) {
    return namespaces.some(namespace => PodSelection.of(pods, namespace, all).some(isOnNetwork));
  }
  let within = SETS.get(namespaces);
  if (!within) {
    within = new Set(namespaces);
    SETS.set(namespaces, within);
  }
  return PodSelection.everywhere(pods, all).some(
    pod => within.has(pod.manifest.effectiveNamespace) && isOnNetwork(pod),
  );
}

/** No policy is for a pod in the network of its node. */
function isOnNetwork({ spec }: PodTemplate): boolean {
  return spec.hostNetwork !== true;
}

function ofCiliumPolicy(manifest: Manifest, all: ManifestSet): readonly Violation[] {
  return Flat.map(CiliumPolicy.rulesOf(manifest), ({ peers }) =>
    Flat.map(peers.peers, peer => {
      if (peer.kind !== 'pods' || isReserved(peer.selector) || isMatched(peer.selector, all)) return [];
      return [{ path: peer.path, message: `matches no known pod: ${shown(peer.selector)}` }];
    }),
  );
}

function isMatched(selector: LabelSelectorTerms, all: ManifestSet): boolean {
  if (NetworkEndpoints.of(all).ofIdentity(selector).length > 0) return true;
  if (ClusterDnsPods.in(all).some(({ identity }) => LabelSelector.matches(selector, identity))) return true;
  const asked = selector.matchExpressions ?? [];
  // Of a namespace as a whole: there may be no pod in it yet.
  return asked.every(
    ({ key, operator, values = [] }) =>
      key === POD_NAMESPACE && (operator === 'Exists' || values.some(name => NamespaceLabels.isKnown(name, all))),
  );
}

function isReserved({ matchExpressions = [] }: LabelSelectorTerms): boolean {
  return matchExpressions.some(({ key }) => key.startsWith('reserved:'));
}

/** `name=monitoring`, `tier in (a, b)`. */
function shown(terms: LabelSelectorTerms | undefined): string {
  const labels = Object.entries(terms?.matchLabels ?? {}).map(([key, text]) => `${key}=${text}`);
  const expressions = (terms?.matchExpressions ?? []).map(({ key, operator, values = [] }) => {
    if (operator === 'In' && values.length === 1) return `${key}=${values[0]}`;
    return values.length > 0 ? `${key} ${operator} (${values.join(', ')})` : `${key} ${operator}`;
  });
  return JSON.stringify([...labels, ...expressions].join(', '));
}
