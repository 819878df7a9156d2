import { appArmorProfile } from '../../../lib/checks/pod-security/app-armor-profile';
import { app, examine, type Row, three } from './judging';

const profile = (type?: unknown) => ({ appArmorProfile: { type } });
const POD = 'spec.securityContext.appArmorProfile.type';

test.each<Row>([
  ['nothing said', 0, app({}), []],
  ['allowed profiles', 'latest', three(profile('Localhost'), { securityContext: profile('RuntimeDefault') }), []],
  ['null', 'latest', app({ appArmorProfile: null }), []],
  [
    'the pod',
    0,
    app({}, { securityContext: profile('Unconfined') }),
    [`${POD}: forbidden AppArmor profile (pod must not set AppArmor profile type to "Unconfined")`],
  ],
  [
    'a profile without a type',
    0,
    app(profile()),
    [
      'spec.containers[0].securityContext.appArmorProfile.type: forbidden AppArmor profile (container "app" must not set AppArmor profile type to "")',
    ],
  ],
  [
    'pod and containers',
    'latest',
    three(profile('b'), { securityContext: profile('a') }),
    [
      `${POD}: forbidden AppArmor profiles (pod and containers "init", "app", "debug" must not set AppArmor profile type to "a", "b")`,
    ],
  ],
])('app-armor-profile, fields: %s (%s)', (_, version, spec, expected) => {
  expect(examine(appArmorProfile, version, spec)).toEqual(expected);
});

const OF = 'container.apparmor.security.beta.kubernetes.io/';
const at = (key: string) => `metadata.annotations[${key}]: forbidden AppArmor`;

test.each<[string, Record<string, unknown>, object, string[]]>([
  [
    'allowed values',
    { [`${OF}app`]: 'runtime/default', [`${OF}a`]: 'localhost/x', [`${OF}b`]: '', [OF]: null },
    {},
    [],
  ],
  ['another prefix', { 'container.apparmor.security.beta.kubernetes.io': 'unconfined' }, {}, []],
  [
    'of a container that is not there',
    { [`${OF}other`]: 'unconfined' },
    {},
    [`${at(`${OF}other`)} profile (annotation must not set AppArmor profile type to "${OF}other="unconfined"")`],
  ],
  [
    'several, sorted',
    { [`${OF}b`]: 'y', [`${OF}a`]: 'localhost' },
    {},
    [`${at(`${OF}a`)} profiles (annotations must not set AppArmor profile type to "${OF}a="localhost"", "${OF}b="y"")`],
  ],
  [
    'beside fields',
    { [`${OF}b`]: 'y' },
    profile('z'),
    [
      `${POD}: forbidden AppArmor profiles (pod and annotation must not set AppArmor profile type to "z", "${OF}b="y"")`,
    ],
  ],
])('app-armor-profile, annotations: %s', (_, annotations, securityContext, expected) => {
  for (const version of [0, 30, 'latest'] as const) {
    expect(examine(appArmorProfile, version, app({}, { securityContext }), { annotations })).toEqual(expected);
  }
});
