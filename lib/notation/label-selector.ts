/** A label selector as Kubernetes writes it. */
export interface LabelSelectorTerms {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly LabelSelectorRequirement[];
}

/** One `matchExpressions` entry. */
export interface LabelSelectorRequirement {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

/**
 * Whether labels satisfy a selector. An empty selector matches everything; `NotIn` matches an absent key.
 *
 * What the API server would refuse (an unknown operator, `In` without values, `Exists` with some) matches nothing.
 */
export class LabelSelector {
  public static matches(terms: LabelSelectorTerms, labels: Readonly<Record<string, string>>): boolean {
    const { matchLabels, matchExpressions } = terms;
    for (const key in matchLabels) {
      if (labels[key] !== matchLabels[key] || !Object.hasOwn(labels, key)) return false;
    }
    return !matchExpressions?.some(requirement => !LabelSelector.holds(requirement, labels));
  }

  private static holds(requirement: LabelSelectorRequirement, labels: Readonly<Record<string, string>>): boolean {
    const values = requirement.values ?? [];
    const value = Object.hasOwn(labels, requirement.key) ? labels[requirement.key] : undefined;
    const listed = value !== undefined && values.includes(value);
    switch (requirement.operator) {
      case 'In':
        return listed;
      case 'NotIn':
        return values.length > 0 && !listed;
      case 'Exists':
        return values.length === 0 && value !== undefined;
      case 'DoesNotExist':
        return values.length === 0 && value === undefined;
      default:
        return false;
    }
  }
}
