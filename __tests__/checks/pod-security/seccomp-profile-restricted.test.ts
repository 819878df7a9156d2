import { seccompProfileRestricted } from '../../../lib/checks/pod-security/seccomp-profile-restricted';
import { app, examine, type Row, three } from './judging';

const profile = (type?: unknown) => ({ seccompProfile: { type } });
const AT = 'spec.containers[0].securityContext.seccompProfile.type';
const missing = `${AT}: seccompProfile (pod or container "app" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")`;
const bad = (who: string, type: string) =>
  `seccompProfile (${who} must not set securityContext.seccompProfile.type to ${type})`;
const windows = { os: { name: 'windows' } };

test.each<Row>([
  ['every container', 19, three(profile('Localhost')), []],
  ['the pod for all', 'latest', three({}, { securityContext: profile('RuntimeDefault') }), []],
  ['no container', 'latest', {}, []],
  ['before the check existed', 18, app({}), []],
  ['nobody', 19, app(undefined), [missing]],
  ['null', 'latest', app({ seccompProfile: null }, { securityContext: { seccompProfile: null } }), [missing]],
  [
    'Unconfined in a container',
    19,
    app(profile('Unconfined'), { securityContext: profile('RuntimeDefault') }),
    [`${AT}: ${bad('container "app"', '"Unconfined"')}`],
  ],
  ['a profile without a type', 'latest', app(profile()), [`${AT}: ${bad('container "app"', '""')}`]],
  [
    'pod and containers',
    'latest',
    three(profile('b'), { securityContext: profile('a') }),
    [`spec.securityContext.seccompProfile.type: ${bad('pod and containers "init", "app", "debug"', '"a", "b"')}`],
  ],
  ['Windows, before it was exempt', 24, app({}, windows), [missing]],
  ['Windows', 25, app(profile('Unconfined'), windows), []],
])('seccomp-profile-restricted: %s (%s)', (_, version, spec, expected) => {
  expect(examine(seccompProfileRestricted, version, spec)).toEqual(expected);
});
