import { ResourceKind } from '../../lib';

test('is a kind of a group, whatever its version', () => {
  expect(ResourceKind.of('apps', 'DaemonSet')).toEqual({ group: 'apps', kind: 'DaemonSet' });
  expect(ResourceKind.of('', 'Secret')).toEqual({ group: '', kind: 'Secret' });
});

test.each(['apps/v1', '*', 'Apps', 'a b'])('%j is no group', group => {
  expect(() => ResourceKind.of(group, 'Deployment')).toThrow(
    new Error(
      `API group must be a group without its version such as "apps", or empty for the core group, got "${group}"`,
    ),
  );
});

test.each(['deployments', '*', 'Deployment*', '', 'Deployment '])('%j is no kind', kind => {
  expect(() => ResourceKind.of('apps', kind)).toThrow(
    new Error(`kind must be the name of one kind such as "Deployment", got "${kind}"`),
  );
});
