import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { ClusterScopedKinds } from '../../lib/notation/cluster-scoped-kinds';

const CRDS = join(__dirname, '../../crds');

interface Definition {
  readonly spec: { readonly group: string; readonly names: { readonly kind: string }; readonly scope: string };
}

const DEFINITIONS = readdirSync(CRDS)
  .filter(file => file.endsWith('.yaml'))
  .flatMap(file => loadAll(readFileSync(join(CRDS, file), 'utf8')) as (Definition | null)[])
  .flatMap(definition => definition ?? []);

/** The kinds of Kubernetes 1.36.3 whose paths in api/openapi-spec/swagger.json name no namespace. */
const KUBERNETES: Record<string, string> = {
  '': 'ComponentStatus Namespace Node PersistentVolume',
  'admissionregistration.k8s.io':
    'MutatingAdmissionPolicy MutatingAdmissionPolicyBinding MutatingWebhookConfiguration ' +
    'ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding ValidatingWebhookConfiguration',
  'apiextensions.k8s.io': 'CustomResourceDefinition',
  'apiregistration.k8s.io': 'APIService',
  'authentication.k8s.io': 'SelfSubjectReview TokenReview',
  'authorization.k8s.io': 'SelfSubjectAccessReview SelfSubjectRulesReview SubjectAccessReview',
  'certificates.k8s.io': 'CertificateSigningRequest ClusterTrustBundle',
  'flowcontrol.apiserver.k8s.io': 'FlowSchema PriorityLevelConfiguration',
  'internal.apiserver.k8s.io': 'StorageVersion',
  'networking.k8s.io': 'IPAddress IngressClass ServiceCIDR',
  'node.k8s.io': 'RuntimeClass',
  'rbac.authorization.k8s.io': 'ClusterRole ClusterRoleBinding',
  'resource.k8s.io': 'DeviceClass DeviceTaintRule ResourcePoolStatusRequest ResourceSlice',
  'scheduling.k8s.io': 'PriorityClass',
  'storage.k8s.io': 'CSIDriver CSINode StorageClass VolumeAttachment VolumeAttributesClass',
  'storagemigration.k8s.io': 'StorageVersionMigration',
};

/** Kinds of the same groups that stand in a namespace. */
const NAMESPACED: Record<string, string> = {
  '': 'ConfigMap Endpoints Event LimitRange PersistentVolumeClaim Pod ResourceQuota Secret Service ServiceAccount',
  apps: 'DaemonSet Deployment StatefulSet',
  'authorization.k8s.io': 'LocalSubjectAccessReview',
  'certificates.k8s.io': 'PodCertificateRequest',
  'networking.k8s.io': 'Ingress NetworkPolicy',
  'rbac.authorization.k8s.io': 'Role RoleBinding',
  'resource.k8s.io': 'ResourceClaim ResourceClaimTemplate',
  'storage.k8s.io': 'CSIStorageCapacity',
};

const rows = (table: Record<string, string>) => {
  return Object.entries(table).flatMap(([group, kinds]) => kinds.split(' ').map(kind => [group, kind] as const));
};

test.each(rows(KUBERNETES))('%s/%s has no namespace', (group, kind) => {
  expect(ClusterScopedKinds.includes(group, kind)).toBe(true);
});

test.each(rows(NAMESPACED))('%s/%s has one', (group, kind) => {
  expect(ClusterScopedKinds.includes(group, kind)).toBe(false);
});

test.each(DEFINITIONS.map(({ spec }) => [spec.group, spec.names.kind, spec.scope] as const))(
  '%s/%s is %s, as its CustomResourceDefinition says',
  (group, kind, scope) => expect(ClusterScopedKinds.includes(group, kind)).toBe(scope === 'Cluster'),
);

test('the group counts: the same kind of another group is another kind', () => {
  expect(ClusterScopedKinds.includes('serving.knative.dev', 'Node')).toBe(false);
  expect(ClusterScopedKinds.includes('apps', 'Namespace')).toBe(false);
});

test('a group that every object of JavaScript has is an unknown group', () => {
  expect(ClusterScopedKinds.includes('constructor', 'name')).toBe(false);
  expect(ClusterScopedKinds.includes('__proto__', 'Node')).toBe(false);
});

test('the whole table can be read, and names no kind twice', () => {
  const kinds = Object.entries(ClusterScopedKinds.byGroup).flatMap(([group, names]) =>
    names.map(kind => `${group}/${kind}`),
  );
  expect(kinds).toContain('cilium.io/CiliumClusterwideNetworkPolicy');
  expect(new Set(kinds).size).toBe(kinds.length);
});

test.each(['', 'apps', 'monitoring.coreos.com', 'cilium.io'])('the kinds of group "%s" are known', group => {
  expect(ClusterScopedKinds.knows(group)).toBe(true);
});

test.each(['example.com', 'constructor'])('those of %s are not', group => {
  expect(ClusterScopedKinds.knows(group)).toBe(false);
});

test('of a group whose kinds are all namespaced none is in the table', () => {
  const namespaced = DEFINITIONS.filter(({ spec }) => !Object.hasOwn(ClusterScopedKinds.byGroup, spec.group));
  expect(namespaced.filter(({ spec }) => spec.scope === 'Cluster')).toEqual([]);
  expect(namespaced.filter(({ spec }) => !ClusterScopedKinds.knows(spec.group))).toEqual([]);
});
