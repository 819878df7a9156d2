import { type PolicyRule, PolicyRules } from '../../manifests/access/policy-rules';
import { Flat } from '../../notation/flat';
import type { Check } from '../check';
import { judgedRules, ROLES_AND_BINDINGS } from './_judged-rules';

const VERBS = ['get', 'list', 'watch'];

/**
 * Whoever reads Secrets reads those that it is told by name.
 *
 * Fields:  rules[*] of Roles and ClusterRoles; roleRef of bindings to Kubernetes' own ClusterRoles
 * Allowed: get, list and watch on secrets with resourceNames only: list and watch alone show the contents too
 * Source:  https://kubernetes.io/docs/concepts/security/rbac-good-practices/#listing-secrets
 *          CIS 5.1.2, NSA C-0012; seed rows J01 (ml-api-role gets and lists all secrets), B12, L03
 */
export const readsSecrets: Check = {
  id: 'reads-secrets',
  family: 'access',
  title: 'roles that read Secrets name them',
  fix: 'name the Secrets in resourceNames, or mount them',
  kinds: ROLES_AND_BINDINGS,
  examine: (manifest, all) =>
    Flat.map(judgedRules(manifest, all), ({ rules, path, who }) => {
      const verbs = VERBS.filter(verb => rules.some(rule => mayRead(rule, verb)));
      return verbs.length === 0 ? [] : [{ path, message: `${who} allows to ${verbs.join(', ')} every Secret` }];
    }),
};

function mayRead(rule: PolicyRule, verb: string): boolean {
  return rule.resourceNames.length === 0 && PolicyRules.allowsAny(rule, { verb, group: '', resource: 'secrets' });
}
