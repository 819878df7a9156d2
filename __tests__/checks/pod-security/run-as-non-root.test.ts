import { runAsNonRoot } from '../../../lib/checks/pod-security/run-as-non-root';
import { app, examine, type Row, three } from './judging';

const yes = { runAsNonRoot: true };
const no = { runAsNonRoot: false };
const AT = 'spec.containers[0].securityContext.runAsNonRoot';
const must = `runAsNonRoot != true (pod or container "app" must set securityContext.runAsNonRoot=true)`;
const mustNot = (who: string) => `runAsNonRoot != true (${who} must not set securityContext.runAsNonRoot=false)`;

test.each<Row>([
  ['every container', 0, three(yes), []],
  ['the pod for all', 'latest', three(undefined, { securityContext: yes }), []],
  ['no container', 'latest', {}, []],
  ['nobody', 0, app({}), [`${AT}: ${must}`]],
  ['null', 'latest', app({ runAsNonRoot: null }, { securityContext: { runAsNonRoot: null } }), [`${AT}: ${must}`]],
  ['one container against the pod', 0, app(no, { securityContext: yes }), [`${AT}: ${mustNot('container "app"')}`]],
  [
    'the pod against its containers',
    0,
    app(yes, { securityContext: no }),
    [`spec.securityContext.runAsNonRoot: ${mustNot('pod')}`],
  ],
  [
    'pod and containers',
    'latest',
    three(no, { securityContext: no }),
    [`spec.securityContext.runAsNonRoot: ${mustNot('pod and containers "init", "app", "debug"')}`],
  ],
  [
    'what is explicit hides what is missing',
    0,
    { containers: [{ name: 'a' }, { name: 'app', securityContext: no }] },
    [`spec.containers[1].securityContext.runAsNonRoot: ${mustNot('container "app"')}`],
  ],
  ['in a user namespace, before it counted', 34, app({}, { hostUsers: false }), [`${AT}: ${must}`]],
  ['in a user namespace', 35, three(no, { securityContext: no, hostUsers: false }), []],
  ['in the user namespace of the node', 'latest', app({}, { hostUsers: true }), [`${AT}: ${must}`]],
])('run-as-non-root: %s (%s)', (_, version, spec, expected) => {
  expect(examine(runAsNonRoot, version, spec)).toEqual(expected);
});
