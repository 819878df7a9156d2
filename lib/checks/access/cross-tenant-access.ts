import { AccessSubjects, type BoundSubject } from '../../manifests/access/access-subject';
import { CanITable, type Grant } from '../../manifests/access/can-i-table';
import { type PolicyRule, PolicyRules } from '../../manifests/access/policy-rules';
import { ResourceKinds } from '../../manifests/access/resource-kinds';
import type { ManifestSet } from '../../manifests/manifest-set';
import type { Check } from '../check';
import { hasTenants, tenantOf, tenantOfWorkload } from './_tenancy';

/**
 * A tenant's workloads have no right outside the tenant's own namespaces.
 *
 * Fields:  subjects[*] and roleRef of RoleBindings and ClusterRoleBindings: ServiceAccounts, and users and groups that are
 *          ServiceAccounts by their names. Whose they are, and whose the namespace is, the `tenant` labels of Namespaces say
 * Allowed: a RoleBinding in a namespace of the same tenant; elsewhere, so also in a namespace without the label, which is
 *          the platform's, only a role without rules. A ClusterRoleBinding only to resources that have no namespace
 * Waivers: none; the risk is borne by the tenant that is reached, not by the one who would accept it
 * Source:  https://kubernetes.io/docs/concepts/security/multi-tenancy/#access-controls
 *          CIS 5.6.1, multi-tenancy benchmark MTB-PL1-CC-TI-2; seed rows B12, B13 (no tenant has a verb in ml-security),
 *          K01, K02 (tenant-a lists no pods of tenant-b)
 */
export const crossTenantAccess: Check = {
  id: 'cross-tenant-access',
  family: 'access',
  title: "a tenant's workloads have no right outside the tenant's namespaces",
  fix: "bind a ServiceAccount of the namespace's own tenant",
  kinds: ['RoleBinding', 'ClusterRoleBinding'],
  unwaivable: true,
  examine: (binding, all) => {
    const grant = CanITable.of(all).grantBy(binding);
    if (!grant) return [];
    const given = givenIn(grant, all);
    if (given === undefined) return [];
    return grant.subjects
      .filter(subject => isForeign(subject, grant, all))
      .map(subject => ({ path: subject.path, message: `${who(subject, all)} ${given}, in ${where(grant, all)}` }));
  },
};

/** Whether the subject is a workload of a tenant, and the namespace is not that tenant's. */
function isForeign(subject: BoundSubject, { namespace }: Grant, all: ManifestSet): boolean {
  const owner = namespace === '' ? undefined : tenantOf(namespace, all);
  if (AccessSubjects.isEveryServiceAccount(subject)) return namespace === '' ? hasTenants(all) : owner !== undefined;
  const tenant = tenantOfWorkload(subject, all);
  return tenant !== undefined && tenant !== owner;
}

/** What the grant gives in namespaces, in words; undefined if nothing. */
function givenIn({ namespace, role, rules }: Grant, all: ManifestSet): string | undefined {
  if (!rules) return `gets ${role.kind} ${role.name}, which is not known here`;
  const first = rules.find(rule => PolicyRules.givesResources(rule) && (namespace !== '' || isNamespaced(rule, all)));
  if (!first) return undefined;
  return `may ${first.verbs.join(', ')} ${first.resources.join(', ')}${rules.length > 1 ? ' and more' : ''}`;
}

function isNamespaced({ apiGroups, resources }: PolicyRule, all: ManifestSet): boolean {
  return resources.some(pattern => {
    const [resource] = pattern.split('/');
    return resource === '*' || apiGroups.some(group => !ResourceKinds.isClusterScoped(group, resource, all));
  });
}

function who(subject: BoundSubject, all: ManifestSet): string {
  const tenant = tenantOfWorkload(subject, all);
  return `${AccessSubjects.text(subject)}${tenant === undefined ? '' : ` of tenant ${JSON.stringify(tenant)}`}`;
}

function where({ namespace }: Grant, all: ManifestSet): string {
  if (namespace === '') return 'every namespace';
  const owner = tenantOf(namespace, all);
  return `namespace ${JSON.stringify(namespace)} of ${owner === undefined ? 'the platform' : `tenant ${JSON.stringify(owner)}`}`;
}
