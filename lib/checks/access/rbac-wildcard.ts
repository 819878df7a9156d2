import { type PolicyRule, PolicyRules } from '../../manifests/access/policy-rules';
import type { Manifest } from '../../manifests/manifest';
import { Flat } from '../../notation/flat';
import type { Check, Violation } from '../check';
import { isRbac } from './_judged-rules';

const FIELDS = {
  verbs: 'verb',
  apiGroups: 'API group',
  resources: 'resource',
  nonResourceURLs: 'URL',
} as const;

/**
 * Roles name what they allow: they allow nothing that is not thought of yet.
 *
 * Fields:  rules[*].verbs, rules[*].apiGroups, rules[*].resources, rules[*].nonResourceURLs
 * Allowed: anything but `*`, and a subresource of every resource, such as the one written as a star, a slash and `scale`
 * Source:  https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege
 *          CIS 5.1.3, NSA C-0035; seed rows B12, K01
 */
export const rbacWildcard: Check = {
  id: 'rbac-wildcard',
  family: 'access',
  title: 'roles name the verbs, API groups, resources and URLs that they allow',
  fix: 'list what is needed',
  kinds: ['Role', 'ClusterRole'],
  examine: role => (isRbac(role) ? Flat.map(rulesOf(role), wildcards) : []),
};

function rulesOf(role: Manifest): readonly PolicyRule[] {
  return PolicyRules.of(role.object);
}

function wildcards(rule: PolicyRule): readonly Violation[] {
  return Flat.map(Object.entries(FIELDS), ([field, noun]) => {
    const values = rule[field as keyof typeof FIELDS];
    return Flat.map(values, (value, index) => {
      if (value !== '*' && !(field === 'resources' && value.startsWith('*/'))) return [];
      const path = `${rule.path}.${field}[${index}]`;
      return [
        {
          path,
          message: `${JSON.stringify(value)} allows every ${noun}${value === '*' ? '' : `'s ${value.slice(2)}`}`,
        },
      ];
    });
  });
}
