import { capabilitiesBaseline } from '../../../lib/checks/pod-security/capabilities-baseline';
import { app, examine, type Row, three } from './judging';

const DEFAULTS = [
  ...['AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE'],
  ...['SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT'],
];
const adding = (...add: unknown[]) => ({ capabilities: { add } });
const message = (value: string) =>
  `non-default capabilities (container "app" must not include ${value} in securityContext.capabilities.add)`;

test.each<Row>([
  ['nothing said', 0, app({}), []],
  ['nothing added', 'latest', app({ capabilities: { add: [], drop: ['ALL'] } }), []],
  ['null', 'latest', app({ capabilities: null }), []],
  ['the default ones', 'latest', three(adding(...DEFAULTS)), []],
  [
    'NET_RAW',
    0,
    app(adding('NET_RAW')),
    [`spec.containers[0].securityContext.capabilities.add[0]: ${message('"NET_RAW"')}`],
  ],
  [
    'another case',
    0,
    app(adding('KILL', 'kill')),
    [`spec.containers[0].securityContext.capabilities.add[1]: ${message('"kill"')}`],
  ],
  [
    'null in the list',
    0,
    app(adding(null)),
    [`spec.containers[0].securityContext.capabilities.add[0]: ${message('""')}`],
  ],
  [
    'several, each once and sorted',
    'latest',
    three(adding('SYS_ADMIN', 'CHOWN', 'NET_ADMIN')),
    [
      'spec.initContainers[0].securityContext.capabilities.add[0]: non-default capabilities (containers "init", "app", "debug" must not include "NET_ADMIN", "SYS_ADMIN" in securityContext.capabilities.add)',
    ],
  ],
])('capabilities-baseline: %s (%s)', (_, version, spec, expected) => {
  expect(examine(capabilitiesBaseline, version, spec)).toEqual(expected);
});
