import { CanITable } from '../../manifests/access/can-i-table';
import { type PolicyRule, PolicyRules } from '../../manifests/access/policy-rules';
import { Flat } from '../../notation/flat';
import type { Check } from '../check';

/** Groups and users that stand for more than anyone can name. */
const EVERYONE: Readonly<Record<string, string>> = {
  'Group system:authenticated': 'everyone who has any credentials',
  'Group system:unauthenticated': 'everyone',
  'User system:anonymous': 'everyone',
  'Group system:serviceaccounts': 'every ServiceAccount',
};

const SELF_REVIEWS = /^self[a-z]+reviews$/;
const REVIEW_GROUPS: readonly string[] = ['authentication.k8s.io', 'authorization.k8s.io'];

/**
 * No right is given to everyone, but to find out what the API server is and what one may do there.
 *
 * Fields:  subjects[*] and roleRef of RoleBindings and ClusterRoleBindings
 * Allowed: system:authenticated, system:unauthenticated, system:anonymous and system:serviceaccounts only for rules that ask
 *          about oneself, or get URLs that are named
 * Source:  https://kubernetes.io/docs/reference/access-authn-authz/rbac/#discovery-roles
 *          CIS 5.1.1; seed rows B12, K02
 */
export const everyoneBinding: Check = {
  id: 'everyone-binding',
  family: 'access',
  title: 'no right is given to everyone',
  fix: 'bind the ServiceAccounts, users or groups that need it',
  kinds: ['RoleBinding', 'ClusterRoleBinding'],
  examine: (binding, all) => {
    const grant = CanITable.of(all).grantBy(binding);
    if (!grant || grant.rules?.every(isPublic)) return [];
    const { kind, name } = grant.role;
    const role = `the rights of ${kind} ${name}${grant.rules ? '' : ', which is not known here'}`;
    return Flat.map(grant.subjects, subject => {
      const who = EVERYONE[`${subject.kind} ${subject.name}`];
      return who === undefined
        ? []
        : [{ path: `${subject.path}.name`, message: `${subject.name} is ${who}, and gets ${role}` }];
    });
  },
};

function isPublic(rule: PolicyRule): boolean {
  const { verbs, apiGroups, resources, nonResourceURLs } = rule;
  const isNamed =
    nonResourceURLs.every(url => url !== '*' && url !== '/*') && verbs.every(verb => verb === 'get' || verb === 'head');
  if (!PolicyRules.givesResources(rule)) return nonResourceURLs.length === 0 || isNamed;
  const isReview =
    resources.every(resource => SELF_REVIEWS.test(resource)) && apiGroups.every(group => REVIEW_GROUPS.includes(group));
  return isReview && nonResourceURLs.length === 0;
}
