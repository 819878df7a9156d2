import { ClusterScopedKinds } from '../../lib/notation/cluster-scoped-kinds';
import { TENANT_KINDS } from '../../lib/notation/tenant-kinds';

const KINDS = TENANT_KINDS.map(({ group, kind }) => `${group}/${kind}`);

/** With any of these a tenant could give itself more than it was given. */
test.each([
  ...['/Namespace', '/ResourceQuota', '/LimitRange', '/Secret', '/Pod', '/Endpoints'],
  ...['networking.k8s.io/NetworkPolicy', 'cilium.io/CiliumNetworkPolicy', 'cilium.io/CiliumClusterwideNetworkPolicy'],
  ...['rbac.authorization.k8s.io/Role', 'rbac.authorization.k8s.io/RoleBinding', 'external-secrets.io/ExternalSecret'],
  ...[
    'gateway.networking.k8s.io/Gateway',
    'gateway.networking.k8s.io/ReferenceGrant',
    'gateway.networking.k8s.io/GRPCRoute',
  ],
  ...['discovery.k8s.io/EndpointSlice', 'networking.k8s.io/Ingress', 'apps/DaemonSet'],
  ...['argoproj.io/Application', 'argoproj.io/ApplicationSet', 'argoproj.io/AppProject'],
])('a tenant may not deliver %s', kind => {
  expect(KINDS).not.toContain(kind);
});

test('a tenant delivers namespaced kinds, each listed once and none by a pattern', () => {
  for (const { group, kind } of TENANT_KINDS) {
    expect(ClusterScopedKinds.includes(group, kind)).toBe(false);
    expect(`${group}${kind}`).not.toMatch(/[*?[{!]/);
  }
  expect(new Set(KINDS).size).toBe(KINDS.length);
});

test('a tenant may deliver workloads, and what configures, exposes and scales them', () => {
  expect(KINDS).toEqual(
    expect.arrayContaining([
      '/ConfigMap',
      '/Service',
      '/ServiceAccount',
      'apps/Deployment',
      'apps/StatefulSet',
      'batch/CronJob',
    ]),
  );
});
