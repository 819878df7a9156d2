import { seccompProfileBaseline } from '../../../lib/checks/pod-security/seccomp-profile-baseline';
import { app, examine, type Row, three } from './judging';

const profile = (type?: unknown) => ({ seccompProfile: { type } });
const bad = (who: string, type: string) =>
  `seccompProfile (${who} must not set securityContext.seccompProfile.type to ${type})`;

test.each<Row>([
  ['nothing said', 19, app({}), []],
  ['allowed profiles', 'latest', three(profile('Localhost'), { securityContext: profile('RuntimeDefault') }), []],
  ['null', 'latest', app({ seccompProfile: null }), []],
  ['before fields counted', 18, app(profile('Unconfined')), []],
  [
    'the pod',
    19,
    app({}, { securityContext: profile('Unconfined') }),
    [`spec.securityContext.seccompProfile.type: ${bad('pod', '"Unconfined"')}`],
  ],
  [
    'a profile without a type',
    19,
    app(profile()),
    [`spec.containers[0].securityContext.seccompProfile.type: ${bad('container "app"', '""')}`],
  ],
  [
    'pod and containers, whatever system they are for',
    'latest',
    three(profile('b'), { securityContext: profile('a'), os: { name: 'windows' } }),
    [`spec.securityContext.seccompProfile.type: ${bad('pod and containers "init", "app", "debug"', '"a", "b"')}`],
  ],
])('seccomp-profile-baseline, fields: %s (%s)', (_, version, spec, expected) => {
  expect(examine(seccompProfileBaseline, version, spec)).toEqual(expected);
});

const POD = 'seccomp.security.alpha.kubernetes.io/pod';
const OF = 'container.seccomp.security.alpha.kubernetes.io/';
const at = (key: string) => `metadata.annotations[${key}]: seccompProfile`;

test.each<[string, number, Record<string, unknown>, string[]]>([
  ['none', 0, {}, []],
  [
    'allowed values',
    18,
    { [POD]: 'runtime/default', [`${OF}app`]: 'docker/default', [`${OF}init`]: 'localhost/x' },
    [],
  ],
  ['after annotations counted', 19, { [POD]: 'unconfined' }, []],
  ['of a container that is not there', 18, { [`${OF}other`]: 'unconfined' }, []],
  ['of the pod', 0, { [POD]: 'unconfined' }, [`${at(POD)} (forbidden annotation ${POD}="unconfined")`]],
  ['empty', 0, { [POD]: '' }, [`${at(POD)} (forbidden annotation ${POD}="")`]],
  ['null, which is empty', 0, { [POD]: null }, [`${at(POD)} (forbidden annotation ${POD}="")`]],
  [
    'quoted as Go does',
    0,
    { [POD]: 'a"\n\u200b\u{1f600}' },
    [`${at(POD)} (forbidden annotation ${POD}="a\\"\\n\\u200b\u{1f600}")`],
  ],
  [
    'several, sorted',
    18,
    { [POD]: 'x', [`${OF}init`]: 'y', [`${OF}app`]: 'localhost', [`${OF}debug`]: 'z' },
    [`${at(POD)} (forbidden annotations ${OF}app="localhost", ${OF}debug="z", ${OF}init="y", ${POD}="x")`],
  ],
])('seccomp-profile-baseline, annotations: %s (%s)', (_, version, annotations, expected) => {
  expect(examine(seccompProfileBaseline, version, three({}), { annotations })).toEqual(expected);
});
