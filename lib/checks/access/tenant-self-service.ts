import { type AccessSubject, AccessSubjects } from '../../manifests/access/access-subject';
import { CanITable, type Grant } from '../../manifests/access/can-i-table';
import { type PolicyRule, PolicyRules } from '../../manifests/access/policy-rules';
import type { ManifestSet } from '../../manifests/manifest-set';
import { Flat } from '../../notation/flat';
import type { Check } from '../check';
import { tenantOf, tenantOfWorkload } from './_tenancy';

const WRITES = ['create', 'update', 'patch', 'delete', 'deletecollection'];

/** Of the rules of one role, however many bindings refer to it. */
const WRITTEN = new WeakMap<readonly PolicyRule[], readonly string[]>();

/** What bounds a tenant, by API group. */
const BOUNDS: Readonly<Record<string, readonly string[]>> = {
  '': ['resourcequotas', 'limitranges', 'namespaces'],
  'networking.k8s.io': ['networkpolicies'],
  'cilium.io': ['ciliumnetworkpolicies', 'ciliumclusterwidenetworkpolicies', 'ciliumcidrgroups'],
  'policy.networking.k8s.io': ['adminnetworkpolicies', 'baselineadminnetworkpolicies', 'clusternetworkpolicies'],
  'rbac.authorization.k8s.io': ['roles', 'rolebindings', 'clusterroles', 'clusterrolebindings'],
  'gateway.networking.k8s.io': ['referencegrants'],
  'argoproj.io': ['appprojects', 'applications', 'applicationsets'],
  'external-secrets.io': ['externalsecrets', 'secretstores'],
  'kyverno.io': ['policies', 'policyexceptions'],
  'policies.kyverno.io': ['policyexceptions'],
};

/**
 * A tenant does not change what bounds it: its quota and limits, its network policies, the labels of its namespace, its
 * roles, its grants, its Argo CD project and what stands for its secrets.
 *
 * Fields:  subjects[*] and roleRef of RoleBindings in a namespace with a `tenant` label, whoever is bound but system users;
 *          of ClusterRoleBindings to ServiceAccounts of such namespaces
 * Allowed: create, update, patch, delete and deletecollection on nothing of the above. The ClusterRoles edit and admin of
 *          Kubernetes allow it: both write NetworkPolicies, admin writes Roles
 * Waivers: none; whoever changes what bounds a tenant is bounded by no other check
 * Source:  https://kubernetes.io/docs/concepts/security/multi-tenancy/#access-controls
 *          multi-tenancy benchmark MTB-PL1-CC-TI-1, MTB-PL1-CC-FNS-1; seed rows B12, G07, K01
 */
export const tenantSelfService: Check = {
  id: 'tenant-self-service',
  family: 'access',
  title: 'a tenant does not change its own quota, policies, labels, roles or grants',
  fix: 'bind a role without the right; what bounds a tenant is changed in Git, by the platform',
  kinds: ['RoleBinding', 'ClusterRoleBinding'],
  unwaivable: true,
  examine: (binding, all) => {
    const grant = CanITable.of(all).grantBy(binding);
    if (!grant?.rules) return [];
    const written = writtenBy(grant.rules).join('; ');
    if (written === '') return [];
    return grant.subjects
      .filter(subject => isTenant(subject, grant, all))
      .map(({ path, ...subject }) => ({ path, message: `${AccessSubjects.text(subject)} of a tenant may ${written}` }));
  },
};

function writtenBy(rules: readonly PolicyRule[]): readonly string[] {
  const known = WRITTEN.get(rules);
  if (known) return known;
  const written = [...new Set(Flat.map(rules, writes))];
  WRITTEN.set(rules, written);
  return written;
}

/** What a rule lets be written, such as `create, patch networkpolicies.networking.k8s.io`. */
function writes(rule: PolicyRule): readonly string[] {
  return Flat.map(Object.entries(BOUNDS), ([group, resources]) =>
    Flat.map(resources, resource => {
      const verbs = WRITES.filter(verb => PolicyRules.allowsAny(rule, { verb, group, resource }));
      return verbs.length === 0 ? [] : [`${verbs.join(', ')} ${resource}${group === '' ? '' : `.${group}`}`];
    }),
  );
}

/** In its own namespace a tenant is whoever gets a role there, but the platform's ServiceAccounts and system users. */
function isTenant(subject: AccessSubject, { namespace }: Grant, all: ManifestSet): boolean {
  const tenant = tenantOfWorkload(subject, all);
  if (namespace === '') return tenant !== undefined;
  const owner = tenantOf(namespace, all);
  if (owner === undefined) return false;
  if (AccessSubjects.serviceAccountsOf(subject) !== undefined) return tenant === owner;
  return AccessSubjects.isEveryServiceAccount(subject) || !subject.name.startsWith('system:');
}
