import { JoinedLabels } from '../notation/joined-labels';
import { LabelSelector, type LabelSelectorRequirement, type LabelSelectorTerms } from '../notation/label-selector';
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

/** So few pods are asked sooner than an index is. */
const FEW = 8;

/** Which pods a label selector matches, once their controllers have labelled them. */
export class PodSelection {
  private static readonly index = new PerSet(all => new LabelIndex<PodTemplate>(all.pods.map(PodSelection.entry)));

  /** The pods of a namespace, judged and external; an empty selector matches all of them. */
  public static of(terms: LabelSelectorTerms, namespace: string, all: ManifestSet): readonly PodTemplate[] {
    const asked = PodSelection.knowable(terms);
    const pods = all.podsIn(namespace);
    if (pods.length <= FEW) return pods.filter(pod => LabelSelector.matches(asked, PodSelection.labelsOf(pod)));
    const { matchLabels, matchExpressions } = asked;
    const own = JoinedLabels.of(matchLabels, { [NAMESPACE]: namespace });
    return PodSelection.index.of(all).select({ matchLabels: own, matchExpressions });
  }

  /** The pods of every namespace. */
  public static everywhere(terms: LabelSelectorTerms, all: ManifestSet): readonly PodTemplate[] {
    return PodSelection.index.of(all).select(PodSelection.knowable(terms));
  }

  private static entry(pod: PodTemplate): readonly [Labels, PodTemplate] {
    return [JoinedLabels.of(PodSelection.labelsOf(pod), { [NAMESPACE]: pod.manifest.effectiveNamespace }), pod];
  }

  /** The labels of a pod, with those that its controller adds; the name of a StatefulSet stands for those of its pods. */
  private static labelsOf({ labels, manifest }: PodTemplate): Labels {
    const { groupKind, name } = manifest;
    if (groupKind === 'apps/StatefulSet') return JoinedLabels.of(labels, { [POD_NAME]: name });
    if (groupKind !== 'batch/Job') return labels;
    return JoinedLabels.of(labels, { 'job-name': name, 'batch.kubernetes.io/job-name': name });
  }

  private static knowable(terms: LabelSelectorTerms): LabelSelectorTerms {
    if (!PodSelection.asksControllers(terms)) return terms;
    const { matchLabels = {}, matchExpressions = [] } = terms;
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
  /** Whether it asks for a label that controllers give their pods. */
  private static asksControllers({ matchLabels, matchExpressions }: LabelSelectorTerms): boolean {
    const isSpecial = (key: string) => key === POD_NAME || UNKNOWABLE.has(key);
    for (const key in matchLabels) if (isSpecial(key)) return true;
    return matchExpressions?.some(({ key }) => isSpecial(key)) ?? false;
  }
}
