import { ApprovedEgress, ApprovedHost, Hostname, Port } from '../../../lib';
import { API, renderOne } from '../example-tenant';

const MIRROR = ApprovedHost.of({
  hostname: Hostname.of('pypi.example.com'),
  owner: 'platform@example.com',
  reason: 'the mirror of Python packages',
});
const MODELS = ApprovedHost.of({
  hostname: Hostname.of('models.example.com'),
  owner: 'vision@example.com',
  reason: 'published weights to start from',
  port: Port.tcp(8443),
});

test('reaches each server by name on its port, and says who answers for it and why (row E33)', () => {
  const { metadata, spec } = renderOne(
    chart => new ApprovedEgress(chart, 'sources', { pods: API, hosts: [MIRROR, MODELS] }),
  );
  expect(metadata).toEqual({
    name: 'sources',
    namespace: 'tenant-a',
    annotations: {
      'fortress.cdk8s.io/approved-egress':
        'pypi.example.com (platform@example.com): the mirror of Python packages; models.example.com (vision@example.com): published weights to start from',
    },
  });
  expect(spec.egress.slice(1)).toEqual([
    { toFQDNs: [{ matchName: 'pypi.example.com' }], toPorts: [{ ports: [{ port: '443', protocol: 'TCP' }] }] },
    { toFQDNs: [{ matchName: 'models.example.com' }], toPorts: [{ ports: [{ port: '8443', protocol: 'TCP' }] }] },
  ]);
});

test('the name is a prop, and a list is no list without a server', () => {
  const named = renderOne(chart => new ApprovedEgress(chart, 'x', { name: 'sources', pods: API, hosts: [MIRROR] }));
  expect(named.metadata.name).toBe('sources');
  expect(() => renderOne(chart => new ApprovedEgress(chart, 'x', { pods: API, hosts: [] }))).toThrow(
    new Error('hosts must be at least one approved host, got []'),
  );
});
