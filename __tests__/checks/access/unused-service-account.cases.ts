import type { CheckCases } from '../check-cases';

const ACCOUNT = `
apiVersion: v1
kind: ServiceAccount
metadata: { name: sa, namespace: a }
---
`;

function object(apiVersion: string, kind: string, spec: string, namespace = 'a'): string {
  return `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: x, namespace: ${namespace} }
spec: ${spec}
---
`;
}

const NOT_USED = 'ServiceAccount a/sa: nothing runs as ServiceAccount "sa"';

export default {
  check: 'unused-service-account',
  passing: [
    {
      name: 'a pod',
      yaml:
        ACCOUNT +
        object('batch/v1', 'CronJob', '{ jobTemplate: { spec: { template: { spec: { serviceAccountName: sa } } } } }'),
    },
    { name: 'by the old name', yaml: ACCOUNT + object('v1', 'Pod', '{ serviceAccount: sa }') },
    { name: 'a pod of a stub', yaml: ACCOUNT, site: object('v1', 'Pod', '{ serviceAccountName: sa }') },
    {
      name: 'custom objects',
      yaml: ACCOUNT + object('monitoring.coreos.com/v1', 'Prometheus', '{ serviceAccountName: sa }'),
    },
    {
      name: 'a reference somewhere in a custom object',
      yaml:
        ACCOUNT +
        object(
          'external-secrets.io/v1',
          'SecretStore',
          '{ provider: { vault: { auth: [{ kubernetes: { serviceAccountRef: { name: sa } } }] } } }',
        ),
    },
    {
      name: 'a reference from another namespace',
      yaml:
        ACCOUNT +
        object(
          'external-secrets.io/v1',
          'SecretStore',
          '{ x: &x { serviceAccountRef: { name: sa, namespace: a } }, y: *x }',
          'b',
        ),
    },
    {
      name: 'Argo CD delivers as it',
      yaml:
        ACCOUNT +
        object(
          'argoproj.io/v1alpha1',
          'AppProject',
          '{ destinationServiceAccounts: [{ server: s, namespace: a, defaultServiceAccount: sa }] }',
          'argocd',
        ),
    },
    {
      name: 'Argo CD delivers as it, elsewhere',
      yaml:
        ACCOUNT +
        object(
          'argoproj.io/v1alpha1',
          'AppProject',
          '{ destinationServiceAccounts: [{ server: s, namespace: b, defaultServiceAccount: "a:sa" }] }',
          'argocd',
        ),
    },
    {
      name: 'a token of it',
      yaml: `${ACCOUNT}
apiVersion: v1
kind: Secret
metadata: { name: t, namespace: a, annotations: { kubernetes.io/service-account.name: sa } }
type: kubernetes.io/service-account-token
`,
    },
    { name: 'the one that is in every namespace', yaml: ACCOUNT.replace('name: sa', 'name: default') },
    { name: 'another group', yaml: ACCOUNT.replace('v1', 'example.com/v1') },
  ],
  failing: [
    {
      name: 'J01: ml-api-sa, which no Deployment uses',
      yaml: `
apiVersion: v1
kind: ServiceAccount
metadata: { name: ml-api-sa, namespace: default }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: ml-api-role }
rules:
  - { apiGroups: [""], resources: [configmaps, secrets], verbs: [get, list] }
  - { apiGroups: [apps], resources: [deployments], verbs: [get, list, watch] }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: ml-api-rolebinding }
subjects: [{ kind: ServiceAccount, name: ml-api-sa, namespace: default }]
roleRef: { kind: Role, name: ml-api-role, apiGroup: rbac.authorization.k8s.io }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ml-api }
spec: { template: { spec: { containers: [{ name: ml-api }] } } }
`,
      finds: [
        'ServiceAccount default/ml-api-sa: nothing runs as ServiceAccount "ml-api-sa", and it has the rights of RoleBinding ml-api-rolebinding',
      ],
    },
    {
      name: 'a pod of another namespace, and one of another account',
      yaml:
        ACCOUNT +
        object('v1', 'Pod', '{ serviceAccountName: sa }', 'b') +
        object('v1', 'Pod', '{ serviceAccountName: other }'),
      finds: [NOT_USED],
    },
    {
      name: "a field of that name in one of Kubernetes' own objects",
      yaml: ACCOUNT + object('networking.k8s.io/v1', 'NetworkPolicy', '{ serviceAccountName: sa }'),
      finds: [NOT_USED],
    },
  ],
} satisfies CheckCases;
