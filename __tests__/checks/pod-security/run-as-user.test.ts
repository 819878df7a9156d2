import { runAsUser } from '../../../lib/checks/pod-security/run-as-user';
import { app, examine, type Row, three } from './judging';

const root = { runAsUser: 0 };
const bad = (who: string) => `runAsUser=0 (${who} must not set runAsUser=0)`;
const BAD_APP = [`spec.containers[0].securityContext.runAsUser: ${bad('container "app"')}`];

test.each<Row>([
  ['nothing said', 23, app({}), []],
  ['other users', 'latest', three({ runAsUser: 1000 }, { securityContext: { runAsUser: 65534 } }), []],
  ['null', 'latest', app({ runAsUser: null }), []],
  ['before the check existed', 22, app(root), []],
  ['a container', 23, app(root, { securityContext: { runAsUser: 1 } }), BAD_APP],
  ['minus zero', 23, app({ runAsUser: -0 }), BAD_APP],
  [
    'the pod',
    'latest',
    app({ runAsUser: 1 }, { securityContext: root }),
    [`spec.securityContext.runAsUser: ${bad('pod')}`],
  ],
  [
    'pod and containers',
    'latest',
    three(root, { securityContext: root }),
    [`spec.securityContext.runAsUser: ${bad('pod and containers "init", "app", "debug"')}`],
  ],
  ['in a user namespace, before it counted', 34, app(root, { hostUsers: false }), BAD_APP],
  ['in a user namespace', 35, app(root, { hostUsers: false, securityContext: root }), []],
])('run-as-user: %s (%s)', (_, version, spec, expected) => {
  expect(examine(runAsUser, version, spec)).toEqual(expected);
});
