import type { CheckCases } from '../check-cases';

function role(...rules: string[]): string {
  return `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: r, namespace: a }
rules: [${rules.join(', ')}]
---
`;
}

function rule(group: string, resource: string, verbs: string, names = ''): string {
  return `{ apiGroups: ["${group}"], resources: ["${resource}"], verbs: [${verbs}], resourceNames: [${names}] }`;
}

function binding(roleRef: string, kind = 'RoleBinding'): string {
  return `
apiVersion: rbac.authorization.k8s.io/v1
kind: ${kind}
metadata: { name: b, namespace: a }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: ${roleRef} }
subjects: [{ kind: ServiceAccount, name: s, namespace: a }]
---
`;
}

const RBAC = 'rbac.authorization.k8s.io';

export default {
  check: 'rbac-escalation',
  passing: [
    {
      name: 'reading, and writing what gives no right',
      yaml: role(
        rule('', 'pods', 'get, list'),
        rule('apps', 'deployments', '"*"'),
        rule(RBAC, 'roles', 'get, update'),
        rule('', 'nodes', 'get'),
        rule('', 'pods/log', 'get'),
      ),
    },
    {
      name: 'names of its own',
      yaml: role(
        rule(RBAC, 'roles', 'bind', 'viewer'),
        rule('', 'serviceaccounts/token', 'create', 'mine'),
        rule('', 'users', 'impersonate', 'jane'),
        rule('admissionregistration.k8s.io', 'mutatingwebhookconfigurations', 'update', 'mine'),
        rule('certificates.k8s.io', 'signers', 'approve', 'example.com/mine'),
      ),
    },
    {
      name: 'view, and a role that is judged by itself',
      yaml: binding('view') + binding('mine') + binding('cluster-admin'),
    },
    {
      name: 'edit of the cluster, if it is rendered, is judged by itself',
      yaml: `${binding('edit')}${role().replace('kind: Role', 'kind: ClusterRole').replace('name: r', 'name: edit')}`,
    },
    { name: 'a pattern that matches nothing', yaml: role(rule('', 'pods/*', 'create')) },
    {
      name: 'another group',
      yaml: role(rule('', '*', '"*"')).replace('rbac.authorization.k8s.io/v1', 'example.com/v1'),
    },
  ],
  failing: [
    {
      name: 'escalate, by name too',
      yaml: role(rule(RBAC, 'roles', 'escalate', 'mine')),
      finds: ['Role a/r rules[0]: the rule allows to escalate roles.rbac.authorization.k8s.io, which gives any right'],
    },
    {
      name: 'bind, of any role or a mighty one',
      yaml: role(rule(RBAC, 'clusterroles', 'bind'), rule(RBAC, 'clusterroles', 'bind', 'view, cluster-admin')),
      finds: [0, 1].map(
        index =>
          `Role a/r rules[${index}]: the rule allows to bind clusterroles.rbac.authorization.k8s.io, which gives any role`,
      ),
    },
    {
      name: 'impersonate',
      yaml: role(
        rule('', 'users', 'impersonate'),
        rule('', 'groups', 'impersonate', 'system:masters'),
        rule('authentication.k8s.io', 'userextras/scopes', 'impersonate'),
        rule('authentication.k8s.io', 'uids', '"impersonate:user-info"'),
      ),
      finds: [
        'Role a/r rules[0]: the rule allows to impersonate users, which lets it act as somebody else',
        'Role a/r rules[1]: the rule allows to impersonate groups, which lets it act as somebody else',
        'Role a/r rules[2]: the rule allows to impersonate userextras.authentication.k8s.io, which lets it act as somebody else',
        'Role a/r rules[3]: the rule allows to impersonate:user-info uids.authentication.k8s.io, which lets it act as somebody else',
      ],
    },
    {
      name: 'tokens, nodes, pods, volumes',
      yaml: role(
        rule('', 'serviceaccounts/token', 'create'),
        rule('', 'nodes/proxy', 'get', 'n1'),
        rule('', 'pods/exec', 'create'),
        rule('', '*/attach', 'get'),
        rule('', 'pods/ephemeralcontainers', 'patch'),
        rule('', 'persistentvolumes', 'create'),
      ),
      finds: [
        'Role a/r rules[0]: the rule allows to create serviceaccounts/token, which gives the token of every ServiceAccount',
        'Role a/r rules[1]: the rule allows to get nodes/proxy, which runs commands in every pod of a node',
        'Role a/r rules[2]: the rule allows to create pods/exec, which runs commands with the rights of pods',
        'Role a/r rules[3]: the rule allows to get pods/attach, which runs commands with the rights of pods',
        'Role a/r rules[4]: the rule allows to patch pods/ephemeralcontainers, which runs commands with the rights of pods',
        'Role a/r rules[5]: the rule allows to create persistentvolumes, which mounts any path of a node',
      ],
    },
    {
      name: 'certificates and admission',
      yaml: role(
        rule('certificates.k8s.io', 'signers', 'approve', 'kubernetes.io/*'),
        rule('certificates.k8s.io', 'certificatesigningrequests/approval', 'update'),
        rule('admissionregistration.k8s.io', 'validatingwebhookconfigurations', 'patch'),
      ),
      finds: [
        'Role a/r rules[0]: the rule allows to approve signers.certificates.k8s.io, which issues any certificate',
        'Role a/r rules[1]: the rule allows to update certificatesigningrequests/approval.certificates.k8s.io, which approves any certificate',
        'Role a/r rules[2]: the rule allows to patch validatingwebhookconfigurations.admissionregistration.k8s.io, which shows or changes every object that is written',
      ],
    },
    {
      name: 'wildcards allow all of it',
      yaml: role(rule('*', '*', '"*"')),
      finds: [
        'Role a/r rules[0]: the rule allows to escalate roles.rbac.authorization.k8s.io, which gives any right; bind roles.rbac.authorization.k8s.io, which gives any role; escalate clusterroles.rbac.authorization.k8s.io, which gives any right; 22 more',
      ],
    },
    {
      name: "Kubernetes' own edit, and admin, which has it too",
      yaml: binding('edit') + binding('admin', 'ClusterRoleBinding'),
      finds: [
        'RoleBinding a/b roleRef.name: ClusterRole edit allows to impersonate serviceaccounts, which lets it act as somebody else; create serviceaccounts/token, which gives the token of every ServiceAccount; get, create pods/exec, which runs commands with the rights of pods; 1 more',
        'ClusterRoleBinding a/b roleRef.name: ClusterRole admin allows to impersonate serviceaccounts, which lets it act as somebody else; create serviceaccounts/token, which gives the token of every ServiceAccount; get, create pods/exec, which runs commands with the rights of pods; 1 more',
      ],
    },
    {
      name: "Kubernetes' own components: one that gives itself any role",
      yaml:
        binding('"system:controller:clusterrole-aggregation-controller"', 'ClusterRoleBinding') +
        binding('"system:node-proxier"', 'ClusterRoleBinding'),
      finds: [
        'ClusterRoleBinding a/b roleRef.name: ClusterRole system:controller:clusterrole-aggregation-controller allows to escalate clusterroles.rbac.authorization.k8s.io, which gives any right',
      ],
    },
  ],
} satisfies CheckCases;
