import type { CheckCases } from '../check-cases';

function binding(roleRef: string, subjects: string, kind = 'ClusterRoleBinding'): string {
  return `
apiVersion: rbac.authorization.k8s.io/v1
kind: ${kind}
metadata: { name: b }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "${roleRef}" }
subjects: ${subjects}
---
`;
}

const EVERYONE =
  '[{ kind: Group, name: "system:authenticated" }, { kind: Group, name: "system:unauthenticated" }, { kind: Group, name: "system:serviceaccounts" }, { kind: User, name: "system:anonymous" }]';

function clusterRole(rule: string): string {
  return `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: mine }
rules: [${rule}]
---
`;
}

export default {
  check: 'everyone-binding',
  passing: [
    {
      name: "Kubernetes' own discovery roles",
      yaml: [
        'system:basic-user',
        'system:discovery',
        'system:public-info-viewer',
        'system:service-account-issuer-discovery',
      ]
        .map(name => binding(name, EVERYONE))
        .join(''),
    },
    {
      name: 'others than everyone',
      yaml: binding(
        'view',
        '[{ kind: Group, name: "system:serviceaccounts:a" }, { kind: ServiceAccount, name: "system:authenticated", namespace: a }, { kind: Group, name: team }]',
      ),
    },
    {
      name: 'a role that gives nothing',
      yaml:
        clusterRole('{ verbs: [get] }, { verbs: [get], resources: [pods], apiGroups: [] }') + binding('mine', EVERYONE),
    },
    {
      name: 'another group',
      yaml: binding('view', EVERYONE).replace('rbac.authorization.k8s.io/v1', 'example.com/v1'),
    },
  ],
  failing: [
    {
      name: 'everyone reads what there is',
      yaml: binding('view', EVERYONE),
      finds: [
        'ClusterRoleBinding b subjects[0].name: system:authenticated is everyone who has any credentials, and gets the rights of ClusterRole view',
        'ClusterRoleBinding b subjects[1].name: system:unauthenticated is everyone, and gets the rights of ClusterRole view',
        'ClusterRoleBinding b subjects[2].name: system:serviceaccounts is every ServiceAccount, and gets the rights of ClusterRole view',
        'ClusterRoleBinding b subjects[3].name: system:anonymous is everyone, and gets the rights of ClusterRole view',
      ],
    },
    {
      name: 'URLs by a star, and what is more than a review of oneself',
      yaml: [
        '{ nonResourceURLs: ["*"], verbs: [get] }',
        '{ nonResourceURLs: [/logs], verbs: [post] }',
        '{ apiGroups: [authorization.k8s.io], resources: [subjectaccessreviews], verbs: [create] }',
      ]
        .map((rule, index) =>
          (clusterRole(rule) + binding('mine', '[{ kind: User, name: "system:anonymous" }]'))
            .replaceAll('mine', `mine-${index}`)
            .replace('name: b', `name: b-${index}`),
        )
        .join(''),
      finds: [0, 1, 2].map(
        index =>
          `ClusterRoleBinding b-${index} subjects[0].name: system:anonymous is everyone, and gets the rights of ClusterRole mine-${index}`,
      ),
    },
    {
      name: 'a role that nobody knows, in one namespace',
      yaml: binding('unknown', '[{ kind: Group, name: "system:authenticated" }]', 'RoleBinding'),
      finds: [
        'RoleBinding b subjects[0].name: system:authenticated is everyone who has any credentials, and gets the rights of ClusterRole unknown, which is not known here',
      ],
    },
  ],
} satisfies CheckCases;
