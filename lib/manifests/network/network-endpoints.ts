import { Grouped } from '../../notation/grouped';
import { JoinedLabels } from '../../notation/joined-labels';
import { LabelSelector, type LabelSelectorTerms } from '../../notation/label-selector';
import { Remembered } from '../../notation/remembered';
import { Json } from '../json/json';
import { LabelIndex } from '../label-index';
import type { ManifestSet } from '../manifest-set';
import { NamespaceLabels } from '../namespace-labels';
import { PerSet } from '../per-set';
import type { PodTemplate } from '../pod-template';
import { NAMESPACE_LABELS, POD_NAMESPACE, SERVICE_ACCOUNT } from './cilium-selector';
import { IdentityLabels } from './identity-labels';

type Labels = Readonly<Record<string, string>>;

const OF_CILIUM = 'io.cilium.k8s';
/** So few endpoints are asked sooner than an index is. */
const FEW = 8;

/** Labels of identities by the labels of namespaces that they come from: few, and joined for every namespace. */
const OF_NAMESPACE = new Remembered<string>();

/** Pods that no network policy can tell apart: one namespace, one set of labels, one ServiceAccount. */
export interface NetworkEndpoint {
  /** Its place among all endpoints of the cluster. */
  readonly index: number;
  readonly namespace: string;
  readonly pods: readonly PodTemplate[];
  /** Labels of the pods. */
  readonly labels: Labels;
  /** Labels of the identity that Cilium gives them. */
  readonly identity: Labels;
}

/**
 * The pods of a cluster as network policies see them, judged and external. Pods in the network of their node are not
 * among them: no policy is for them.
 */
export class NetworkEndpoints {
  private static readonly known = new PerSet(all => new NetworkEndpoints(all));

  public static of(all: ManifestSet): NetworkEndpoints {
    return NetworkEndpoints.known.of(all);
  }

  /** Every endpoint. */
  public readonly all: readonly NetworkEndpoint[];
  private readonly byNamespace = new Map<string, NetworkEndpoint[]>();
  private readonly byPod = new Map<PodTemplate, NetworkEndpoint>();
  private byIdentity: LabelIndex<NetworkEndpoint> | undefined;

  private constructor(set: ManifestSet) {
    const ownNetwork = set.pods.filter(({ spec }) => spec.hostNetwork !== true);
    const groups = Grouped.by(ownNetwork, NetworkEndpoints.keyOf);
    const ofNamespaces = new Map<string, Labels>();
    const ofNamespace = (namespace: string) => {
      const labels = ofNamespaces.get(namespace) ?? NetworkEndpoints.identityOfNamespace(namespace, set);
      ofNamespaces.set(namespace, labels);
      return labels;
    };
    this.all = [...groups.values()].map((pods, index) => NetworkEndpoints.endpoint(index, pods, ofNamespace));
    for (const endpoint of this.all) {
      for (const pod of endpoint.pods) this.byPod.set(pod, endpoint);
      Grouped.add(this.byNamespace, endpoint.namespace, endpoint);
    }
  }

  /** What a pod is to network policies; undefined for one in the network of its node. */
  public ofPod(pod: PodTemplate): NetworkEndpoint | undefined {
    return this.byPod.get(pod);
  }

  /** The endpoints of a namespace. */
  public inNamespace(namespace: string): readonly NetworkEndpoint[] {
    return this.byNamespace.get(namespace) ?? [];
  }

  /** What a Cilium selector matches. */
  public ofIdentity(terms: LabelSelectorTerms): readonly NetworkEndpoint[] {
    this.byIdentity ??= new LabelIndex(this.all.map(endpoint => [endpoint.identity, endpoint]));
    return this.byIdentity.select(terms);
  }

  /** What the selector matches of the endpoints of a namespace: of few they are asked themselves. */
  public ofIdentityIn(namespace: string, terms: LabelSelectorTerms): readonly NetworkEndpoint[] {
    const own = this.inNamespace(namespace);
    if (own.length <= FEW) return own.filter(({ identity }) => LabelSelector.matches(terms, identity));
    const { matchLabels, matchExpressions = [] } = terms;
    const within = { key: POD_NAMESPACE, operator: 'In', values: [namespace] };
    return this.ofIdentity({ matchLabels, matchExpressions: [...matchExpressions, within] });
  }

  private static keyOf(pod: PodTemplate): string {
    const { labels, manifest } = pod;
    const keys = Object.keys(labels).sort();
    const texts = keys.map(key => labels[key]);
    const job = manifest.kind === 'Job' ? manifest.name : '';
    return JSON.stringify([manifest.effectiveNamespace, NetworkEndpoints.accountOf(pod), job, keys, texts]);
  }

  /** With the labels by which the pods of one Job can be told from those of another. */
  private static withJob({ labels, manifest: { name } }: PodTemplate): Labels {
    return JoinedLabels.of(labels, { 'job-name': name, 'batch.kubernetes.io/job-name': name });
  }

  private static accountOf(pod: PodTemplate): string {
    return Json.text(pod.spec.serviceAccountName) || Json.text(pod.spec.serviceAccount) || 'default';
  }

  private static endpoint(
    index: number,
    pods: readonly PodTemplate[],
    ofNamespace: (namespace: string) => Labels,
  ): NetworkEndpoint {
    const [pod] = pods;
    const namespace = pod.manifest.effectiveNamespace;
    const labels = pod.manifest.kind === 'Job' ? NetworkEndpoints.withJob(pod) : pod.labels;
    const own = IdentityLabels.kept(NetworkEndpoints.withoutCiliums(labels));
    const identity = JoinedLabels.of(own, ofNamespace(namespace), {
      [SERVICE_ACCOUNT]: NetworkEndpoints.accountOf(pod),
    });
    return { index, namespace, pods, labels, identity };
  }

  /** A pod cannot have a label of Cilium's own: those of its namespace and its ServiceAccount are not for it to say. */
  private static withoutCiliums(labels: Labels): Labels {
    for (const key in labels) {
      if (key.startsWith(OF_CILIUM)) {
        return Object.fromEntries(Object.entries(labels).filter(([name]) => !name.startsWith(OF_CILIUM)));
      }
    }
    return labels;
  }

  /** What the identities of all pods of a namespace have in common. */
  private static identityOfNamespace(namespace: string, set: ManifestSet): Labels {
    const labels: Record<string, string> = { [POD_NAMESPACE]: namespace };
    const own = NamespaceLabels.of(namespace, set);
    for (const key in own) labels[OF_NAMESPACE.of(key, () => `${NAMESPACE_LABELS}${key}`)] = own[key];
    return IdentityLabels.kept(labels);
  }
}
