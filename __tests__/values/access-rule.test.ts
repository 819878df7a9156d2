import { AccessRule } from '../../lib';

test('names objects, and reads them unless something else is said', () => {
  const { group, resource, names, verbs } = AccessRule.named({ resource: 'configmaps', names: ['ml-config'] });
  expect({ group, resource, names, verbs }).toEqual({
    group: '',
    resource: 'configmaps',
    names: ['ml-config'],
    verbs: ['get'],
  });
  expect(AccessRule.named({ group: 'apps', resource: 'deployments', names: ['a'], verbs: ['patch'] })).toMatchObject({
    group: 'apps',
    verbs: ['patch'],
  });
});

test('creates what has no name yet', () => {
  const workflows = { group: 'argoproj.io', resource: 'workflows' };
  expect(AccessRule.creating(workflows)).toMatchObject({ verbs: ['create'], names: [] });
  expect(AccessRule.creating({ ...workflows, patch: true })).toMatchObject({ verbs: ['create', 'patch'] });
});

test.each([
  [{ resource: 'secrets', names: [] }, /^names must be at least one object of the namespace, got \[\]$/],
  [{ resource: 'secrets', names: ['*'] }, /^name of an object must be a DNS subdomain .* got "\*"$/],
  [{ resource: '*', names: ['a'] }, /^resource must be the plural of one kind .* without wildcards, got "\*"$/],
  [{ resource: 'pods', group: '*', names: ['a'] }, /^API group must be a DNS subdomain .* got "\*"$/],
  [
    { resource: 'pods', names: ['a'], verbs: ['create'] },
    /^verbs must be of get, .* which names can narrow, got \["create"\]$/,
  ],
  [{ resource: 'pods', names: ['a'], verbs: [] }, /^verbs must be of get, .* got \[\]$/],
])('refuses %j', (access, message) => {
  expect(() => AccessRule.named(access)).toThrow(message);
});
