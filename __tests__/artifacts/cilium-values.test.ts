import { load } from 'js-yaml';
import { CiliumValues, type CiliumValuesProps } from '../../lib';
import { closedSchemaOf, mistakes } from './closed-schema';

const SCHEMA = closedSchemaOf('cilium-values.json');
const PROPS: CiliumValuesProps = {
  apiServer: '192.168.32.128',
  podCidrs: ['10.42.0.0/16'],
  devices: ['ens33'],
};
const values = (more: Partial<CiliumValuesProps> = {}): any => load(new CiliumValues({ ...PROPS, ...more }).render([]));

test('takes the place of kube-proxy, and gives pods addresses of the cluster (rows E01, E02)', () => {
  expect(values()).toEqual({
    kubeProxyReplacement: true,
    k8sServiceHost: '192.168.32.128',
    k8sServicePort: 6443,
    devices: ['ens33'],
    ipam: { mode: 'cluster-pool', operator: { clusterPoolIPv4PodCIDRList: ['10.42.0.0/16'] } },
    gatewayAPI: { enabled: true },
    l2announcements: { enabled: true },
    hostFirewall: { enabled: false },
    l7Proxy: true,
    dnsProxy: { dnsRejectResponseCode: 'nameError' },
    hubble: {
      enabled: true,
      relay: { enabled: true },
      ui: { enabled: true },
      metrics: { enabled: ['dns', 'drop', 'flow', 'httpV2', 'port-distribution', 'tcp'] },
    },
  });
});

test.each<Partial<CiliumValuesProps>>([
  {},
  { mtu: 1450, apiServerPort: 8443 },
  { gatewayApi: false, l2Announcements: false, hostFirewall: true },
  { podCidrs: ['10.42.0.0/16', 'fd00:42::/56'], apiServer: 'fd00::1' },
])("with %j, every key and type is one of the chart's own schema", more => {
  expect(mistakes(SCHEMA, values(more))).toEqual([]);
});

/** Row E02: what the seed sets, and Helm drops without a word. `standaloneDnsProxy` is a key of this version. */
test.each([
  ['loadBalancer', { loadBalancer: { l2announcements: { enabled: true } } }, '/loadBalancer', 'l2announcements'],
  ['gatewayAPI', { gatewayAPI: { createDefaultGatewayClass: true } }, '/gatewayAPI', 'createDefaultGatewayClass'],
  ['externalIPs', { externalIPs: { enabled: true } }, '', 'externalIPs'],
  ['mtu', { mtu: 1450 }, '', 'mtu'],
])('seed row E02: %s is refused', (_, wrong, path, key) => {
  expect(mistakes(SCHEMA, wrong)).toEqual([`${path} must NOT have additional properties ${key}`.trim()]);
  expect(mistakes(SCHEMA, { standaloneDnsProxy: { enabled: false } })).toEqual([]);
});

test('IPv6 blocks turn IPv6 on, and alone turn IPv4 off', () => {
  const pools = (more: Partial<CiliumValuesProps>) => {
    const { ipv4, ipv6, ipam } = values(more);
    return { ipv4, ipv6, ipam: ipam.operator };
  };
  expect(pools({ podCidrs: ['fd00:42::/56'] })).toEqual({
    ipv4: { enabled: false },
    ipv6: { enabled: true },
    ipam: { clusterPoolIPv6PodCIDRList: ['fd00:42::/56'] },
  });
  expect(pools({ podCidrs: ['fd00:42::/56', '10.42.0.0/16'] })).toMatchObject({
    ipv4: { enabled: true },
    ipam: { clusterPoolIPv4PodCIDRList: ['10.42.0.0/16'], clusterPoolIPv6PodCIDRList: ['fd00:42::/56'] },
  });
});

test('tells the judge what Cilium then can do', () => {
  const { metadata, data } = new CiliumValues({ ...PROPS, gatewayApi: false, hostFirewall: true }).toConfigMap();
  expect(metadata).toEqual({ name: 'cilium-config', namespace: 'kube-system' });
  expect(data).toEqual({
    'enable-gateway-api': 'false',
    'enable-host-firewall': 'true',
    'enable-l2-announcements': 'true',
    'enable-l7-proxy': 'true',
    'kube-proxy-replacement': 'true',
  });
});

test.each<[Partial<CiliumValuesProps>, string]>([
  [{ apiServer: '' }, 'apiServer must be an address or a name such as "192.168.32.128", got ""'],
  [
    { apiServer: '192.168.32.0/24' },
    'apiServer must be an address or a name such as "192.168.32.128", got "192.168.32.0/24"',
  ],
  [{ apiServerPort: 0 }, 'port must be a whole number from 1 to 65535, got 0'],
  [{ podCidrs: [] }, 'podCidrs must be at least one block, got []'],
  [{ podCidrs: ['10.42.0.0'] }, 'podCidr must be an IP block with a mask such as "192.168.32.0/24", got "10.42.0.0"'],
  [{ devices: [] }, 'devices must be names of network interfaces such as "ens33", got []'],
  [{ devices: ['^ens33'] }, 'devices must be names of network interfaces such as "ens33", got ["^ens33"]'],
  [{ mtu: 500 }, 'mtu must be a whole number of bytes from 1280 to 65535, got 500'],
])('refuses %j', (wrong, message) => {
  expect(() => new CiliumValues({ ...PROPS, ...wrong })).toThrow(new Error(message));
});
