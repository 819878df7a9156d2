import { spawnSync } from 'node:child_process';
import { FirewallRule, FirewallScript, type FirewallScriptProps, Port } from '../../lib';

const SSH = FirewallRule.from('192.168.32.0/24', Port.tcp(22), 'SSH');
const text = (more: Partial<FirewallScriptProps> = {}) =>
  new FirewallScript({ machine: 'gitlab', rules: [SSH], ...more }).render([]);
/** What the script does, with a `ufw` that says how it was called. */
const calls = (script: string) =>
  spawnSync('sh', ['-c', `ufw() { echo "$@"; }\n${script}`])
    .stdout.toString()
    .trimEnd()
    .split('\n');

test('drops what it is not told to let through, in both directions (rows H02, H03)', () => {
  const rules = [
    SSH,
    FirewallRule.to('192.168.32.128', Port.tcp(6443), 'Kubernetes API server'),
    FirewallRule.toAnybody(Port.udp(53), 'DNS'),
    FirewallRule.from('fd00::/64', Port.tcpRange(8000, 8010), 'pages, and more'),
  ];
  expect(calls(text({ rules }))).toEqual([
    '--force reset',
    'default deny incoming',
    'default deny outgoing',
    'default deny routed',
    'allow in proto tcp from 192.168.32.0/24 to any port 22 comment SSH',
    'allow out proto tcp from any to 192.168.32.128 port 6443 comment Kubernetes API server',
    'allow out proto udp from any to any port 53 comment DNS',
    'allow in proto tcp from fd00::/64 to any port 8000:8010 comment pages, and more',
    '--force enable',
  ]);
});

test('a node hands on the packets of its pods', () => {
  const all = calls(text({ forwards: true, allowsOutgoing: true }));
  expect(all).toEqual(
    expect.arrayContaining(['default allow routed', 'default allow outgoing', 'default deny incoming']),
  );
});

test('stops at the first line that fails', () => {
  const { status } = spawnSync('sh', ['-c', `ufw() { test "$1" = default && return 1; }\n${text()}`]);
  expect(status).toBe(1);
});

test('is named after its machine', () => {
  expect(new FirewallScript({ machine: 'k3s-master', rules: [SSH] }).fileName).toBe('ufw-k3s-master.sh');
});

test('refuses to lock everybody out', () => {
  expect(() => text({ rules: [FirewallRule.from('10.0.0.1', Port.tcp(443), 'page')] })).toThrow(
    new Error(
      'rules of gitlab must be with a way in for SSH; call FirewallRule.from(…, Port.tcp(22), …), got ["in 10.0.0.1 443/TCP"]',
    ),
  );
});

test.each<[() => FirewallRule, string]>([
  [
    () => FirewallRule.from('gitlab', Port.tcp(1), 'x'),
    'peer of the firewall must be an address or a block such as "192.168.32.0/24", got "gitlab"',
  ],
  [
    () => FirewallRule.to('', Port.tcp(1), 'x'),
    'peer of the firewall must be an address or a block such as "192.168.32.0/24", got ""',
  ],
  [
    () => FirewallRule.toAnybody(Port.tcp(1), "it's"),
    'purpose must be at most 64 letters, digits and spaces, got "it\'s"',
  ],
])('refuses %s', (make, message) => {
  expect(make).toThrow(new Error(message));
});
