import { RULES_OF_CLUSTER_ROLES } from './built-in-cluster-roles.table';
import type { PolicyRule } from './policy-rules';

/** A ClusterRole that is in every cluster. */
export interface BuiltInClusterRole {
  readonly name: string;
  readonly rules: readonly PolicyRule[];
  /** Labels that roles gather by. */
  readonly labels: Readonly<Record<string, string>>;
  /** The label that it gathers the rules of other ClusterRoles by. */
  readonly gathers?: string;
}

const AGGREGATE = 'rbac.authorization.k8s.io/aggregate-to-';
/** Who gathers whom: admin what edit has, and edit what view has. */
const GATHERED_BY: Readonly<Record<string, string>> = { edit: 'admin', view: 'edit' };
const GATHERING = ['admin', 'edit', 'view'];

/**
 * The ClusterRoles of Kubernetes 1.36, those of its own components included: whoever is bound to one has its rights.
 *
 * https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings
 */
export const BUILT_IN_CLUSTER_ROLES: readonly BuiltInClusterRole[] = Object.entries(RULES_OF_CLUSTER_ROLES).map(
  ([name, rows]) => {
    const by = GATHERED_BY[name] ?? /^system:aggregate-to-(.*)/.exec(name)?.[1];
    return {
      name,
      rules: rows.map(ruleOf),
      labels: by === undefined ? {} : { [`${AGGREGATE}${by}`]: 'true' },
      ...(GATHERING.includes(name) ? { gathers: `${AGGREGATE}${name}` } : {}),
    };
  },
);

function ruleOf(row: string): PolicyRule {
  const [verbs, groups, resources = [], resourceNames = []] = row.split(' | ').map(part => part.split(' '));
  const isOfUrls = resources.length === 0;
  return {
    path: '',
    verbs,
    apiGroups: isOfUrls ? [] : groups.map(group => (group === 'core' ? '' : group)),
    resources,
    resourceNames,
    nonResourceURLs: isOfUrls ? groups : [],
  };
}
