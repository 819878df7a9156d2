import type { CheckCases } from '../check-cases';

function binding(subjects: string, roleRef = 'kind: ClusterRole, name: view', kind = 'RoleBinding'): string {
  return `
apiVersion: rbac.authorization.k8s.io/v1
kind: ${kind}
metadata: { name: b${kind === 'RoleBinding' ? ', namespace: a' : ''} }
roleRef: { apiGroup: rbac.authorization.k8s.io, ${roleRef} }
subjects: [${subjects}]
---
`;
}

export default {
  check: 'default-account-rights',
  passing: [
    {
      name: 'accounts of other names',
      yaml: binding(
        '{ kind: ServiceAccount, name: sa }, { kind: User, name: default }, { kind: Group, name: default }',
      ),
    },
    {
      name: 'a role without rules',
      yaml: `${binding('{ kind: ServiceAccount, name: default }', 'kind: Role, name: none')}
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: none, namespace: a }
`,
    },
    {
      name: 'another group',
      yaml: binding('{ kind: ServiceAccount, name: default }').replace(
        'rbac.authorization.k8s.io/v1',
        'example.com/v1',
      ),
    },
  ],
  failing: [
    {
      name: 'here, elsewhere, and by user name',
      yaml: binding(
        '{ kind: ServiceAccount, name: default }, { kind: ServiceAccount, name: default, namespace: c }, { kind: User, name: "system:serviceaccount:c:default" }',
        'kind: Role, name: unknown',
      ),
      finds: [
        '[0]: ServiceAccount a/default',
        '[1]: ServiceAccount c/default',
        '[2]: system:serviceaccount:c:default',
      ].map(
        account =>
          `RoleBinding a/b subjects${account} gets Role unknown, and so does every pod that names no ServiceAccount`,
      ),
    },
    {
      name: 'everywhere',
      yaml: binding(
        '{ kind: ServiceAccount, name: default, namespace: c }',
        'kind: ClusterRole, name: view',
        'ClusterRoleBinding',
      ),
      finds: [
        'ClusterRoleBinding b subjects[0]: ServiceAccount c/default gets ClusterRole view, and so does every pod that names no ServiceAccount',
      ],
    },
  ],
} satisfies CheckCases;
