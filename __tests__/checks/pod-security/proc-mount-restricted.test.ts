import { procMountRestricted } from '../../../lib/checks/pod-security/proc-mount-restricted';
import { app, examine, type Row, three } from './judging';

const bad = [
  'spec.containers[0].securityContext.procMount: procMount (container "app" must not set securityContext.procMount to "Unmasked")',
];
const unmasked = { procMount: 'Unmasked' };

test.each<Row>([
  ['nothing said', 35, app({}), []],
  ['Default', 'latest', three({ procMount: 'Default' }, { hostUsers: false }), []],
  ['Unmasked, before the check existed: the baseline one says it', 34, app(unmasked), []],
  ['Unmasked', 35, app(unmasked), bad],
  ['in a user namespace all the same', 'latest', app(unmasked, { hostUsers: false }), bad],
])('proc-mount-restricted: %s (%s)', (_, version, spec, expected) => {
  expect(examine(procMountRestricted, version, spec)).toEqual(expected);
});
