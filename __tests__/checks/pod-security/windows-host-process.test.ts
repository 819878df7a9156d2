import { windowsHostProcess } from '../../../lib/checks/pod-security/windows-host-process';
import { app, examine, type Row, three } from './judging';

const host = { windowsOptions: { hostProcess: true } };
const bad = (who: string) => `hostProcess (${who} must not set securityContext.windowsOptions.hostProcess=true)`;

test.each<Row>([
  ['nothing said', 0, app({}), []],
  ['false', 'latest', three({ windowsOptions: { hostProcess: false } }), []],
  ['null', 'latest', app({ windowsOptions: { hostProcess: null } }, { securityContext: { windowsOptions: null } }), []],
  [
    'a container',
    0,
    app(host),
    [`spec.containers[0].securityContext.windowsOptions.hostProcess: ${bad('container "app"')}`],
  ],
  [
    'the pod',
    'latest',
    app({}, { securityContext: host }),
    [`spec.securityContext.windowsOptions.hostProcess: ${bad('pod')}`],
  ],
  [
    'pod and containers',
    'latest',
    three(host, { securityContext: host, os: { name: 'windows' } }),
    [`spec.securityContext.windowsOptions.hostProcess: ${bad('pod and containers "init", "app", "debug"')}`],
  ],
])('windows-host-process: %s (%s)', (_, version, spec, expected) => {
  expect(examine(windowsHostProcess, version, spec)).toEqual(expected);
});
