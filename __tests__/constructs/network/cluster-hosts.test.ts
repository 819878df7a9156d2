import { Testing } from 'cdk8s';
import { ClusterHosts, type ClusterHostsProps, ExternalNamespace, Hostname } from '../../../lib';

const GITLAB = { hostname: Hostname.of('gitlab.build.server'), address: '192.168.32.126' };
const rendered = (more: Partial<ClusterHostsProps> = {}) => {
  const chart = Testing.chart();
  new ClusterHosts(chart, 'hosts', { hosts: [GITLAB], ...more });
  return Testing.synth(chart);
};

test('a name is a server of its own, in the ConfigMap that K3s leaves alone (row H08)', () => {
  expect(rendered()).toEqual([
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'coredns-custom', namespace: 'kube-system' },
      data: {
        'gitlab.build.server.server':
          'gitlab.build.server:53 {\n    errors\n    hosts {\n        192.168.32.126 gitlab.build.server\n    }\n}\n',
      },
    },
  ]);
});

test('several names, elsewhere', () => {
  const hosts = [GITLAB, { hostname: Hostname.of('vault.build.server'), address: 'fd00::7' }];
  const [{ metadata, data }] = rendered({ hosts, namespace: ExternalNamespace.named('dns') });
  expect(metadata.namespace).toBe('dns');
  expect(Object.keys(data)).toEqual(['gitlab.build.server.server', 'vault.build.server.server']);
  expect(data['vault.build.server.server']).toContain('        fd00::7 vault.build.server\n');
});

test.each<[ClusterHostsProps, string]>([
  [{ hosts: [] }, 'hosts must be at least one name, got []'],
  [{ hosts: [GITLAB, GITLAB] }, 'host must be named once, got "gitlab.build.server"'],
  [
    { hosts: [{ ...GITLAB, address: '192.168.32.0/24' }] },
    'address of gitlab.build.server must be an IP address such as "192.168.32.126", got "192.168.32.0/24"',
  ],
  [
    { hosts: [{ ...GITLAB, address: 'gitlab' }] },
    'address of gitlab.build.server must be an IP address such as "192.168.32.126", got "gitlab"',
  ],
])('refuses %#', (wrong, message) => {
  expect(() => rendered(wrong)).toThrow(new Error(message));
});
