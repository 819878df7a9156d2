import { sysctls } from '../../../lib/checks/pod-security/sysctls';
import { app, examine, type Row } from './judging';

const setting = (...names: unknown[]) =>
  app({}, { securityContext: { sysctls: names.map(name => ({ name, value: '1' })) } });
const bad = (name: string, index = 0) => [`spec.securityContext.sysctls[${index}].name: forbidden sysctls (${name})`];
const SINCE: readonly [number, readonly string[]][] = [
  [0, ['kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.tcp_syncookies']],
  [0, ['net.ipv4.ping_group_range', 'net.ipv4.ip_unprivileged_port_start']],
  [27, ['net.ipv4.ip_local_reserved_ports']],
  [29, ['net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_fin_timeout']],
  [29, ['net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_keepalive_probes']],
  [32, ['net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem']],
  [37, ['net.ipv4.tcp_slow_start_after_idle', 'net.ipv4.tcp_notsent_lowat']],
];

test.each<Row>([
  ['none', 0, app({}), []],
  ['null', 'latest', app({}, { securityContext: { sysctls: null } }), []],
  ['an unsafe one', 'latest', setting('kernel.shm_rmid_forced', 'kernel.msgmax'), bad('kernel.msgmax', 1)],
  ['with slashes', 'latest', setting('net/ipv4/tcp_syncookies'), bad('net/ipv4/tcp_syncookies')],
  ['several, as they stand', 0, setting('b', 'a', 'b'), bad('b, a, b')],
  ['without a name', 0, setting(null), ['spec.securityContext.sysctls[0].name: forbidden sysctls']],
  ['of a container, where the field does not exist', 0, app({ sysctls: [{ name: 'x' }] }), []],
  ...SINCE.flatMap(([since, names]): Row[] => [
    ['from its version on', since, setting(...names), []],
    ['at the latest', 'latest', setting(...names), []],
    ...(since > 0 ? [['before its version', since - 1, setting(...names), bad(names.join(', '))] as Row] : []),
  ]),
])('sysctls: %s (%s)', (_, version, spec, expected) => {
  expect(examine(sysctls, version, spec)).toEqual(expected);
});
