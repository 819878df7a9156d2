import type { CheckCases } from '../check-cases';

const ACCOUNT = `
apiVersion: v1
kind: ServiceAccount
metadata: { name: sa, namespace: a }
---
`;

function workload(name: string, namespace = 'a'): string {
  return `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${namespace} }
spec: { template: { spec: { serviceAccountName: sa } } }
---
`;
}

const BINDING = `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: b, namespace: a }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }
subjects: [{ kind: ServiceAccount, name: sa }]
---
`;

export default {
  check: 'shared-service-account',
  passing: [
    { name: 'one workload', yaml: ACCOUNT + BINDING + workload('d') + workload('e', 'b') },
    { name: 'without rights', yaml: ACCOUNT + workload('d') + workload('e') },
    {
      name: 'the rights of everyone are not its own',
      yaml:
        ACCOUNT +
        workload('d') +
        workload('e') +
        BINDING.replace('kind: ServiceAccount, name: sa', 'kind: Group, name: "system:serviceaccounts"'),
    },
    {
      name: 'the default account is for another check',
      yaml:
        (ACCOUNT + BINDING).replaceAll('name: sa', 'name: default') +
        (workload('d') + workload('e')).replaceAll('serviceAccountName: sa', ''),
    },
    {
      name: 'a pod that its counted Deployment has made',
      yaml: `${ACCOUNT}${BINDING}${workload('d')}
apiVersion: v1
kind: Pod
metadata: { name: d-1, namespace: a, ownerReferences: [{ apiVersion: apps/v1, kind: Deployment, name: d, controller: true }] }
spec: { serviceAccountName: sa }
`,
    },
  ],
  failing: [
    {
      name: 'L01: training and inference',
      yaml: ACCOUNT + BINDING + workload('training') + workload('inference'),
      finds: ['ServiceAccount a/sa: Deployment training, Deployment inference all have the rights of RoleBinding a/b'],
    },
    {
      name: 'five workloads, and a role that is not known',
      yaml:
        ACCOUNT +
        BINDING.replace('name: view', 'name: unknown') +
        ['1', '2', '3', '4', '5'].map(index => workload(`d${index}`)).join(''),
      finds: [
        'ServiceAccount a/sa: Deployment d1, Deployment d2, Deployment d3 and 2 more all have the rights of RoleBinding a/b',
      ],
    },
  ],
} satisfies CheckCases;
