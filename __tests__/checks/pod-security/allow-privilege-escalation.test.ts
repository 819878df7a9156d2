import { allowPrivilegeEscalation } from '../../../lib/checks/pod-security/allow-privilege-escalation';
import { app, examine, type Row, three } from './judging';

const REASON = 'allowPrivilegeEscalation != false';
const bad = [
  `spec.containers[0].securityContext.allowPrivilegeEscalation: ${REASON} (container "app" must set securityContext.allowPrivilegeEscalation=false)`,
];
const windows = { os: { name: 'windows' } };

test.each<Row>([
  ['false', 8, three({ allowPrivilegeEscalation: false }), []],
  ['before the check existed', 7, app({}), []],
  ['no security context', 8, app(undefined), bad],
  ['nothing said', 'latest', app({}), bad],
  ['true', 'latest', app({ allowPrivilegeEscalation: true }), bad],
  ['null', 'latest', app({ allowPrivilegeEscalation: null }), bad],
  [
    'false of the pod, where the field does not exist',
    8,
    app({}, { securityContext: { allowPrivilegeEscalation: false } }),
    bad,
  ],
  ['Windows, before it was exempt', 24, app({}, windows), bad],
  ['Windows', 25, app({}, windows), []],
  [
    'all lists',
    'latest',
    three({}),
    [
      `spec.initContainers[0].securityContext.allowPrivilegeEscalation: ${REASON} (containers "init", "app", "debug" must set securityContext.allowPrivilegeEscalation=false)`,
    ],
  ],
])('allow-privilege-escalation: %s (%s)', (_, version, spec, expected) => {
  expect(examine(allowPrivilegeEscalation, version, spec)).toEqual(expected);
});
