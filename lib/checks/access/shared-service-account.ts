import { AccessSubjects } from '../../manifests/access/access-subject';
import { CanITable } from '../../manifests/access/can-i-table';
import { ServiceAccountUsers } from '../../manifests/access/service-account-users';
import type { Check } from '../check';

const NAMED = 3;

/**
 * A ServiceAccount with rights belongs to one workload, so that no other gets them.
 *
 * Fields:  serviceAccountName of all pods of the namespace; bindings that name the ServiceAccount
 * Allowed: one Deployment, StatefulSet, DaemonSet, Job, CronJob or Pod; any number if no binding with rules names it
 * Source:  https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege
 *          CIS 5.1.5; seed row L01: one ServiceAccount for each of training, inference and data
 */
export const sharedServiceAccount: Check = {
  id: 'shared-service-account',
  family: 'access',
  title: 'a ServiceAccount with rights belongs to one workload',
  fix: 'give each workload a ServiceAccount of its own',
  kinds: ['ServiceAccount'],
  examine: ({ group, name, effectiveNamespace: namespace }, all) => {
    if (group !== '' || name === 'default') return [];
    const pods = ServiceAccountUsers.podsOf(namespace, name, all);
    if (pods.length < 2) return [];
    const grants = CanITable.of(all).grantsByName(AccessSubjects.serviceAccount(namespace, name));
    const [grant] = grants.filter(({ rules }) => rules?.length !== 0);
    if (!grant) return [];
    const words = pods.slice(0, NAMED).map(pod => `${pod.kind} ${pod.name}`);
    const more = pods.length > NAMED ? ` and ${pods.length - NAMED} more` : '';
    return [{ path: '', message: `${words.join(', ')}${more} all have the rights of ${grant.binding}` }];
  },
};
