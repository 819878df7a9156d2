import type { CheckCases } from '../check-cases';
import { D04, deployment } from './seed-pods';

function account(rest: string): string {
  return `
apiVersion: v1
kind: ServiceAccount
metadata: { name: sa, namespace: a }
${rest}
---
`;
}

function binding(subject: string, kind = 'RoleBinding', namespace = 'a'): string {
  return `
apiVersion: rbac.authorization.k8s.io/v1
kind: ${kind}
metadata: { name: b${kind === 'RoleBinding' ? `, namespace: ${namespace}` : ''} }
subjects: [${subject}]
roleRef: { kind: ClusterRole, name: view }
---
`;
}

const POD = deployment('serviceAccountName: sa');
const SA = '{ kind: ServiceAccount, name: sa, namespace: a }';

export default {
  check: 'service-account-token',
  passing: [
    {
      name: 'J02: not mounted, says the pod',
      yaml: deployment('serviceAccountName: sa, automountServiceAccountToken: false'),
    },
    { name: 'not mounted, says the account', yaml: POD + account('automountServiceAccountToken: false') },
    { name: 'an account that lives elsewhere', yaml: POD, site: account('automountServiceAccountToken: false') },
    {
      name: 'a binding for the account: in its namespace, in another, in the cluster',
      yaml: POD + binding(SA),
      site: '',
    },
    { name: 'a binding in another namespace', yaml: POD + binding(SA, 'RoleBinding', 'b') },
    { name: 'a binding of the cluster', yaml: POD + binding(SA, 'ClusterRoleBinding') },
    {
      name: 'a binding without the namespace of the account',
      yaml: POD + binding('{ kind: ServiceAccount, name: sa }'),
    },
    {
      name: 'a binding for all accounts, for those of the namespace, for the user that it is',
      yaml: ['system:serviceaccounts', 'system:serviceaccounts:a', 'system:serviceaccount:a:sa']
        .map((name, index) =>
          (POD + binding(`{ kind: Group, name: "${name}" }`)).replaceAll('name: b', `name: b${index}`),
        )
        .join(''),
    },
    {
      name: 'a token for somebody else',
      yaml: deployment(
        'automountServiceAccountToken: false, volumes: [{ projected: { sources: [{ serviceAccountToken: { audience: vault, path: t } }] } }]',
      ),
    },
  ],
  failing: [
    {
      name: 'D04: the Deployment of the pipeline',
      yaml: D04,
      finds: [
        'Deployment ml-production/ml-model-deployment spec.template.spec.automountServiceAccountToken: the pod holds a token of ServiceAccount "default", to which no binding gives any right',
      ],
    },
    {
      name: 'J01, J02: an account that no pod uses has the binding',
      yaml: deployment('serviceAccountName: other') + account('') + binding(SA),
      finds: [
        'Deployment a/w spec.template.spec.automountServiceAccountToken: the pod holds a token of ServiceAccount "other", to which no binding gives any right',
      ],
    },
    {
      name: 'the pod has the last word',
      yaml:
        deployment('serviceAccountName: sa, automountServiceAccountToken: true') +
        account('automountServiceAccountToken: false'),
      finds: [
        'Deployment a/w spec.template.spec.automountServiceAccountToken: the pod holds a token of ServiceAccount "sa", to which no binding gives any right',
      ],
    },
    {
      name: 'of another type',
      yaml: deployment('automountServiceAccountToken: "false"'),
      finds: [
        'Deployment a/w spec.template.spec.automountServiceAccountToken: the pod holds a token of ServiceAccount "default", to which no binding gives any right',
      ],
    },
    {
      name: 'an account of the same name elsewhere',
      yaml:
        POD +
        binding('{ kind: ServiceAccount, name: sa, namespace: b }') +
        binding('{ kind: Group, name: "system:serviceaccounts:b" }') +
        binding('{ kind: Group, name: 7 }'),
      finds: [
        'Deployment a/w spec.template.spec.automountServiceAccountToken: the pod holds a token of ServiceAccount "sa", to which no binding gives any right',
      ],
    },
    {
      name: 'a token that is mounted by hand',
      yaml: deployment(
        'automountServiceAccountToken: false, volumes: [{ projected: { sources: [{ serviceAccountToken: { path: token } }] } }]',
      ),
      finds: [
        'Deployment a/w spec.template.spec.volumes[0].projected.sources[0].serviceAccountToken: the pod holds a token of ServiceAccount "default", to which no binding gives any right',
      ],
    },
  ],
} satisfies CheckCases;
