import type { CheckCases } from '../check-cases';

const NAMESPACES = `
apiVersion: v1
kind: Namespace
metadata: { name: tenant-a, labels: { tenant: tenant-a } }
---
apiVersion: v1
kind: Namespace
metadata: { name: argocd }
---
`;

function role(...rules: string[]): string {
  return `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: r, namespace: tenant-a }
rules: [${rules.join(', ')}]
---
`;
}

function binding(subjects: string, roleRef = 'kind: Role, name: r', kind = 'RoleBinding'): string {
  return `
apiVersion: rbac.authorization.k8s.io/v1
kind: ${kind}
metadata: { name: b${kind === 'RoleBinding' ? ', namespace: tenant-a' : ''} }
roleRef: { apiGroup: rbac.authorization.k8s.io, ${roleRef} }
subjects: [${subjects}]
---
`;
}

const TEAM = '{ kind: Group, name: team-vision }';
const QUOTA = '{ apiGroups: [""], resources: [resourcequotas], verbs: [get, patch] }';

export default {
  check: 'tenant-self-service',
  passing: [
    {
      name: 'reading, and writing workloads',
      yaml:
        NAMESPACES +
        role(
          '{ apiGroups: [""], resources: [resourcequotas, pods], verbs: [get, list] }',
          '{ apiGroups: [apps], resources: [deployments], verbs: ["*"] }',
        ) +
        binding(TEAM),
    },
    {
      name: 'the platform, and system users',
      yaml:
        NAMESPACES +
        role(QUOTA) +
        binding(
          '{ kind: ServiceAccount, name: controller, namespace: argocd }, { kind: User, name: "system:kube-scheduler" }',
        ),
    },
    {
      name: "a namespace that is no tenant's",
      yaml: NAMESPACES.replace('labels: { tenant: tenant-a }', 'labels: {}') + role(QUOTA) + binding(TEAM),
    },
    {
      name: 'everywhere, for people and the platform',
      yaml:
        NAMESPACES +
        binding(
          `${TEAM}, { kind: ServiceAccount, name: controller, namespace: argocd }`,
          'kind: ClusterRole, name: admin',
          'ClusterRoleBinding',
        ),
    },
    { name: 'a role that is not known', yaml: NAMESPACES + binding(TEAM) },
  ],
  failing: [
    {
      name: 'quota, policies, roles, grants, projects',
      yaml:
        NAMESPACES +
        role(
          QUOTA,
          '{ apiGroups: [cilium.io], resources: [ciliumnetworkpolicies], verbs: [create] }',
          '{ apiGroups: [rbac.authorization.k8s.io], resources: [rolebindings], verbs: [delete] }',
          '{ apiGroups: [gateway.networking.k8s.io], resources: [referencegrants], verbs: [update] }',
          '{ apiGroups: [argoproj.io], resources: [applications], verbs: [deletecollection] }',
          '{ apiGroups: [""], resources: [namespaces], verbs: [patch] }',
        ) +
        binding(TEAM),
      finds: [
        'RoleBinding tenant-a/b subjects[0]: Group "team-vision" of a tenant may patch resourcequotas; create ciliumnetworkpolicies.cilium.io; delete rolebindings.rbac.authorization.k8s.io; update referencegrants.gateway.networking.k8s.io; deletecollection applications.argoproj.io; patch namespaces',
      ],
    },
    {
      name: "Kubernetes' own edit and admin, for a ServiceAccount, a user and all ServiceAccounts of the namespace",
      yaml:
        NAMESPACES +
        binding('{ kind: ServiceAccount, name: sa }', 'kind: ClusterRole, name: edit') +
        binding(
          '{ kind: User, name: jane }, { kind: Group, name: "system:serviceaccounts:tenant-a" }',
          'kind: ClusterRole, name: admin',
        ).replace('name: b', 'name: c'),
      finds: [
        'RoleBinding tenant-a/b subjects[0]: ServiceAccount tenant-a/sa of a tenant may create, update, patch, delete, deletecollection networkpolicies.networking.k8s.io',
        ...['[0]: User "jane"', '[1]: Group "system:serviceaccounts:tenant-a"'].map(
          who =>
            `RoleBinding tenant-a/c subjects${who} of a tenant may create, update, patch, delete, deletecollection roles.rbac.authorization.k8s.io; create, update, patch, delete, deletecollection rolebindings.rbac.authorization.k8s.io; create, update, patch, delete, deletecollection networkpolicies.networking.k8s.io`,
        ),
      ],
    },
    {
      name: 'everyone in the namespace, and its ServiceAccount everywhere',
      yaml: `${NAMESPACES}${role(QUOTA)}${binding('{ kind: Group, name: "system:authenticated" }')}
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: labels }
rules: [{ apiGroups: [""], resources: [namespaces], verbs: [update] }]
---
${binding('{ kind: ServiceAccount, name: sa, namespace: tenant-a }', 'kind: ClusterRole, name: labels', 'ClusterRoleBinding')}`,
      finds: [
        'RoleBinding tenant-a/b subjects[0]: Group "system:authenticated" of a tenant may patch resourcequotas',
        'ClusterRoleBinding b subjects[0]: ServiceAccount tenant-a/sa of a tenant may update namespaces',
      ],
    },
    {
      name: 'rights that a ClusterRole of the platform adds to edit',
      yaml: `${NAMESPACES}
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: more, labels: { rbac.authorization.k8s.io/aggregate-to-view: "true" } }
rules: [{ apiGroups: [cilium.io], resources: [ciliumnetworkpolicies], verbs: [create] }]
---
${binding(TEAM, 'kind: ClusterRole, name: view')}`,
      finds: [
        'RoleBinding tenant-a/b subjects[0]: Group "team-vision" of a tenant may create ciliumnetworkpolicies.cilium.io',
      ],
    },
  ],
} satisfies CheckCases;
