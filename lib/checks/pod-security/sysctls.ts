import type { JudgedPod } from './_judged-pod';
import type { VersionedCheck } from './_versioned-check';
import { ALLOWED, forbidden } from './_wording';

const SAFE = [
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range',
  'net.ipv4.ip_unprivileged_port_start',
];
const SAFE_27 = [...SAFE, 'net.ipv4.ip_local_reserved_ports'];
const SAFE_29 = [
  ...SAFE_27,
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
];
const SAFE_32 = [...SAFE_29, 'net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem'];
const SAFE_37 = [...SAFE_32, 'net.ipv4.tcp_slow_start_after_idle', 'net.ipv4.tcp_notsent_lowat'];

/**
 * A pod sets only kernel parameters that are its own and touch no other pod of the node.
 *
 * Fields:  <pod>.securityContext.sysctls[*].name
 * Allowed: kernel.shm_rmid_forced, net.ipv4.ip_local_port_range, net.ipv4.tcp_syncookies, net.ipv4.ping_group_range,
 *          net.ipv4.ip_unprivileged_port_start, and those that later versions add
 * Source:  https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
 * History: since v1.0; v1.27 adds net.ipv4.ip_local_reserved_ports; v1.29 net.ipv4.tcp_keepalive_time, tcp_fin_timeout,
 *          tcp_keepalive_intvl and tcp_keepalive_probes; v1.32 net.ipv4.tcp_rmem and tcp_wmem; v1.37
 *          net.ipv4.tcp_slow_start_after_idle and tcp_notsent_lowat
 */
export const sysctls: VersionedCheck = {
  id: 'sysctls',
  level: 'baseline',
  title: 'pods set only sysctls that are known to be safe',
  fix: 'remove the sysctl from securityContext.sysctls',
  versions: [
    { since: 0, examine: mustBeAmong(SAFE) },
    { since: 27, examine: mustBeAmong(SAFE_27) },
    { since: 29, examine: mustBeAmong(SAFE_29) },
    { since: 32, examine: mustBeAmong(SAFE_32) },
    { since: 37, examine: mustBeAmong(SAFE_37) },
  ],
};

function mustBeAmong(list: readonly string[]) {
  const safe = new Set(list);
  return (pod: JudgedPod) => {
    const names = pod.security.sysctls?.map(sysctl => sysctl.name ?? '') ?? [];
    const bad = names.filter(name => !safe.has(name));
    if (bad.length === 0) return ALLOWED;
    const path = pod.at(`securityContext.sysctls[${names.indexOf(bad[0])}].name`);
    return forbidden(path, 'forbidden sysctls', bad.join(', '));
  };
}
