import type { CheckCases } from '../check-cases';

const configMap = (name: string, ...data: string[]) => `
apiVersion: v1
kind: ConfigMap
metadata: { name: ${name}, namespace: argocd }
data:
${data.map(line => `  ${line}\n`).join('')}---
`;
const SSO = 'oidc.config: "issuer: https://id.example.com"';

export default {
  check: 'argo-cd-access',
  passing: [
    {
      name: 'G12: people log in, and the administrator is off',
      yaml: configMap('argocd-cm', SSO, 'admin.enabled: "false"', 'exec.enabled: "false"'),
    },
    { name: 'nobody has set up single sign-on yet', yaml: configMap('argocd-cm', 'url: https://argocd.local') },
    {
      name: 'G13: roles for groups, and reading for the rest',
      yaml:
        configMap('argocd-rbac-cm', 'policy.default: role:readonly', 'policy.csv: "g, platform, role:admin"') +
        configMap('argocd-rbac-cm', 'policy.default: ""', 'policy.csv: "p, team-a, applications, sync, a/*, allow"'),
    },
    { name: 'a ConfigMap of another name', yaml: configMap('settings', SSO, 'policy.default: role:admin') },
  ],
  failing: [
    {
      name: 'G12: the password of everybody, beside single sign-on',
      yaml:
        configMap('argocd-cm', SSO) + configMap('argocd-cm', 'dex.config: "connectors: []"', 'admin.enabled: "true"'),
      finds: [
        'ConfigMap argocd/argocd-cm data[admin.enabled]: the built-in administrator is on, though people log in with their own accounts',
        'ConfigMap argocd/argocd-cm data[admin.enabled]: the built-in administrator is on, though people log in with their own accounts',
      ],
    },
    {
      name: 'no login, and shells',
      yaml: configMap('argocd-cm', 'users.anonymous.enabled: "true"', 'exec.enabled: "true"'),
      finds: [
        'ConfigMap argocd/argocd-cm data[users.anonymous.enabled]: nobody has to log in',
        'ConfigMap argocd/argocd-cm data[exec.enabled]: the page opens shells in pods',
      ],
    },
    {
      name: 'G13: rights for everybody',
      yaml: configMap(
        'argocd-rbac-cm',
        'policy.default: role:admin',
        'policy.csv: "g, platform, role:admin\\np, *, applications, sync, */*, allow"',
        'policy.more.csv: "g, *, role:admin"',
      ),
      finds: [
        'ConfigMap argocd/argocd-rbac-cm data[policy.default]: everybody who logs in has "role:admin"',
        'ConfigMap argocd/argocd-rbac-cm data[policy.csv] line 2: "p, *, applications, sync, */*, allow" is for everybody',
        'ConfigMap argocd/argocd-rbac-cm data[policy.more.csv] line 1: "g, *, role:admin" is for everybody',
      ],
    },
  ],
} satisfies CheckCases;
