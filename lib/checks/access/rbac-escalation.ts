import type { PolicyRule } from '../../manifests/access/policy-rules';
import { Flat } from '../../notation/flat';
import type { Check } from '../check';
import { judgedRules, ROLES_AND_BINDINGS } from './_judged-rules';
import { POWERS, type Power, verbsGiven } from './_powers';

/** So many rights are named. */
const NAMED = 3;

/** Of the rules of one role, however many bindings refer to it. */
const RIGHTS = new WeakMap<readonly PolicyRule[], readonly string[]>();

/**
 * No role gives rights that lead to other rights.
 *
 * Fields:  rules[*] of Roles and ClusterRoles; roleRef of bindings to Kubernetes' own ClusterRoles
 * Allowed: none of escalate and bind on roles; impersonate; create on serviceaccounts/token; nodes/proxy; pods/exec,
 *          pods/attach and pods/ephemeralcontainers; writing PersistentVolumes, admission webhooks and mutating policies;
 *          approving or signing certificates. A rule that names its objects is allowed, but escalate, names of `system:`,
 *          of Kubernetes' own roles and signers
 * Source:  https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks
 *          CIS 5.1.8 to 5.1.13, multi-tenancy benchmark MTB-PL1-CC-CPI-1; seed rows B12, K01
 */
export const rbacEscalation: Check = {
  id: 'rbac-escalation',
  family: 'access',
  title: 'no role gives rights that lead to other rights',
  fix: 'drop the right, or name the objects in resourceNames',
  kinds: ROLES_AND_BINDINGS,
  examine: (manifest, all) =>
    Flat.map(judgedRules(manifest, all), ({ rules, path, who }) => {
      const rights = rightsOf(rules);
      if (rights.length === 0) return [];
      const more = rights.length > NAMED ? [`${rights.length - NAMED} more`] : [];
      return [{ path, message: `${who} allows to ${[...rights.slice(0, NAMED), ...more].join('; ')}` }];
    }),
};

function rightsOf(rules: readonly PolicyRule[]): readonly string[] {
  const known = RIGHTS.get(rules);
  if (known) return known;
  const rights = Flat.map(POWERS, power => {
    const verbs = new Set(Flat.map(rules, rule => verbsGiven(rule, power)));
    return verbs.size === 0 ? [] : [inWords([...verbs], power)];
  });
  RIGHTS.set(rules, rights);
  return rights;
}

/** `create serviceaccounts/token, which gets the token of every ServiceAccount`. */
function inWords(verbs: readonly string[], { group, resource, subresource, so }: Power): string {
  const what = `${resource}${subresource === undefined ? '' : `/${subresource}`}${group === '' ? '' : `.${group}`}`;
  return `${verbs.join(', ')} ${what}, which ${so}`;
}
