import { procMountBaseline } from '../../../lib/checks/pod-security/proc-mount-baseline';
import { app, examine, type Row, three } from './judging';

const AT = 'spec.containers[0].securityContext.procMount';
const bad = (value: string) => [
  `${AT}: procMount (container "app" must not set securityContext.procMount to ${value})`,
];
const unmasked = { procMount: 'Unmasked' };

test.each<Row>([
  ['nothing said', 0, app({}), []],
  ['Default', 'latest', three({ procMount: 'Default' }), []],
  ['null', 'latest', app({ procMount: null }), []],
  ['Unmasked', 0, app(unmasked), bad('"Unmasked"')],
  ['empty', 'latest', app({ procMount: '' }), bad('""')],
  ['in a user namespace, before it counted', 34, app(unmasked, { hostUsers: false }), bad('"Unmasked"')],
  ['in a user namespace', 35, app(unmasked, { hostUsers: false }), []],
  ['in the user namespace of the node', 35, app(unmasked, { hostUsers: true }), bad('"Unmasked"')],
  ['hostUsers null', 'latest', app(unmasked, { hostUsers: null }), bad('"Unmasked"')],
  [
    'several values, each once and sorted',
    'latest',
    { containers: ['b', 'a', 'b'].map(procMount => ({ name: procMount, securityContext: { procMount } })) },
    [`${AT}: procMount (containers "b", "a", "b" must not set securityContext.procMount to "a", "b")`],
  ],
])('proc-mount-baseline: %s (%s)', (_, version, spec, expected) => {
  expect(examine(procMountBaseline, version, spec)).toEqual(expected);
});
