import { Flat } from '../../notation/flat';
import { LabelSelector, type LabelSelectorRequirement, type LabelSelectorTerms } from '../../notation/label-selector';
import { SelectorTerms } from './selector-terms';

/** The label in which Cilium keeps the namespace of a pod. */
export const POD_NAMESPACE = 'io.kubernetes.pod.namespace';
/** What Cilium puts before the labels of a namespace, on each of its pods. */
export const NAMESPACE_LABELS = 'io.cilium.k8s.namespace.labels.';
/** The label in which Cilium keeps the ServiceAccount of a pod. */
export const SERVICE_ACCOUNT = 'io.cilium.k8s.policy.serviceaccount';
/** The label in which Cilium keeps the name of the cluster. */
const CLUSTER = 'io.cilium.k8s.policy.cluster';
/** The name that a cluster has unless it is configured. */
const DEFAULT_CLUSTER = 'default';

/**
 * Cilium's selectors, with the names that Cilium's own parser gives to what they ask for: keys without the source of
 * Kubernetes (`k8s:`, `any:`), and the namespace that Cilium adds where none is named.
 *
 * https://github.com/cilium/cilium/blob/v1.20.2/pkg/k8s/apis/cilium.io/utils/utils.go
 */
export class CiliumSelector {
  /**
   * The pods that a policy is for. In a namespace, those of that namespace: another one in `k8s:` form is replaced,
   * in any other form it is asked for as well, and so never met.
   */
  public static ofSubject(value: unknown, namespace: string): LabelSelectorTerms {
    if (namespace === '') return CiliumSelector.read(value);
    const own: LabelSelectorRequirement = { key: POD_NAMESPACE, operator: 'In', values: [namespace] };
    const { matchExpressions = [] } = CiliumSelector.read(value, `k8s:${POD_NAMESPACE}`);
    return { matchExpressions: [...matchExpressions, own] };
  }

  /** The pods that a rule names: those of the policy's namespace, unless it names another. */
  public static ofPeer(value: unknown, namespace: string): LabelSelectorTerms {
    const terms = CiliumSelector.read(value);
    const keys = SelectorTerms.keys(terms);
    if (keys.some(key => key.startsWith('reserved:')) || keys.includes(POD_NAMESPACE)) return terms;
    if (namespace !== '' && keys.some(key => key.startsWith(NAMESPACE_LABELS))) return terms;
    const added = namespace === '' ? { operator: 'Exists', values: [] } : { operator: 'In', values: [namespace] };
    return { matchExpressions: [...(terms.matchExpressions ?? []), { key: POD_NAMESPACE, ...added }] };
  }

  /** A key without its source, if the source is Kubernetes or any; `$host` is short for `reserved:host`. */
  public static plainKey(key: string): string {
    if (key.startsWith('$')) return `reserved:${key.slice(1)}`;
    return key.startsWith('k8s:') || key.startsWith('any:') ? key.slice('k8s:'.length) : key;
  }

  /** All as expressions, since two labels can have one key once their sources are gone. */
  private static read(value: unknown, without?: string): LabelSelectorTerms {
    const { matchLabels = {}, matchExpressions = [] } = SelectorTerms.read(value);
    const labels = Object.entries(matchLabels)
      .filter(([key]) => key !== without)
      .map(([key, text]) => ({ key, operator: 'In', values: [text] }));
    return {
      matchExpressions: Flat.map(
        [...labels, ...matchExpressions].map(requirement => ({
          ...requirement,
          key: CiliumSelector.plainKey(requirement.key),
        })),
        requirement => (requirement.key === CLUSTER ? CiliumSelector.ofCluster(requirement) : [requirement]),
      ),
    };
  }

  /** What is asked of the cluster's name is met by all identities here, or by none: they are kept without it. */
  private static ofCluster(requirement: LabelSelectorRequirement): readonly LabelSelectorRequirement[] {
    const isMet = LabelSelector.matches({ matchExpressions: [requirement] }, { [CLUSTER]: DEFAULT_CLUSTER });
    return isMet ? [] : [{ key: CLUSTER, operator: 'Exists' }];
  }
}
