import { LabelSelector, type LabelSelectorTerms } from '../../notation/label-selector';
import { Json } from '../json/json';
import type { ManifestSet } from '../manifest-set';
import { SelectorTerms } from '../network/selector-terms';
import { PerSet } from '../per-set';
import { BUILT_IN_CLUSTER_ROLES } from './built-in-cluster-roles';
import { type PolicyRule, PolicyRules } from './policy-rules';

interface ClusterRole {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly own: readonly PolicyRule[];
  /** The roles whose rules it gathers, by selectors. */
  readonly selectors: readonly LabelSelectorTerms[];
}

/**
 * The rules of ClusterRoles, with those that they gather by labels from other ClusterRoles, and those from yet others.
 *
 * Rules that a gathering role has written itself count too: the controller overwrites them, but not before it has run.
 */
export class ClusterRoles {
  private static readonly known = new PerSet(all => new ClusterRoles(all));

  public static of(all: ManifestSet): ClusterRoles {
    return ClusterRoles.known.of(all);
  }

  private readonly byName = new Map<string, ClusterRole>();
  private readonly rules = new Map<string, readonly PolicyRule[]>();

  private constructor(all: ManifestSet) {
    for (const { name, rules, labels, gathers } of BUILT_IN_CLUSTER_ROLES) {
      const selectors = gathers === undefined ? [] : [{ matchLabels: { [gathers]: 'true' } }];
      this.byName.set(name, { name, labels, own: rules, selectors });
    }
    for (const manifest of all.ofKind('rbac.authorization.k8s.io', 'ClusterRole')) {
      const { name, labels, object } = manifest;
      const selectors = Json.list(Json.at(object, 'aggregationRule', 'clusterRoleSelectors')).map(SelectorTerms.read);
      this.byName.set(name, { name, labels, own: PolicyRules.of(object), selectors });
    }
  }

  /** The rules of a ClusterRole; undefined if none of this name is known. */
  public rulesOf(name: string): readonly PolicyRule[] | undefined {
    const role = this.byName.get(name);
    if (!role) return undefined;
    const known = this.rules.get(name);
    if (known) return known;
    const rules = [...this.gathered(role)].flatMap(({ own }) => own);
    this.rules.set(name, rules);
    return rules;
  }

  /** The role and all that it gathers, directly and through others. */
  private gathered(role: ClusterRole): ReadonlySet<ClusterRole> {
    const gathered = new Set([role]);
    for (const { selectors } of gathered) {
      if (selectors.length === 0) continue;
      for (const other of this.byName.values()) {
        if (selectors.some(selector => LabelSelector.matches(selector, other.labels))) gathered.add(other);
      }
    }
    return gathered;
  }
}
