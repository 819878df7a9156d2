import { App, Chart } from 'cdk8s';
import { Tenant, TenantAccess, type TenantAccessOptions } from '../../../lib';
import { render, TENANT, TENANT_A } from '../example-tenant';

const GROUP = { apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'vision-readers' };

const access = (options: TenantAccessOptions & { group?: string } = {}) => {
  const tenant = Tenant.of({ ...TENANT, group: options.group });
  const objects = render(chart => new TenantAccess(chart, 'Access', { namespace: TENANT_A, tenant, ...options }));
  const ofKind = (kind: string) => objects.filter(object => object.kind === kind);
  return { accounts: ofKind('ServiceAccount'), roles: ofKind('Role'), bindings: ofKind('RoleBinding'), objects };
};

test('renders nothing for a tenant without group and ServiceAccounts', () => {
  const chart = new Chart(new App(), 'test');
  const construct = new TenantAccess(chart, 'Access', { namespace: TENANT_A, tenant: Tenant.of(TENANT) });
  expect(chart.toJson()).toEqual([]);
  expect(construct.role).toBeUndefined();
  expect(construct.roleBinding).toBeUndefined();
  expect(construct.serviceAccounts).toEqual([]);
});

test('the group may read', () => {
  const { accounts, roles, bindings } = access({ group: 'vision-readers' });
  expect(accounts).toEqual([]);
  expect(roles[0].apiVersion).toBe('rbac.authorization.k8s.io/v1');
  expect(roles[0].metadata).toMatchObject({
    name: 'tenant-a-viewer',
    namespace: 'tenant-a',
    labels: { tenant: 'tenant-a' },
  });
  expect(bindings).toEqual([
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: roles[0].metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'tenant-a-viewer' },
      subjects: [GROUP],
    },
  ]);
});

test('ServiceAccounts are rendered without a token, and may read beside the group', () => {
  const { accounts, bindings } = access({ serviceAccountNames: ['api', 'trainer'], group: 'vision-readers' });
  const labels = { tenant: 'tenant-a', team: 'vision', owner: 'vision_at_example.com' };
  expect(accounts).toEqual(
    ['api', 'trainer'].map(name => ({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name, namespace: 'tenant-a', labels },
      automountServiceAccountToken: false,
    })),
  );
  expect(bindings[0].subjects).toEqual([
    { kind: 'ServiceAccount', name: 'api', namespace: 'tenant-a' },
    { kind: 'ServiceAccount', name: 'trainer', namespace: 'tenant-a' },
    GROUP,
  ]);
});

describe('the Role', () => {
  const [{ rules }] = access({ group: 'vision-readers' }).roles;
  const all = (field: string): string[] => rules.flatMap((rule: Record<string, string[]>) => rule[field]);

  test('only reads', () => {
    expect(new Set(all('verbs'))).toEqual(new Set(['get', 'list', 'watch']));
  });

  test('sees what runs, and no Secret, no ConfigMap and no wildcard', () => {
    expect(all('resources')).toEqual([
      ...['pods', 'services', 'events', 'pods/log'],
      ...['deployments', 'replicasets', 'statefulsets', 'jobs', 'cronjobs', 'horizontalpodautoscalers'],
    ]);
    expect(new Set(all('apiGroups'))).toEqual(new Set(['', 'apps', 'batch', 'autoscaling']));
  });
});

test('the name of Role and RoleBinding is a prop', () => {
  const { roles, bindings } = access({ group: 'vision-readers', name: 'vision' });
  expect([roles[0].metadata.name, bindings[0].metadata.name, bindings[0].roleRef.name]).toEqual([
    'vision',
    'vision',
    'vision',
  ]);
});

test('the objects are properties', () => {
  const construct = new TenantAccess(new Chart(new App(), 'test'), 'Access', {
    namespace: TENANT_A,
    tenant: Tenant.of(TENANT),
    serviceAccountNames: ['api'],
  });
  expect(construct.role?.kind).toBe('Role');
  expect(construct.roleBinding?.kind).toBe('RoleBinding');
  expect(construct.serviceAccounts.map(({ name }) => name)).toEqual(['api']);
});

test('names are ones that Kubernetes takes', () => {
  expect(() => access({ serviceAccountNames: ['API'] })).toThrow(
    /^ServiceAccount name must be a DNS subdomain .* got "API"$/,
  );
  expect(() => access({ group: 'g', name: 'Viewer' })).toThrow(/^Role name must be a DNS subdomain .* got "Viewer"$/);
});
