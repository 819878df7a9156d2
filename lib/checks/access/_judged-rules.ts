import { BUILT_IN_CLUSTER_ROLES } from '../../manifests/access/built-in-cluster-roles';
import { CanITable } from '../../manifests/access/can-i-table';
import { type PolicyRule, PolicyRules } from '../../manifests/access/policy-rules';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';

const GROUP = 'rbac.authorization.k8s.io';

/** Rules that an object is answerable for together. */
export interface JudgedRules {
  /** One rule of a role, or all that a binding gives; the same list for all bindings to one role. */
  readonly rules: readonly PolicyRule[];
  /** Path of the rule; of a binding, of its reference to the role. */
  readonly path: string;
  /** Who allows it: `the rule`, or `ClusterRole edit`. */
  readonly who: string;
}

/** Of roles: many have the same rules. */
const EACH = new WeakMap<readonly PolicyRule[], readonly JudgedRules[]>();

/** Kinds that have rules, or give those of a role that is nowhere else to be judged. */
export const ROLES_AND_BINDINGS: readonly string[] = ['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding'];

export function isRbac({ group }: Manifest): boolean {
  return group === GROUP;
}

/** The rules of a role as written; of a binding to one of Kubernetes' own ClusterRoles the rules of that. */
export function judgedRules(manifest: Manifest, all: ManifestSet): readonly JudgedRules[] {
  if (!isRbac(manifest)) return [];
  if (manifest.kind === 'Role' || manifest.kind === 'ClusterRole') return eachOf(PolicyRules.of(manifest.object));
  const grant = CanITable.of(all).grantBy(manifest);
  if (!grant?.rules || grant.role.kind !== 'ClusterRole' || !isBuiltIn(grant.role.name, all)) return [];
  return [{ rules: grant.rules, path: 'roleRef.name', who: `ClusterRole ${grant.role.name}` }];
}

function eachOf(rules: readonly PolicyRule[]): readonly JudgedRules[] {
  const known = EACH.get(rules);
  if (known) return known;
  const each = rules.map(rule => ({ rules: [rule], path: rule.path, who: 'the rule' }));
  EACH.set(rules, each);
  return each;
}

/** One of Kubernetes' own that is not rendered; cluster-admin has a check of its own. */
function isBuiltIn(name: string, all: ManifestSet): boolean {
  if (name === 'cluster-admin' || all.find(GROUP, 'ClusterRole', '', name)) return false;
  return BUILT_IN_CLUSTER_ROLES.some(role => role.name === name);
}
