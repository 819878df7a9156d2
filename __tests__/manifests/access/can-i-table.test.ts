import type { AccessSubject } from '../../../lib/manifests/access/access-subject';
import { AccessSubjects } from '../../../lib/manifests/access/access-subject';
import { CanITable } from '../../../lib/manifests/access/can-i-table';
import { Manifest } from '../../../lib/manifests/manifest';
import { ManifestSet } from '../../../lib/manifests/manifest-set';
import { YamlDocuments } from '../../../lib/manifests/yaml/yaml-documents';

/** Seed rows K01, K02: the ServiceAccount of tenant-a and its minimal Role; and a few roles beside. */
const TABLE = CanITable.of(
  new ManifestSet(
    YamlDocuments.read(`
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: minimal, namespace: tenant-a }
rules:
  - { apiGroups: [""], resources: [pods, pods/log], verbs: [get, list] }
  - { apiGroups: [""], resources: [configmaps], resourceNames: [mine], verbs: [get] }
  - { apiGroups: [apps], resources: ["*/scale"], verbs: ["*"] }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: minimal, namespace: tenant-a }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: minimal }
subjects: [{ kind: ServiceAccount, name: tenant-a-ml-inference-sa }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: gathers }
aggregationRule: { clusterRoleSelectors: [{ matchLabels: { team: vision } }] }
rules: []
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: gathered, labels: { team: vision } }
rules: [{ apiGroups: [example.com], resources: [widgets], verbs: [get] }, { nonResourceURLs: [/logs/*], verbs: [get] }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: gathers }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: gathers }
subjects: [{ kind: Group, name: "system:serviceaccounts:tenant-b" }, { kind: ServiceAccount, name: nowhere }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: edit, namespace: tenant-b }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit }
subjects: [{ kind: Group, name: team }]
`).map(object => new Manifest(object)),
  ),
);

const A = AccessSubjects.serviceAccount('tenant-a', 'tenant-a-ml-inference-sa');
const B = AccessSubjects.serviceAccount('tenant-b', 'any');
const TEAM: AccessSubject = { kind: 'Group', name: 'team', namespace: '' };
const AS_USER: AccessSubject = { kind: 'User', name: 'system:serviceaccount:tenant-b:any', namespace: '' };

/** As one types it: verb, resource with its group and subresource, namespace, name. */
test.each<[AccessSubject, string, string, boolean]>([
  // Seed row K02: the two questions of the seed, with the answers that it gives.
  [A, 'list pods', 'tenant-a', true],
  [A, 'list pods', 'tenant-b', false],
  [A, 'list pods', '', false],
  [A, 'get pods/log', 'tenant-a', true],
  [A, 'get pods/exec', 'tenant-a', false],
  [A, 'get configmaps mine', 'tenant-a', true],
  [A, 'get configmaps other', 'tenant-a', false],
  [A, 'get configmaps', 'tenant-a', false],
  [A, 'update deployments.apps/scale', 'tenant-a', true],
  [A, 'update deployments.apps', 'tenant-a', false],
  [A, 'update pods/scale', 'tenant-a', false],
  [B, 'get widgets.example.com', 'anywhere', true],
  [B, 'get widgets.example.com', '', true],
  [B, 'list widgets.example.com', 'anywhere', false],
  [AS_USER, 'get widgets.example.com', '', true],
  [AccessSubjects.serviceAccount('', 'nowhere'), 'get widgets.example.com', '', false],
  // Kubernetes' own edit, which gathers view.
  [TEAM, 'create pods/exec', 'tenant-b', true],
  [TEAM, 'get resourcequotas', 'tenant-b', true],
  [TEAM, 'update resourcequotas', 'tenant-b', false],
  [TEAM, 'create roles.rbac.authorization.k8s.io', 'tenant-b', false],
  [TEAM, 'create pods/exec', 'tenant-a', false],
])('%j: can I %s in namespace "%s"? %s', (subject, asked, namespace, answer) => {
  const [verb, what, name] = asked.split(' ');
  const [, resource, group = '', subresource] = /^([^./]+)(?:\.([^/]+))?(?:\/(.+))?$/.exec(what) ?? [];
  expect(TABLE.canI(subject, { verb, group, resource, subresource, name, namespace })).toBe(answer);
});

test('answers about URLs', () => {
  expect(TABLE.canIAskUrl(B, 'get', '/logs/kubelet.log')).toBe(true);
  expect(TABLE.canIAskUrl(B, 'post', '/logs/kubelet.log')).toBe(false);
  expect(TABLE.canIAskUrl(B, 'get', '/metrics')).toBe(false);
  expect(TABLE.canIAskUrl(A, 'get', '/logs/kubelet.log')).toBe(false);
});

test('tells what a subject gets by its own name, and what by its groups', () => {
  expect(TABLE.grantsByName(A).map(({ binding }) => binding.name)).toEqual(['minimal']);
  expect(TABLE.grantsByName(B)).toEqual([]);
  expect(TABLE.grantsOf(B).map(({ binding }) => binding.name)).toEqual(['gathers']);
});
