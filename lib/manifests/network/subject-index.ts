import { Grouped } from '../../notation/grouped';
import type { LabelSelectorTerms } from '../../notation/label-selector';
import type { CiliumSpec } from './cilium-policy';
import { POD_NAMESPACE } from './cilium-selector';
import { SelectorTerms } from './selector-terms';

/** Specs of Cilium policies by what their subjects ask for. */
export class SubjectIndex {
  private readonly buckets = new Map<string, CiliumSpec[]>();

  constructor(specs: readonly CiliumSpec[]) {
    for (const spec of specs) {
      if (!spec.subject) continue;
      // One requirement is enough to find it by; that of a namespace, which many have in common, only for want of another.
      const keys = SubjectIndex.keysOf(spec.subject);
      const key = keys.filter(each => !each.startsWith(POD_NAMESPACE)).at(-1) ?? keys.at(-1) ?? '';
      Grouped.add(this.buckets, key, spec);
    }
  }

  /** The specs that are for every pod that the subject matches. */
  public covering(subject: LabelSelectorTerms): readonly CiliumSpec[] {
    const candidates = new Set(['', ...SubjectIndex.keysOf(subject)].flatMap(key => this.buckets.get(key) ?? []));
    return [...candidates].filter(spec => spec.subject && SelectorTerms.covers(spec.subject, subject));
  }

  /** What to look for: each key, and each label that has to have one value. */
  private static keysOf({ matchLabels = {}, matchExpressions = [] }: LabelSelectorTerms): readonly string[] {
    const labels = Object.entries(matchLabels).flatMap(([key, text]) => [key, `${key}=${text}`]);
    const expressions = matchExpressions.flatMap(({ key, operator, values = [] }) =>
      operator === 'In' && values.length === 1 ? [key, `${key}=${values[0]}`] : [key],
    );
    return [...labels, ...expressions];
  }
}
