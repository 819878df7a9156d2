import { AccessSubjects } from '../../manifests/access/access-subject';
import { CanITable } from '../../manifests/access/can-i-table';
import { ServiceAccountUsers } from '../../manifests/access/service-account-users';
import type { Check } from '../check';

/**
 * Every ServiceAccount is used: one that is not only waits for somebody to run as it.
 *
 * Fields:  metadata.name of a ServiceAccount other than `default`; who names it (lib/manifests/access/service-account-users.ts)
 * Allowed: a pod, a custom object or a token Secret names it
 * Source:  https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege
 *          seed row J01: the Deployment never uses ml-api-sa
 */
export const unusedServiceAccount: Check = {
  id: 'unused-service-account',
  family: 'access',
  title: 'every ServiceAccount is used',
  fix: 'name it in serviceAccountName of the workload that it is for, or delete it',
  kinds: ['ServiceAccount'],
  examine: ({ group, name, effectiveNamespace: namespace }, all) => {
    if (group !== '' || name === 'default' || ServiceAccountUsers.isUsed(namespace, name, all)) return [];
    const grants = CanITable.of(all).grantsByName(AccessSubjects.serviceAccount(namespace, name));
    const rights = grants.length === 0 ? '' : `, and it has the rights of ${grants[0].binding}`;
    return [{ path: '', message: `nothing runs as ServiceAccount ${JSON.stringify(name)}${rights}` }];
  },
};
