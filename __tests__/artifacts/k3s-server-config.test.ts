import { load } from 'js-yaml';
import { K3sServerConfig, type K3sServerConfigProps } from '../../lib';

const PROPS: K3sServerConfigProps = {
  podCidr: '10.42.0.0/16',
  serviceCidr: '10.43.0.0/16',
  clusterDns: '10.43.0.10',
};
/** Row L04: how long the audit log is kept. */
const AUDIT = [
  'audit-policy-file=/var/lib/rancher/k3s/server/audit-policy.yaml',
  'audit-log-path=/var/lib/rancher/k3s/server/logs/audit.log',
  'audit-log-maxage=30',
  'audit-log-maxbackup=10',
  'audit-log-maxsize=100',
];
const parsed = (more: Partial<K3sServerConfigProps> = {}) =>
  load(new K3sServerConfig({ ...PROPS, ...more }).render([]));

test('leaves to Cilium what Cilium does, and the kubeconfig to its owner (rows A11, A13, L04, M08)', () => {
  expect(parsed()).toEqual({
    'write-kubeconfig-mode': '600',
    'secrets-encryption': true,
    'flannel-backend': 'none',
    'disable-network-policy': true,
    'disable-kube-proxy': true,
    disable: ['servicelb', 'traefik'],
    'cluster-cidr': '10.42.0.0/16',
    'service-cidr': '10.43.0.0/16',
    'cluster-dns': '10.43.0.10',
    'kube-apiserver-arg': [
      'enable-admission-plugins=NodeRestriction,PodNodeSelector,PodTolerationRestriction',
      ...AUDIT,
    ],
  });
});

test('is one file, and the same bytes each time', () => {
  const config = new K3sServerConfig(PROPS);
  expect(config.fileName).toBe('k3s-config.yaml');
  expect(config.render([])).toBe(new K3sServerConfig({ ...PROPS }).render([]));
  expect(config.render([])).toMatch(/[^\n]\n$/);
});

/** The argument takes the place of the one that K3s sets by itself, which turns NodeRestriction on. */
test.each([
  [['AlwaysPullImages'], 'NodeRestriction,AlwaysPullImages'],
  [['PodNodeSelector', 'NodeRestriction'], 'NodeRestriction,PodNodeSelector'],
  [[], 'NodeRestriction'],
])('with the admission plugins %j, NodeRestriction stays on', (admissionPlugins, enabled) => {
  expect(parsed({ admissionPlugins })).toMatchObject({
    'kube-apiserver-arg': [`enable-admission-plugins=${enabled}`, ...AUDIT],
  });
});

test('the mode of the kubeconfig is text, so that YAML does not read it as another number', () => {
  expect(parsed({ kubeconfigMode: '0400' })).toMatchObject({ 'write-kubeconfig-mode': '0400' });
});

test('IPv6 addresses are text, too', () => {
  const addresses = { podCidr: 'fd00:42::/56', serviceCidr: 'fd00:43::/112', clusterDns: 'fd00:43::' };
  expect(parsed(addresses)).toMatchObject({
    'cluster-cidr': 'fd00:42::/56',
    'service-cidr': 'fd00:43::/112',
    'cluster-dns': 'fd00:43::',
  });
});

const MODE = 'kubeconfigMode must be readable by its owner only, such as "600", got';

test.each<[Partial<K3sServerConfigProps>, string]>([
  [{ kubeconfigMode: '644' }, `${MODE} "644"`],
  [{ kubeconfigMode: '640' }, `${MODE} "640"`],
  [{ kubeconfigMode: '000' }, `${MODE} "000"`],
  [{ kubeconfigMode: '' }, `${MODE} ""`],
  [{ podCidr: '10.42.0.0' }, 'podCidr must be an IP block with a mask such as "192.168.32.0/24", got "10.42.0.0"'],
  [
    { serviceCidr: 'services' },
    'serviceCidr must be an IP block with a mask such as "192.168.32.0/24", got "services"',
  ],
  [{ podCidr: '10.0.0.0/8' }, 'podCidr must be apart from serviceCidr "10.43.0.0/16", got "10.0.0.0/8"'],
  [{ clusterDns: '10.42.0.10' }, 'clusterDns must be an address of 10.43.0.0/16, got "10.42.0.10"'],
  [{ clusterDns: '10.43.0.0/24' }, 'clusterDns must be an address of 10.43.0.0/16, got "10.43.0.0/24"'],
  [{ clusterDns: 'dns' }, 'clusterDns must be an address of 10.43.0.0/16, got "dns"'],
  [
    { admissionPlugins: ['PodNodeSelector,AlwaysAdmit'] },
    'admission plugin must be the name of one such as "PodNodeSelector", got "PodNodeSelector,AlwaysAdmit"',
  ],
])('refuses %j', (wrong, message) => {
  expect(() => new K3sServerConfig({ ...PROPS, ...wrong })).toThrow(new Error(message));
});
