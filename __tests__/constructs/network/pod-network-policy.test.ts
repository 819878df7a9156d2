import { ApiObject, App, Chart } from 'cdk8s';
import { ExternalNamespace, type NetworkPeerRule, PodNetworkPolicy, PodSet, Port } from '../../../lib';
import { API, renderOne, TENANT_A } from '../example-tenant';

const SCRAPERS = PodSet.labelled({ app: 'prometheus' }, ExternalNamespace.named('ml-monitoring'));

const policy = (rules: { ingress?: NetworkPeerRule[]; egress?: NetworkPeerRule[] }, pods = API) =>
  renderOne(chart => new PodNetworkPolicy(chart, 'p', { pods, ...rules }));

test('denies both directions by default', () => {
  expect(policy({})).toEqual({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'p', namespace: 'tenant-a' },
    spec: { podSelector: { matchLabels: { app: 'api' } }, policyTypes: ['Ingress', 'Egress'] },
  });
});

test('is for every pod of a namespace', () => {
  expect(policy({}, PodSet.allIn(TENANT_A)).spec.podSelector).toEqual({});
});

test('selects a namespace by its name, which Kubernetes sets, and the own one not at all (seed row E27)', () => {
  const peers = [API, PodSet.allIn(TENANT_A), SCRAPERS, PodSet.allIn(ExternalNamespace.named('tenant-b'))];
  const namespace = (name: string) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } });
  const selectors = [
    { podSelector: { matchLabels: { app: 'api' } } },
    { podSelector: {} },
    { namespaceSelector: namespace('ml-monitoring'), podSelector: { matchLabels: { app: 'prometheus' } } },
    { namespaceSelector: namespace('tenant-b') },
  ];
  const { spec } = policy({
    ingress: [{ peers, ports: [Port.tcp(8000)] }],
    egress: [{ peers, ports: [Port.tcp(9000)] }],
  });
  expect(spec.ingress).toEqual([{ from: selectors, ports: [{ port: 8000, protocol: 'TCP' }] }]);
  expect(spec.egress).toEqual([{ to: selectors, ports: [{ port: 9000, protocol: 'TCP' }] }]);
});

test('ports can be a range, and of any protocol', () => {
  const ports = [Port.tcpRange(20000, 20100), Port.udp(514), Port.sctp(3868)];
  expect(policy({ ingress: [{ peers: [API], ports }] }).spec.ingress[0].ports).toEqual([
    { port: 20000, endPort: 20100, protocol: 'TCP' },
    { port: 514, protocol: 'UDP' },
    { port: 3868, protocol: 'SCTP' },
  ]);
});

test('the name is a prop', () => {
  const construct = new PodNetworkPolicy(new Chart(new App(), 'test'), 'id', { pods: API, name: 'api-netpol' });
  expect(construct.name).toBe('api-netpol');
  expect(ApiObject.of(construct)).toBe(construct.apiObject);
  expect(construct.apiObject.name).toBe('api-netpol');
  expect(() => new PodNetworkPolicy(new Chart(new App(), 'test'), 'id', { pods: API, name: 'A' })).toThrow(
    /^policy name must be a DNS subdomain .* got "A"$/,
  );
});

test('refuses empty lists, which Kubernetes reads as everybody and every port', () => {
  for (const direction of ['ingress', 'egress']) {
    expect(() => policy({ [direction]: [{ peers: [], ports: [Port.tcp(80)] }] })).toThrow(
      new Error('peers must be at least one set of pods, got []'),
    );
    expect(() => policy({ [direction]: [{ peers: [API], ports: [] }] })).toThrow(
      new Error('ports must be at least one port, got []'),
    );
  }
});
