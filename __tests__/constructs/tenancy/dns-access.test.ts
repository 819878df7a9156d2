import { ClusterDns, DnsAccess, ExternalNamespace } from '../../../lib';
import { renderOne, TENANT_A } from '../example-tenant';

test('every pod may resolve the names of its own namespace, and only through the DNS proxy', () => {
  expect(renderOne(chart => new DnsAccess(chart, 'DnsAccess', { namespace: TENANT_A }))).toEqual({
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: { name: 'allow-dns', namespace: 'tenant-a' },
    spec: {
      endpointSelector: {},
      egress: [
        {
          toEndpoints: [
            { matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'kube-system', 'k8s:k8s-app': 'kube-dns' } },
          ],
          toPorts: [
            {
              ports: [
                { port: '53', protocol: 'UDP' },
                { port: '53', protocol: 'TCP' },
              ],
              rules: { dns: [{ matchPattern: '**.tenant-a.svc.cluster.local' }] },
            },
          ],
        },
      ],
    },
  });
});

test('the DNS server is a prop', () => {
  const dns = ClusterDns.of({
    namespace: ExternalNamespace.named('dns'),
    labels: { app: 'dns' },
    domain: 'k8s.example',
  });
  const [rule] = renderOne(chart => new DnsAccess(chart, 'DnsAccess', { namespace: TENANT_A, dns })).spec.egress;
  expect(rule.toEndpoints).toEqual([{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'dns', 'k8s:app': 'dns' } }]);
  expect(rule.toPorts[0].rules.dns).toEqual([{ matchPattern: '**.tenant-a.svc.k8s.example' }]);
});

test('the policy is a property', () => {
  renderOne(chart => {
    const { apiObject } = new DnsAccess(chart, 'DnsAccess', { namespace: TENANT_A });
    expect(apiObject.name).toBe('allow-dns');
  });
});
