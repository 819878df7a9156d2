import { ALLOWED_VOLUMES, RESTRICTED_VOLUMES } from '../../../lib/checks/pod-security/_volume-sources';

export type Values = readonly unknown[];

const BOOL: Values = [true, true, false];
const PROFILES: Values = ['RuntimeDefault', 'Localhost', 'Unconfined', '', 'runtimedefault', 'other'];
const HOSTS: Values = ['', '127.0.0.1', 'localhost', '10.0.0.1', '"q"', '\u{1f600}', '\uff5e', '\ud83d'];
const NAMES: Values = ['app', 'init', 'debug', 'a', 'b"c', '\u00fc', '', 'side'];
const CAPABILITIES: Values = [
  [],
  ['ALL'],
  ['all'],
  ['NET_RAW'],
  ['NET_BIND_SERVICE'],
  ['CHOWN', 'NET_BIND_SERVICE'],
  ['SYS_ADMIN', 'KILL', 'NET_ADMIN'],
  ['CAP_CHOWN'],
  [null],
  ['', 'ALL'],
  ['SYS_ADMIN', 'SYS_ADMIN'],
];
const ANNOTATIONS: Values = [
  'runtime/default',
  'docker/default',
  'localhost/profile',
  'localhost',
  'unconfined',
  '',
  ' ',
  'a"b\\c',
  'tab\tnew\nline\u0000\u007f\u0085\u00a0\u200b\ufeff\ufffd\u{1f600}\u{e0001}\ud800',
  '\u0007\b\f\r\v\u001b\u00ad\u0378\u2028\ue000',
];
const SYSCTLS = [
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_wmem',
  'net.ipv4.tcp_slow_start_after_idle',
  'net.ipv4.tcp_notsent_lowat',
  'net/ipv4/tcp_syncookies',
  'kernel.msgmax',
  '',
];

const VOLUMES: Values = [...ALLOWED_VOLUMES, ...RESTRICTED_VOLUMES, 'brandNew'].flatMap((kind, i, all) => [
  { name: `v${i}`, [kind]: {} },
  { name: 'pair', [kind]: {}, [all[(i * 7 + 3) % all.length]]: {} },
]);

const CONTAINER = 'spec <list> <index>';
const SHARED: readonly [string, Values][] = [
  ['runAsNonRoot', BOOL],
  ['runAsUser', [0, 0, 0, -0, 1000, -1, 2 ** 40]],
  ['runAsUser', [0]],
  ['seccompProfile type', PROFILES],
  ['seccompProfile', [{}, { localhostProfile: 'x' }]],
  ['appArmorProfile type', PROFILES],
  ['appArmorProfile', [{}]],
  ['seLinuxOptions type', ['container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t', '', 'spc_t']],
  ['seLinuxOptions user', ['', 'system_u']],
  ['seLinuxOptions role', ['', 'system_r']],
  ['seLinuxOptions', [{ level: 's0:c1' }]],
  ['windowsOptions hostProcess', BOOL],
];
const OWN: readonly [string, Values][] = [
  ['privileged', BOOL],
  ['allowPrivilegeEscalation', BOOL],
  ['procMount', ['Default', 'Unmasked', '', 'Other']],
  ['capabilities add', CAPABILITIES],
  ['capabilities drop', CAPABILITIES],
];
const HANDLERS = ['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle postStart', 'lifecycle preStop'];

/** Every place that the standards look at, as keys from the root of a pod, with values that make a difference there. */
export const PATHS: readonly (readonly [string, Values])[] = [
  ...['hostNetwork', 'hostPID', 'hostIPC', 'hostUsers', 'hostUsers', 'hostUsers'].map(
    field => [`spec ${field}`, [true, false]] as const,
  ),
  ['spec os name', ['windows', 'windows', 'linux', 'Windows', '']],
  ...SHARED.map(([field, values]) => [`spec securityContext ${field}`, values] as const),
  // Fields that only a container has count for nothing in a pod.
  ...OWN.map(([field, values]) => [`spec securityContext ${field}`, values] as const),
  ...[0, 1, 2].map(
    i =>
      [
        'spec securityContext sysctls',
        SYSCTLS.map((name, j) => [
          { name, value: '1' },
          { name: SYSCTLS[(j * 5 + i) % SYSCTLS.length], value: '2' },
        ]),
      ] as const,
  ),
  ['spec securityContext sysctls', [[], [null], [{}], [{ name: null }]]],
  ...[...SHARED, ...SHARED, ...OWN, ...OWN, ...OWN].map(
    ([field, values]) => [`${CONTAINER} securityContext ${field}`, values] as const,
  ),
  [`${CONTAINER} securityContext`, [{}, {}]],
  [`${CONTAINER}`, [{}, { name: 'app' }, { name: 'zero', securityContext: {} }]],
  [`${CONTAINER} name`, NAMES],
  [`${CONTAINER} name`, NAMES],
  [`${CONTAINER} ports`, [[], [null], [{ containerPort: 80 }], [{ hostPort: 0 }, { hostPort: 9090 }]]],
  [`${CONTAINER} ports`, [[{ hostPort: 80 }], [{ hostPort: 8080 }, { hostPort: 80 }], [{ hostPort: -1 }]]],
  ...HANDLERS.flatMap(handler => [
    [`${CONTAINER} ${handler} httpGet host`, HOSTS] as const,
    [`${CONTAINER} ${handler} tcpSocket host`, HOSTS] as const,
  ]),
  ...[0, 1, 2, 3].map(() => ['spec volumes <index>', [...VOLUMES, {}, null, { name: 'none' }]] as const),
  ['spec volumes <index>', [{ name: 'new', brandNew: {} }, { name: 'gone', emptyDir: null, brandNew: null }, { a: 1 }]],
  ...[0, 1].map(i => ['spec volumes <index>', [{ name: `h${i}`, hostPath: {} }, { hostPath: { path: '/' } }]] as const),
  ...['app', 'init', 'missing', 'b"c'].flatMap(name => [
    [`metadata annotations container.apparmor.security.beta.kubernetes.io/${name}`, ANNOTATIONS] as const,
    [`metadata annotations container.seccomp.security.alpha.kubernetes.io/${name}`, ANNOTATIONS] as const,
  ]),
  ['metadata annotations seccomp.security.alpha.kubernetes.io/pod', ANNOTATIONS],
  ['metadata annotations seccomp.security.alpha.kubernetes.io/pod', ANNOTATIONS],
  ['metadata annotations container.apparmor.security.beta.kubernetes.io', ANNOTATIONS],
];
