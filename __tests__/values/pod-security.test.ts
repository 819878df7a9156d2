import { PodSecurity } from '../../lib';

test.each([
  ['restricted', PodSecurity.restricted],
  ['baseline', PodSecurity.baseline],
  ['privileged', PodSecurity.privileged],
] as const)('%s is pinned, to the version that the library is tested with or another', (level, of) => {
  expect(of()).toEqual({ level, version: 'v1.36' });
  expect(of('v1.29')).toEqual({ level, version: 'v1.29' });
});

test.each(['latest', '1.36', 'v1.36.3', 'v2.0', 'v1.', 'v1.036', ''])(
  '%j is not pinned to a minor version',
  version => {
    expect(() => PodSecurity.restricted(version)).toThrow(
      new Error(`Pod Security version must be pinned to a minor version such as "v1.36", got "${version}"`),
    );
  },
);
