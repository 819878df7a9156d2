import { JoinedLabels } from '../../notation/joined-labels';
import { Remembered } from '../../notation/remembered';
import { Json } from '../json/json';
import type { ManifestSet } from '../manifest-set';
import { NamespaceLabels } from '../namespace-labels';
import type { PodTemplate } from '../pod-template';
import { NAMESPACE_LABELS, POD_NAMESPACE, SERVICE_ACCOUNT } from './cilium-selector';
import { IdentityLabels } from './identity-labels';

type Labels = Readonly<Record<string, string>>;

const OF_CILIUM = 'io.cilium.k8s';

/** Labels of identities by the labels of namespaces that they come from: few, and joined for every namespace. */
const OF_NAMESPACE = new Remembered<string>();

/** The labels of the identities that Cilium gives pods: their own, those of their namespace, and their ServiceAccount. */
export class EndpointIdentities {
  /** What the identities of all pods of a namespace have in common. */
  private readonly ofNamespaces = new Map<string, Labels>();

  constructor(private readonly all: ManifestSet) {}

  /** The ServiceAccount that a pod runs as. */
  public static accountOf({ spec }: PodTemplate): string {
    return Json.text(spec.serviceAccountName) || Json.text(spec.serviceAccount) || 'default';
  }

  /** The labels of a pod, with those by which the pods of one Job can be told from those of another. */
  public static labelsOf({ labels, manifest: { kind, name } }: PodTemplate): Labels {
    if (kind !== 'Job') return labels;
    return JoinedLabels.of(labels, { 'job-name': name, 'batch.kubernetes.io/job-name': name });
  }

  /** The identity of a pod with these labels. */
  public of(pod: PodTemplate, labels: Labels): Labels {
    const own = IdentityLabels.kept(EndpointIdentities.withoutCiliums(labels));
    const account = { [SERVICE_ACCOUNT]: EndpointIdentities.accountOf(pod) };
    return JoinedLabels.of(own, this.ofNamespace(pod.manifest.effectiveNamespace), account);
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

  private ofNamespace(namespace: string): Labels {
    const known = this.ofNamespaces.get(namespace);
    if (known) return known;
    const labels: Record<string, string> = { [POD_NAMESPACE]: namespace };
    const own = NamespaceLabels.of(namespace, this.all);
    for (const key in own) labels[OF_NAMESPACE.of(key, () => `${NAMESPACE_LABELS}${key}`)] = own[key];
    const kept = IdentityLabels.kept(labels);
    this.ofNamespaces.set(namespace, kept);
    return kept;
  }
}
