import { JoinedLabels } from '../notation/joined-labels';
import { LabelIndex } from './label-index';
import type { ManifestSet } from './manifest-set';
import { PerSet } from './per-set';

type Labels = Readonly<Record<string, string>>;

/** Namespaces that every cluster has. */
const BUILT_IN: readonly string[] = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];
const NAME_LABEL = 'kubernetes.io/metadata.name';

/** The labels of namespaces, with the one that the API server gives each. */
export class NamespaceLabels {
  private static readonly indices = new PerSet(all => NamespaceLabels.readIndex(all));

  /** The labels of a namespace; of one that is not known, only its name. */
  public static of(namespace: string, all: ManifestSet): Labels {
    return JoinedLabels.of(all.namespace(namespace)?.labels, { [NAME_LABEL]: namespace });
  }

  /** Whether it is rendered or external, has pods, or is built in. */
  public static isKnown(namespace: string, all: ManifestSet): boolean {
    return NamespaceLabels.index(all).select({ matchLabels: { [NAME_LABEL]: namespace } }).length > 0;
  }

  /** The known namespaces, by their labels: those that are rendered or external, have pods, or are built in. */
  public static index(all: ManifestSet): LabelIndex<string> {
    return NamespaceLabels.indices.of(all);
  }

  private static readIndex(all: ManifestSet): LabelIndex<string> {
    const names = new Set([
      ...BUILT_IN,
      ...all.ofKind('', 'Namespace').map(({ name }) => name),
      ...all.pods.map(({ manifest }) => manifest.effectiveNamespace),
    ]);
    return new LabelIndex([...names].map(name => [NamespaceLabels.of(name, all), name] as const));
  }
}
