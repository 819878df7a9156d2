import type { CheckCases } from '../check-cases';

function role(rules: string, kind = 'Role', apiVersion = 'rbac.authorization.k8s.io/v1'): string {
  return `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: r, namespace: a }
rules: ${rules}
---
`;
}

export default {
  check: 'rbac-wildcard',
  passing: [
    {
      name: 'everything named',
      yaml:
        role('[{ apiGroups: [""], resources: [pods, pods/log], verbs: [get, list] }]') +
        role('[{ nonResourceURLs: [/healthz/*], verbs: [get] }]', 'ClusterRole'),
    },
    { name: 'another group', yaml: role('[{ verbs: ["*"] }]', 'Role', 'example.com/v1') },
    { name: 'what is unreadable does not throw', yaml: role('7') + role('[7, { verbs: "*", resources: [7] }]') },
  ],
  failing: [
    {
      name: 'verbs, groups, resources and URLs',
      yaml: role(
        '[{ apiGroups: ["*"], resources: [pods, "*"], verbs: ["*"] }, { nonResourceURLs: ["*"], verbs: [get] }]',
        'ClusterRole',
      ),
      finds: [
        'ClusterRole a/r rules[0].verbs[0]: "*" allows every verb',
        'ClusterRole a/r rules[0].apiGroups[0]: "*" allows every API group',
        'ClusterRole a/r rules[0].resources[1]: "*" allows every resource',
        'ClusterRole a/r rules[1].nonResourceURLs[0]: "*" allows every URL',
      ],
    },
    {
      name: 'a subresource of everything',
      yaml: role('[{ apiGroups: [apps], resources: ["*/scale"], verbs: [update] }]'),
      finds: ['Role a/r rules[0].resources[0]: "*/scale" allows every resource\'s scale'],
    },
  ],
} satisfies CheckCases;
