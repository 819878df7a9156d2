import type { CheckCases } from '../check-cases';

const SERVER = 'https://kubernetes.default.svc';
const project = (...accounts: string[]) => `
apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata: { name: p, namespace: argocd }
spec:
  destinations: [{ namespace: a, server: "${SERVER}" }, { namespace: b, server: "${SERVER}" }]
  destinationServiceAccounts: [${accounts.join(', ')}]
---
`;
const account = (namespace: string, name: string, server = SERVER) =>
  `{ server: "${server}", namespace: "${namespace}", defaultServiceAccount: "${name}" }`;
const settings = (...data: string[]) => `
apiVersion: v1
kind: ConfigMap
metadata: { name: argocd-cm, namespace: argocd }
data: { ${data.join(', ')} }
---
`;
const serviceAccount = (namespace: string, name: string) => `
apiVersion: v1
kind: ServiceAccount
metadata: { name: ${name}, namespace: ${namespace} }
---
`;
const ON = 'application.sync.impersonation.enabled: "true"';
const LOOSE = 'application.sync.impersonation.enforced: "false"';
const site = (argocd: string) => `
apiVersion: fortress.cdk8s.io/v1
kind: Site
spec: { versions: { argocd: "${argocd}" } }
`;
const DEPLOYERS = serviceAccount('a', 'deployer') + serviceAccount('b', 'deployer');
const BOTH = [account('a', 'deployer'), account('b', 'deployer')];

export default {
  check: 'argo-impersonation',
  passing: [
    {
      name: 'G13: an account for each destination',
      yaml: settings(ON) + project(...BOTH) + DEPLOYERS,
      site: site('3.5'),
    },
    {
      name: 'one for all, elsewhere',
      yaml: settings(ON) + project(account('*', 'argocd:deployer', '*')) + serviceAccount('argocd', 'deployer'),
    },
    { name: 'it is off, and nobody is named', yaml: settings('url: x') + project() },
    { name: 'it is on, and not enforced', yaml: settings(ON, LOOSE) + project() },
    { name: 'nobody knows the settings', yaml: project(...BOTH) },
    { name: 'another group', yaml: settings(ON) + project().replace('argoproj.io', 'example.com') },
  ],
  failing: [
    {
      name: 'G13: accounts are named, and it is off',
      yaml: settings('url: x') + project(...BOTH) + DEPLOYERS,
      finds: [
        'AppProject argocd/p spec.destinationServiceAccounts: syncs have the rights of Argo CD itself: application.sync.impersonation.enabled of argocd-cm is not "true"',
      ],
    },
    {
      name: 'G13: a release that cannot do it',
      yaml: settings(ON) + project(...BOTH) + DEPLOYERS,
      site: site('2.12.3'),
      finds: [
        'AppProject argocd/p spec.destinationServiceAccounts: syncs have the rights of Argo CD itself: Argo CD 2.12.3 cannot do it',
      ],
    },
    {
      name: 'a destination without an account, and an account that is not there',
      yaml: settings(ON) + project(account('a', 'deployer')),
      finds: [
        'AppProject argocd/p spec.destinationServiceAccounts[0].defaultServiceAccount: ServiceAccount a/deployer is not there',
        'AppProject argocd/p spec.destinations[1]: no sync into b succeeds: no ServiceAccount is named for it',
      ],
    },
  ],
} satisfies CheckCases;
