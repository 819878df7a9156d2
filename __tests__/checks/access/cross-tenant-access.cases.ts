import type { CheckCases } from '../check-cases';

function namespace(name: string, labels = `tenant: ${name}`): string {
  return `
apiVersion: v1
kind: Namespace
metadata: { name: ${name}, labels: { ${labels} } }
---
`;
}

function binding(subjects: string, namespace = '', roleRef = 'kind: ClusterRole, name: view'): string {
  return `
apiVersion: rbac.authorization.k8s.io/v1
kind: ${namespace === '' ? 'ClusterRoleBinding' : 'RoleBinding'}
metadata: { name: b${namespace === '' ? '' : `, namespace: ${namespace}`} }
roleRef: { apiGroup: rbac.authorization.k8s.io, ${roleRef} }
subjects: [${subjects}]
---
`;
}

const TENANTS =
  namespace('tenant-a') +
  namespace('tenant-b') +
  namespace('ml-security', '') +
  namespace('tenant-a-training', 'tenant: tenant-a');
const A = '{ kind: ServiceAccount, name: tenant-a-ml-inference-sa, namespace: tenant-a }';
const ROLE = 'kind: ClusterRole, name: mine';

function clusterRole(rules: string): string {
  return `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: mine }
rules: ${rules}
---
`;
}

const VIEW =
  'may get, list, watch configmaps, endpoints, persistentvolumeclaims, persistentvolumeclaims/status, pods and more';
const WHO = 'ServiceAccount tenant-a/tenant-a-ml-inference-sa of tenant "tenant-a"';

export default {
  check: 'cross-tenant-access',
  passing: [
    { name: 'K01: in its own namespaces', yaml: TENANTS + binding(A, 'tenant-a') + binding(A, 'tenant-a-training') },
    {
      name: "the platform's, and people",
      yaml:
        TENANTS +
        binding(
          '{ kind: ServiceAccount, name: argocd, namespace: ml-security }, { kind: User, name: jane }, { kind: Group, name: team }',
        ),
    },
    {
      name: 'resources that have no namespace, and URLs',
      yaml: `${TENANTS}${clusterRole('[{ apiGroups: [""], resources: [nodes, persistentvolumes/status], verbs: [get] }, { nonResourceURLs: [/metrics], verbs: [get] }, { apiGroups: [storage.k8s.io], resources: [storageclasses], verbs: [list] }]')}${binding(A, '', ROLE)}`,
    },
    {
      name: 'a custom resource without namespaces',
      yaml: `${TENANTS}${clusterRole('[{ apiGroups: [example.com], resources: [widgets], verbs: [get] }]')}${binding(A, '', ROLE)}
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.example.com }
spec: { group: example.com, scope: Cluster, names: { kind: Widget, plural: widgets } }
`,
    },
    {
      name: 'a role that gives nothing',
      yaml: TENANTS + clusterRole('[]') + binding(A, '', ROLE) + binding(A, 'tenant-b', ROLE),
    },
    { name: 'another group', yaml: TENANTS + binding(A).replace('rbac.authorization.k8s.io/v1', 'example.com/v1') },
    {
      name: 'no tenants',
      yaml: namespace('tenant-a', '') + binding(`${A}, { kind: Group, name: "system:serviceaccounts" }`),
    },
    {
      name: 'everyone in a namespace of the platform is for another check',
      yaml: TENANTS + binding('{ kind: Group, name: "system:serviceaccounts" }', 'ml-security'),
    },
  ],
  failing: [
    {
      name: 'K02, B12: tenant-a in tenant-b',
      yaml: TENANTS + binding(A, 'tenant-b'),
      finds: [`RoleBinding tenant-b/b subjects[0]: ${WHO} ${VIEW}, in namespace "tenant-b" of tenant "tenant-b"`],
    },
    {
      name: 'B13: a tenant in ml-security, where only the platform has any verb',
      yaml: `${TENANTS}${binding(A, 'ml-security', 'kind: Role, name: mine')}
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: mine, namespace: ml-security }
rules: [{ apiGroups: [""], resources: [configmaps], resourceNames: [one], verbs: [get] }]
`,
      finds: [
        `RoleBinding ml-security/b subjects[0]: ${WHO} may get configmaps, in namespace "ml-security" of the platform`,
      ],
    },
    {
      name: 'everywhere, as user and as group of ServiceAccounts',
      yaml:
        TENANTS +
        binding(
          `{ kind: User, name: "system:serviceaccount:tenant-a:x" }, { kind: Group, name: "system:serviceaccounts:tenant-b" }, { kind: Group, name: "system:serviceaccounts" }`,
        ),
      finds: [
        `ClusterRoleBinding b subjects[0]: User "system:serviceaccount:tenant-a:x" of tenant "tenant-a" ${VIEW}, in every namespace`,
        `ClusterRoleBinding b subjects[1]: Group "system:serviceaccounts:tenant-b" of tenant "tenant-b" ${VIEW}, in every namespace`,
        `ClusterRoleBinding b subjects[2]: Group "system:serviceaccounts" ${VIEW}, in every namespace`,
      ],
    },
    {
      name: 'every ServiceAccount in a namespace of one tenant, and a namespace that nobody knows',
      yaml:
        TENANTS +
        binding('{ kind: Group, name: "system:serviceaccounts" }', 'tenant-a') +
        binding(A, 'elsewhere', 'kind: Role, name: unknown'),
      finds: [
        `RoleBinding tenant-a/b subjects[0]: Group "system:serviceaccounts" ${VIEW}, in namespace "tenant-a" of tenant "tenant-a"`,
        `RoleBinding elsewhere/b subjects[0]: ${WHO} gets Role unknown, which is not known here, in namespace "elsewhere" of the platform`,
      ],
    },
    {
      name: 'resources by a star, and one that is not known to have no namespace',
      yaml:
        TENANTS +
        [
          '[{ apiGroups: [""], resources: ["*"], verbs: [get] }]',
          '[{ apiGroups: [example.com], resources: [widgets], verbs: [get] }]',
          '[{ apiGroups: [""], resources: ["*/scale"], verbs: [get] }]',
        ]
          .map((rules, index) =>
            (clusterRole(rules) + binding(A, '', ROLE))
              .replaceAll('mine', `mine-${index}`)
              .replace('name: b', `name: b-${index}`),
          )
          .join(''),
      finds: [
        ['*', 0],
        ['widgets', 1],
        ['*/scale', 2],
      ].map(
        ([resource, index]) =>
          `ClusterRoleBinding b-${index} subjects[0]: ${WHO} may get ${resource}, in every namespace`,
      ),
    },
  ],
} satisfies CheckCases;
