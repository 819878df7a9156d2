import { Grouped } from '../../notation/grouped';
import { LabelSelector, type LabelSelectorTerms } from '../../notation/label-selector';
import { LabelIndex } from '../label-index';
import type { ManifestSet } from '../manifest-set';
import { PerSet } from '../per-set';
import type { PodTemplate } from '../pod-template';
import { POD_NAMESPACE } from './cilium-selector';
import { EndpointIdentities } from './endpoint-identities';
import { SelectorTerms } from './selector-terms';

type Labels = Readonly<Record<string, string>>;

/** So few endpoints are asked sooner than an index is. */
const FEW = 8;

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

class KnownEndpoint implements NetworkEndpoint {
  public readonly namespace: string;
  public readonly labels: Labels;
  private known: Labels | undefined;

  constructor(
    public readonly index: number,
    public readonly pods: readonly PodTemplate[],
    private readonly identities: EndpointIdentities,
  ) {
    this.namespace = pods[0].manifest.effectiveNamespace;
    this.labels = EndpointIdentities.labelsOf(pods[0]);
  }

  /** Where only policies of Kubernetes for whole namespaces are rendered, nobody asks for it. */
  public get identity(): Labels {
    this.known ??= this.identities.of(this.pods[0], this.labels);
    return this.known;
  }
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
    const identities = new EndpointIdentities(set);
    this.all = [...groups.values()].map((pods, index) => new KnownEndpoint(index, pods, identities));
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
    if (SelectorTerms.isEmpty(terms)) return own;
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
    return JSON.stringify([manifest.effectiveNamespace, EndpointIdentities.accountOf(pod), job, keys, texts]);
  }
}
