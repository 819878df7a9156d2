import { seLinuxOptions } from '../../../lib/checks/pod-security/se-linux-options';
import { app, examine, type Row, three } from './judging';

const options = (fields: unknown) => ({ seLinuxOptions: fields });
const AT = 'spec.containers[0].securityContext.seLinuxOptions';
const bad = (who: string, what: string) =>
  `seLinuxOptions (${who} set forbidden securityContext.seLinuxOptions: ${what})`;

test.each<Row>([
  ['nothing said', 0, app({}), []],
  ['empty', 0, app(options({ type: '', user: '', role: '', level: 's0' })), []],
  ['null', 'latest', app(options({ type: null, user: null })), []],
  ['container_t', 0, three(options({ type: 'container_t' })), []],
  ['container_init_t', 0, three(options({ type: 'container_init_t' })), []],
  ['container_kvm_t', 'latest', three(options({ type: 'container_kvm_t' })), []],
  ['container_engine_t', 31, app(options({ type: 'container_engine_t' })), []],
  [
    'container_engine_t, before it was allowed',
    30,
    app(options({ type: 'container_engine_t' })),
    [`${AT}.type: ${bad('container "app"', 'type "container_engine_t"')}`],
  ],
  ['a user', 'latest', app(options({ user: 'u' })), [`${AT}.user: ${bad('container "app"', 'user may not be set')}`]],
  ['a role', 0, app(options({ role: 'r' })), [`${AT}.role: ${bad('container "app"', 'role may not be set')}`]],
  [
    'everything everywhere',
    'latest',
    three(options({ role: 'r', type: 'b' }), { securityContext: options({ user: 'u', type: 'a' }) }),
    [
      `spec.securityContext.seLinuxOptions.type: ${bad('pod and containers "init", "app", "debug"', 'types "a", "b"; user may not be set; role may not be set')}`,
    ],
  ],
])('se-linux-options: %s (%s)', (_, version, spec, expected) => {
  expect(examine(seLinuxOptions, version, spec)).toEqual(expected);
});
