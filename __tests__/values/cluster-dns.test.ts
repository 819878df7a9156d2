import { ClusterDns, ExternalNamespace } from '../../lib';

test('by default it is CoreDNS in kube-system', () => {
  expect(ClusterDns.DEFAULT).toMatchObject({
    namespaceName: 'kube-system',
    labels: { 'k8s-app': 'kube-dns' },
    domain: 'cluster.local',
  });
});

test('namespace, labels and domain can be others', () => {
  const labels = { 'dns.operator.openshift.io/daemonset-dns': 'default' };
  const dns = ClusterDns.of({ namespace: ExternalNamespace.named('openshift-dns'), labels, domain: 'k8s.example.com' });
  expect(dns).toMatchObject({ namespaceName: 'openshift-dns', labels, domain: 'k8s.example.com' });
  labels['dns.operator.openshift.io/daemonset-dns'] = 'other';
  expect(dns.labels).toEqual({ 'dns.operator.openshift.io/daemonset-dns': 'default' });
});

test('the Services of a namespace are one pattern, which holds the pods of a headless one, too', () => {
  expect(ClusterDns.DEFAULT.servicesOf('tenant-a')).toBe('**.tenant-a.svc.cluster.local');
  expect(ClusterDns.of({ domain: 'k8s.example.com' }).servicesOf('tenant-a')).toBe('**.tenant-a.svc.k8s.example.com');
});

test.each<[string, boolean]>([
  ['minio.minio.svc.cluster.local', true],
  ['*.minio.svc.Cluster.Local.', true],
  ['cluster.local', true],
  ['mycluster.local', false],
  ['cluster.local.example.com', false],
  ['*', false],
])('the cluster owns %s: %s', (name, owned) => expect(ClusterDns.DEFAULT.owns(name)).toBe(owned));

test('labels that select every pod, or that Kubernetes refuses, are refused', () => {
  expect(() => ClusterDns.of({ labels: {} })).toThrow(
    new Error('DNS server labels must be at least one label, got {}'),
  );
  expect(() => ClusterDns.of({ labels: { 'k8s app': 'x' } })).toThrow(
    new Error('DNS server label key must be a label key such as "app" or "example.com/app", got "k8s app"'),
  );
});

test('the domain is a DNS name', () => {
  expect(() => ClusterDns.of({ domain: '.cluster.local' })).toThrow(
    new Error('cluster domain must be a DNS name such as "cluster.local", got ".cluster.local"'),
  );
});
