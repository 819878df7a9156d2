import type { AccessSubject } from '../../manifests/access/access-subject';
import { CanITable } from '../../manifests/access/can-i-table';
import type { Check } from '../check';

/**
 * The ServiceAccount `default` has no rights: every pod that names none gets it.
 *
 * Fields:  subjects[*] and roleRef of RoleBindings and ClusterRoleBindings
 * Allowed: ServiceAccounts of any other name; a role without rules
 * Source:  https://kubernetes.io/docs/concepts/security/rbac-good-practices/
 *          CIS 5.1.5; seed rows L01, J02
 */
export const defaultAccountRights: Check = {
  id: 'default-account-rights',
  family: 'access',
  title: 'the ServiceAccount "default" has no rights',
  fix: 'give the workload a ServiceAccount of its own, and bind that',
  kinds: ['RoleBinding', 'ClusterRoleBinding'],
  examine: (binding, all) => {
    const grant = CanITable.of(all).grantBy(binding);
    if (!grant || grant.rules?.length === 0) return [];
    return grant.subjects.filter(isDefault).map(({ path, name, namespace }) => {
      const account = namespace === '' ? name : `ServiceAccount ${namespace}/${name}`;
      const rights = `${grant.role.kind} ${grant.role.name}`;
      return { path, message: `${account} gets ${rights}, and so does every pod that names no ServiceAccount` };
    });
  },
};

function isDefault({ kind, name }: AccessSubject): boolean {
  return kind === 'User'
    ? /^system:serviceaccount:[^:]+:default$/.test(name)
    : kind === 'ServiceAccount' && name === 'default';
}
