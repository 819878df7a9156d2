import { JoinedLabels } from '../notation/joined-labels';
import type { LabelSelectorRequirement, LabelSelectorTerms } from '../notation/label-selector';
import { LabelIndex } from './label-index';
import type { ManifestSet } from './manifest-set';
import { PerSet } from './per-set';
import type { PodTemplate } from './pod-template';

type Labels = Readonly<Record<string, string>>;

/** Not a label: where the index keeps the namespace. */
const NAMESPACE = 'namespace of the pod';
const POD_NAME = 'statefulset.kubernetes.io/pod-name';

/** Labels that controllers give their pods, with values that no manifest knows. */
const UNKNOWABLE: ReadonlySet<string> = new Set([
  'apps.kubernetes.io/pod-index',
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-completion-index',
  'controller-revision-hash',
  'controller-uid',
  'pod-template-hash',
]);

/** Which pods a label selector matches, once their controllers have labelled them. */
export class PodSelection {
  private static readonly index = new PerSet(
    all => new LabelIndex<PodTemplate>(all.pods.map(pod => [PodSelection.labelsOf(pod), pod] as const)),
  );

  /** The pods of a namespace, judged and external; an empty selector matches all of them. */
  public static of(terms: LabelSelectorTerms, namespace: string, all: ManifestSet): readonly PodTemplate[] {
    const { matchLabels, matchExpressions } = PodSelection.knowable(terms);
    const own = JoinedLabels.of(matchLabels, { [NAMESPACE]: namespace });
    return PodSelection.index.of(all).select({ matchLabels: own, matchExpressions });
  }

  /** The pods of every namespace. */
  public static everywhere(terms: LabelSelectorTerms, all: ManifestSet): readonly PodTemplate[] {
    return PodSelection.index.of(all).select(PodSelection.knowable(terms));
  }

  /** The labels of a pod, with those that its controller adds; the name of a StatefulSet stands for those of its pods. */
  private static labelsOf({ labels, manifest }: PodTemplate): Labels {
    const { group, kind, name, effectiveNamespace } = manifest;
    const own = { [NAMESPACE]: effectiveNamespace };
    if (group === 'apps' && kind === 'StatefulSet') return JoinedLabels.of(labels, own, { [POD_NAME]: name });
    if (group !== 'batch' || kind !== 'Job') return JoinedLabels.of(labels, own);
    return JoinedLabels.of(labels, own, { 'job-name': name, 'batch.kubernetes.io/job-name': name });
  }

  private static knowable(terms: LabelSelectorTerms): LabelSelectorTerms {
    const { matchLabels = {}, matchExpressions = [] } = terms;
    const isSpecial = (key: string) => key === POD_NAME || UNKNOWABLE.has(key);
    if (!Object.keys(matchLabels).some(isSpecial) && !matchExpressions.some(({ key }) => isSpecial(key))) return terms;
    const labels = Object.entries(matchLabels).map(([key, text]) => ({ key, operator: 'In', values: [text] }));
    const requirements: LabelSelectorRequirement[] = [...labels, ...matchExpressions];
    return {
      matchExpressions: requirements
        .filter(({ key }) => !UNKNOWABLE.has(key))
        .map(requirement => {
          if (requirement.key !== POD_NAME) return requirement;
          return { ...requirement, values: (requirement.values ?? []).map(value => value.replace(/-\d+$/, '')) };
        }),
    };
  }
}
