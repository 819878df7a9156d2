import type { CheckCases } from '../check-cases';

function role(...rules: string[]): string {
  return `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: ml-api-role }
rules: [${rules.join(', ')}]
---
`;
}

function binding(name: string): string {
  return `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: b, namespace: a }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: ${name} }
subjects: [{ kind: Group, name: team }]
---
`;
}

export default {
  check: 'reads-secrets',
  passing: [
    {
      name: 'by name',
      yaml: role('{ apiGroups: [""], resources: [secrets], verbs: [get, list, watch], resourceNames: [mine] }'),
    },
    {
      name: 'writing, another group, other resources',
      yaml: role(
        '{ apiGroups: [""], resources: [secrets], verbs: [create] }',
        '{ apiGroups: [apps], resources: [secrets], verbs: [get] }',
        '{ apiGroups: [""], resources: [configmaps, secrets/status], verbs: [get] }',
      ),
    },
    {
      name: 'view, and what another check is for',
      yaml: binding('view') + binding('cluster-admin') + binding('unknown'),
    },
    {
      name: 'a group of the same name',
      yaml: role('{ apiGroups: [""], resources: [secrets], verbs: [get] }').replace(
        'rbac.authorization.k8s.io/v1',
        'example.com/v1',
      ),
    },
  ],
  failing: [
    {
      name: 'J01: ml-api-role',
      yaml: role(
        '{ apiGroups: [""], resources: [configmaps, secrets], verbs: [get, list] }',
        '{ apiGroups: [apps], resources: [deployments], verbs: [get, list, watch] }',
      ),
      finds: ['Role ml-api-role rules[0]: the rule allows to get, list every Secret'],
    },
    {
      name: 'L03, B12: by wildcards',
      yaml: role('{ apiGroups: ["*"], resources: ["*"], verbs: [watch] }'),
      finds: ['Role ml-api-role rules[0]: the rule allows to watch every Secret'],
    },
    {
      name: "Kubernetes' own edit",
      yaml: binding('edit'),
      finds: ['RoleBinding a/b roleRef.name: ClusterRole edit allows to get, list, watch every Secret'],
    },
    {
      name: "what Kubernetes' own components may",
      yaml: binding('system:kube-controller-manager'),
      finds: [
        'RoleBinding a/b roleRef.name: ClusterRole system:kube-controller-manager allows to get, list, watch every Secret',
      ],
    },
  ],
} satisfies CheckCases;
