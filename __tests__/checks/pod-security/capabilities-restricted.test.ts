import { capabilitiesRestricted } from '../../../lib/checks/pod-security/capabilities-restricted';
import { app, examine, type Row, three } from './judging';

const AT = 'spec.containers[0].securityContext.capabilities';
const MISSING = 'container "app" must set securityContext.capabilities.drop=["ALL"]';
const caps = (drop: unknown, add?: unknown) => ({ capabilities: { drop, add } });
const windows = { os: { name: 'windows' } };

test.each<Row>([
  ['all dropped', 22, three(caps(['ALL'])), []],
  ['among others, and NET_BIND_SERVICE added', 'latest', app(caps(['KILL', 'ALL'], ['NET_BIND_SERVICE'])), []],
  ['before the check existed', 21, app({}), []],
  ['nothing said', 22, app(undefined), [`${AT}.drop: unrestricted capabilities (${MISSING})`]],
  ['null', 'latest', app({ capabilities: null }), [`${AT}.drop: unrestricted capabilities (${MISSING})`]],
  ['another case', 'latest', app(caps(['all'])), [`${AT}.drop: unrestricted capabilities (${MISSING})`]],
  ['Windows, before it was exempt', 24, app({}, windows), [`${AT}.drop: unrestricted capabilities (${MISSING})`]],
  ['Windows', 25, app(caps([], ['SYS_ADMIN']), windows), []],
  ['another system', 25, app({}, { os: { name: 'linux' } }), [`${AT}.drop: unrestricted capabilities (${MISSING})`]],
  [
    'adding a default one',
    'latest',
    app(caps(['ALL'], ['NET_BIND_SERVICE', 'CHOWN'])),
    [
      `${AT}.add[1]: unrestricted capabilities (container "app" must not include "CHOWN" in securityContext.capabilities.add)`,
    ],
  ],
  [
    'both faults',
    'latest',
    three(caps([], ['b', 'a', 'b'])),
    [
      'spec.initContainers[0].securityContext.capabilities.drop: unrestricted capabilities (containers "init", "app", "debug" must set securityContext.capabilities.drop=["ALL"]; containers "init", "app", "debug" must not include "a", "b" in securityContext.capabilities.add)',
    ],
  ],
])('capabilities-restricted: %s (%s)', (_, version, spec, expected) => {
  expect(examine(capabilitiesRestricted, version, spec)).toEqual(expected);
});
