import type { CheckCases } from '../check-cases';

function binding(kind: string, roleRef: string, subjects: string): string {
  return `
apiVersion: rbac.authorization.k8s.io/v1
kind: ${kind}
metadata: { name: b${kind === 'RoleBinding' ? ', namespace: a' : ''} }
roleRef: { apiGroup: rbac.authorization.k8s.io, ${roleRef} }
subjects: ${subjects}
---
`;
}

function clusterRole(rule: string): string {
  return `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: mine }
rules: [${rule}]
---
`;
}

const AGENT = '[{ kind: ServiceAccount, name: mlsecops-agent, namespace: gitlab-agent-mlsecops-agent }]';

export default {
  check: 'cluster-admin-binding',
  passing: [
    {
      name: 'other roles',
      yaml:
        binding('ClusterRoleBinding', 'kind: ClusterRole, name: view', AGENT) +
        binding('RoleBinding', 'kind: Role, name: cluster-admin', AGENT),
    },
    {
      name: 'all verbs on some resources, and on one object',
      yaml:
        clusterRole(
          '{ apiGroups: ["*"], resources: [pods], verbs: ["*"] }, { apiGroups: ["*"], resources: ["*"], verbs: ["*"], resourceNames: [x] }',
        ) + binding('ClusterRoleBinding', 'kind: ClusterRole, name: mine', AGENT),
    },
    { name: 'nobody', yaml: binding('ClusterRoleBinding', 'kind: ClusterRole, name: cluster-admin', '7') },
    {
      name: 'another group',
      yaml: binding('ClusterRoleBinding', 'kind: ClusterRole, name: cluster-admin', AGENT).replace(
        'rbac.authorization.k8s.io/v1',
        'example.com/v1',
      ),
    },
  ],
  failing: [
    {
      name: 'H07: the GitLab agent as its chart has it',
      yaml: binding('ClusterRoleBinding', 'kind: ClusterRole, name: cluster-admin', AGENT),
      finds: [
        'ClusterRoleBinding b roleRef.name: ServiceAccount gitlab-agent-mlsecops-agent/mlsecops-agent may do everything, by ClusterRole cluster-admin',
      ],
    },
    {
      name: 'in one namespace, for a user and a group',
      yaml: binding(
        'RoleBinding',
        'kind: ClusterRole, name: cluster-admin',
        '[{ kind: User, name: jane }, { kind: Group, name: team }]',
      ),
      finds: ['User "jane"', 'Group "team"'].map(
        who => `RoleBinding a/b roleRef.name: ${who} may do everything in namespace "a", by ClusterRole cluster-admin`,
      ),
    },
    {
      name: 'by another name',
      yaml:
        clusterRole('{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }') +
        binding('ClusterRoleBinding', 'kind: ClusterRole, name: mine', '[{ kind: Group, name: team }]'),
      finds: ['ClusterRoleBinding b roleRef.name: Group "team" may do everything, by ClusterRole mine'],
    },
    {
      name: 'the group above all roles',
      yaml: binding('ClusterRoleBinding', 'kind: ClusterRole, name: view', '[{ kind: Group, name: "system:masters" }]'),
      finds: ['ClusterRoleBinding b subjects[0].name: the group system:masters may do everything without any role'],
    },
  ],
} satisfies CheckCases;
