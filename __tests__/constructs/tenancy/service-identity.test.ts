import { AccessRule, ServiceIdentity, type ServiceIdentityProps, WorkloadIdentity } from '../../../lib';
import { render, TENANT_A } from '../example-tenant';

const METADATA = {
  namespace: 'tenant-a',
  labels: { tenant: 'tenant-a', team: 'vision', owner: 'vision_at_example.com' },
};
const identity = (props: Partial<ServiceIdentityProps> = {}) =>
  render(chart => new ServiceIdentity(chart, 'api-sa', { namespace: TENANT_A, ...props }));

test('without rights it is an account alone, and its pods get no token', () => {
  const objects = identity();
  expect(objects).toEqual([
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'api-sa', ...METADATA },
      automountServiceAccountToken: false,
    },
  ]);
});

test('rights are a Role of its own, which names the objects (seed row J01)', () => {
  const [, role, binding] = identity({
    rules: [
      AccessRule.named({ resource: 'configmaps', names: ['config'], verbs: ['get', 'watch'] }),
      AccessRule.creating({ group: 'argoproj.io', resource: 'workflows' }),
    ],
    roleName: 'api-role',
    roleBindingName: 'api-rolebinding',
  });
  expect(role).toEqual({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name: 'api-role', ...METADATA },
    rules: [
      { apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'watch'], resourceNames: ['config'] },
      { apiGroups: ['argoproj.io'], resources: ['workflows'], verbs: ['create'] },
    ],
  });
  expect(binding).toEqual({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: 'api-rolebinding', ...METADATA },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'api-role' },
    subjects: [{ kind: 'ServiceAccount', name: 'api-sa', namespace: 'tenant-a' }],
  });
});

test('Role and RoleBinding are named after the account', () => {
  const names = identity({ name: 'api', rules: [AccessRule.named({ resource: 'pods', names: ['a'] })] });
  expect(names.map(({ metadata }) => metadata.name)).toEqual(['api', 'api', 'api']);
});

test('a cloud knows it by its annotation (seed row I10)', () => {
  const arn = 'arn:aws:iam::111122223333:role/api';
  const [account] = identity({ workloadIdentity: WorkloadIdentity.awsRole(arn), automountToken: true });
  expect(account.metadata.annotations).toEqual({ 'eks.amazonaws.com/role-arn': arn });
  expect(account.automountServiceAccountToken).toBe(true);
});

test('names are ones that Kubernetes takes', () => {
  const rules = [AccessRule.named({ resource: 'pods', names: ['a'] })];
  expect(() => identity({ name: 'API' })).toThrow(/^ServiceAccount name must be a DNS subdomain .* got "API"$/);
  expect(() => identity({ rules, roleName: 'R' })).toThrow(/^Role name must be a DNS subdomain .* got "R"$/);
  expect(() => identity({ rules, roleBindingName: 'B' })).toThrow(
    /^RoleBinding name must be a DNS subdomain .* got "B"$/,
  );
});
