import { privileged } from '../../../lib/checks/pod-security/privileged';
import { app, examine, type Row, three } from './judging';

test.each<Row>([
  ['nothing said', 0, app(undefined), []],
  ['false', 'latest', three({ privileged: false }), []],
  ['null', 'latest', three({ privileged: null }), []],
  ['of the pod, where the field does not exist', 'latest', { securityContext: { privileged: true } }, []],
  [
    'one container',
    0,
    app({ privileged: true }),
    [
      'spec.containers[0].securityContext.privileged: privileged (container "app" must not set securityContext.privileged=true)',
    ],
  ],
  [
    'containers of all lists',
    'latest',
    three({ privileged: true }),
    [
      'spec.initContainers[0].securityContext.privileged: privileged (containers "init", "app", "debug" must not set securityContext.privileged=true)',
    ],
  ],
])('privileged: %s (%s)', (_, version, spec, expected) => {
  expect(examine(privileged, version, spec)).toEqual(expected);
});
