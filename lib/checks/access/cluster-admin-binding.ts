import { type AccessSubject, AccessSubjects } from '../../manifests/access/access-subject';
import { CanITable, type Grant } from '../../manifests/access/can-i-table';
import type { PolicyRule } from '../../manifests/access/policy-rules';
import type { Check } from '../check';

/**
 * Nobody is made an administrator of everything.
 *
 * Fields:  roleRef and subjects[*] of RoleBindings and ClusterRoleBindings
 * Allowed: a role other than cluster-admin that does not allow every verb on every resource of every group; in a RoleBinding
 *          too: it is everything in the namespace, and so also every role there. The group system:masters, which is above
 *          all roles, is no subject
 * Source:  https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege
 *          CIS 5.1.1, 5.1.7, NSA C-0035; seed row H07: the chart of the GitLab agent binds cluster-admin
 */
export const clusterAdminBinding: Check = {
  id: 'cluster-admin-binding',
  family: 'access',
  title: 'nobody is made an administrator of everything',
  fix: 'bind a role that lists what is needed',
  kinds: ['RoleBinding', 'ClusterRoleBinding'],
  examine: (binding, all) => {
    const grant = CanITable.of(all).grantBy(binding);
    if (!grant) return [];
    const masters = grant.subjects.filter(({ kind, name }) => kind === 'Group' && name === 'system:masters');
    return [
      ...(isEverything(grant)
        ? grant.subjects.map(subject => ({ path: 'roleRef.name', message: inWords(subject, grant) }))
        : []),
      ...masters.map(({ path }) => ({
        path: `${path}.name`,
        message: 'the group system:masters may do everything without any role',
      })),
    ];
  },
};

function inWords(subject: AccessSubject, { role, namespace }: Grant): string {
  const where = namespace === '' ? 'everything' : `everything in namespace ${JSON.stringify(namespace)}`;
  return `${AccessSubjects.text(subject)} may do ${where}, by ${role.kind} ${role.name}`;
}

function isEverything({ role, rules }: Grant): boolean {
  return (role.kind === 'ClusterRole' && role.name === 'cluster-admin') || (rules?.some(allowsEverything) ?? false);
}

function allowsEverything({ verbs, apiGroups, resources, resourceNames }: PolicyRule): boolean {
  return resourceNames.length === 0 && [verbs, apiGroups, resources].every(list => list.includes('*'));
}
