import { Tenant, type TenantProps } from '../../lib';

const PROPS: TenantProps = { name: 'tenant-a', team: 'vision', owner: 'vision@example.com' };

test('is what every object of it is labelled with', () => {
  expect(Tenant.of(PROPS)).toMatchObject(PROPS);
  expect(Tenant.of(PROPS).labels).toEqual({ tenant: 'tenant-a', team: 'vision', owner: 'vision_at_example.com' });
  expect(Tenant.of({ ...PROPS, owner: 'jane.doe', costCenter: 'CC-42' }).labels).toEqual({
    tenant: 'tenant-a',
    team: 'vision',
    owner: 'jane.doe',
    'cost-center': 'CC-42',
  });
});

test('the platform has no tenant label', () => {
  expect(Tenant.of({ ...PROPS, platform: true }).labels).toEqual({ team: 'vision', owner: 'vision_at_example.com' });
});

test('the group is no label: it is who may read', () => {
  const tenant = Tenant.of({ ...PROPS, group: 'oidc:vision/readers' });
  expect(tenant.group).toBe('oidc:vision/readers');
  expect(Object.values(tenant.labels)).not.toContain('oidc:vision/readers');
});

const OWNER = 'a mail address, or a name of letters, digits, "-", "_" and ".", of at most 60 characters';
const VALUE = 'a label value of at most 63 letters, digits, "-", "_" and "."';

test.each<[Partial<TenantProps>, string]>([
  [
    { name: 'Tenant A' },
    'tenant name must be a DNS label of at most 63 lower-case letters, digits and "-", such as "tenant-a", got "Tenant A"',
  ],
  [{ team: 'a b' }, `team must be ${VALUE}, got "a b"`],
  [{ team: '' }, 'team must be the name of a team, got ""'],
  [{ costCenter: 'a b' }, `costCenter must be ${VALUE}, got "a b"`],
  [{ owner: '' }, `owner must be ${OWNER}, got ""`],
  [{ owner: 'Jane Doe' }, `owner must be ${OWNER}, got "Jane Doe"`],
  [{ owner: 'a@b@c' }, `owner must be ${OWNER}, got "a@b@c"`],
  [{ owner: `${'a'.repeat(50)}@example.com` }, `owner must be ${OWNER}, got "${'a'.repeat(50)}@example.com"`],
  [{ owner: undefined }, `owner must be ${OWNER}, got nothing`],
  [{ group: '' }, 'group must be a group of people, none of the "system:" groups that Kubernetes itself fills, got ""'],
  [
    { group: 'system:authenticated' },
    'group must be a group of people, none of the "system:" groups that Kubernetes itself fills, got "system:authenticated"',
  ],
])('refuses %j', (wrong, message) => {
  expect(() => Tenant.of({ ...PROPS, ...wrong } as TenantProps)).toThrow(new Error(message));
});
