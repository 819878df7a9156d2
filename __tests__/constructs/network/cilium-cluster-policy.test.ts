import { ApiObject, App, Chart } from 'cdk8s';
import {
  CiliumClusterPolicy,
  type CiliumClusterPolicyProps,
  CiliumEntity,
  CiliumRule,
  CiliumSubject,
  ClusterDns,
  ExternalNamespace,
  Hostname,
  PodSet,
  Port,
} from '../../../lib';
import { API, renderOne, TENANT_A } from '../example-tenant';

const NAMESPACE = 'k8s:io.kubernetes.pod.namespace';
const FROM_LAN = [CiliumRule.fromCidrs(['192.168.32.0/24'], [Port.tcp(443), Port.tcp(80)])];
const CONTROL_PLANE = CiliumSubject.nodes({ 'node-role.kubernetes.io/control-plane': 'true' });

const policy = (props: CiliumClusterPolicyProps) => renderOne(chart => new CiliumClusterPolicy(chart, 'p', props));

test('is for the gateway, and has no namespace', () => {
  expect(policy({ subject: CiliumSubject.gateway(), ingress: FROM_LAN })).toEqual({
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumClusterwideNetworkPolicy',
    metadata: { name: 'p' },
    spec: {
      endpointSelector: { matchExpressions: [{ key: 'reserved:ingress', operator: 'Exists' }] },
      ingress: [
        {
          fromCIDR: ['192.168.32.0/24'],
          toPorts: [
            {
              ports: [
                { port: '443', protocol: 'TCP' },
                { port: '80', protocol: 'TCP' },
              ],
            },
          ],
        },
      ],
    },
  });
});

test('is for nodes', () => {
  const { spec } = policy({ subject: CONTROL_PLANE, ingress: FROM_LAN });
  expect(spec.nodeSelector).toEqual({ matchLabels: { 'node-role.kubernetes.io/control-plane': 'true' } });
  expect(spec).not.toHaveProperty('endpointSelector');
  expect(policy({ subject: CiliumSubject.nodes({}), ingress: FROM_LAN }).spec.nodeSelector).toEqual({});
});

test('is for pods of one namespace', () => {
  const { spec } = policy({ subject: CiliumSubject.pods(API), ingress: FROM_LAN });
  expect(spec.endpointSelector).toEqual({ matchLabels: { [NAMESPACE]: 'tenant-a', app: 'api' } });
  expect(spec).not.toHaveProperty('nodeSelector');
});

test('name and description are props', () => {
  const props = { subject: CONTROL_PLANE, ingress: FROM_LAN, name: 'from-lan', description: 'The LAN.' };
  expect(policy(props)).toMatchObject({ metadata: { name: 'from-lan' }, spec: { description: 'The LAN.' } });
  const construct = new CiliumClusterPolicy(new Chart(new App(), 'test'), 'p', props);
  expect(construct.name).toBe('from-lan');
  expect(ApiObject.of(construct)).toBe(construct.apiObject);
});

test('every peer names its namespace, because the policy has none', () => {
  const { spec } = policy({
    subject: CiliumSubject.pods(API),
    ingress: [CiliumRule.fromPods([API, PodSet.allIn(TENANT_A)], [Port.tcp(8000)])],
  });
  expect(spec.ingress[0].fromEndpoints).toEqual([
    { matchLabels: { [NAMESPACE]: 'tenant-a', app: 'api' } },
    { matchLabels: { [NAMESPACE]: 'tenant-a' } },
  ]);
});

test('names bring their DNS rule, through the DNS server of the props', () => {
  const dns = ClusterDns.of({ namespace: ExternalNamespace.named('dns'), labels: { app: 'dns' } });
  const { spec } = policy({
    subject: CiliumSubject.pods(API),
    dns,
    egress: [CiliumRule.toFqdn(Hostname.of('a.example.com'), [Port.tcp(443)]), CiliumRule.toPods(API, [Port.tcp(80)])],
  });
  expect(spec.egress).toHaveLength(3);
  expect(spec.egress[0].toEndpoints).toEqual([{ matchLabels: { [NAMESPACE]: 'dns', 'k8s:app': 'dns' } }]);
  expect(spec.egress[0].toPorts[0].rules.dns).toEqual([
    { matchPattern: '**.tenant-a.svc.cluster.local' },
    { matchName: 'a.example.com' },
  ]);
});

test('denies, too', () => {
  const { spec } = policy({
    subject: CiliumSubject.gateway(),
    ingressDeny: [CiliumRule.fromCidrs(['192.168.33.0/24'], [Port.tcp(443)])],
    egressDeny: [CiliumRule.toEntities([CiliumEntity.HOST], [])],
  });
  expect(spec.ingressDeny[0].fromCIDR).toEqual(['192.168.33.0/24']);
  expect(spec.egressDeny).toEqual([{ toEntities: ['host'] }]);
});

test('keeps its own copy of the lists', () => {
  const ingress = [...FROM_LAN];
  const rendered = renderOne(chart => {
    new CiliumClusterPolicy(chart, 'p', { subject: CONTROL_PLANE, ingress });
    ingress.push(CiliumRule.fromEntities([CiliumEntity.WORLD], []));
  });
  expect(rendered.spec.ingress).toHaveLength(1);
});

test('refuses what Cilium refuses or ignores', () => {
  const web = CiliumRule.fromCidrs(['192.168.32.0/24'], [Port.tcp(8080)]).forHttp([{ method: 'GET' }]);
  expect(() => policy({ subject: CiliumSubject.gateway() })).toThrow(
    new Error('policy p has no rule; pass ingress, egress, ingressDeny or egressDeny'),
  );
  expect(() => policy({ subject: CONTROL_PLANE, ingress: FROM_LAN, name: 'P' })).toThrow(
    /^policy name must be a DNS subdomain .* got "P"$/,
  );
  expect(() => policy({ subject: CONTROL_PLANE, ingress: [...FROM_LAN, web] })).toThrow(
    new Error('policy p filters HTTP of nodes, which Cilium cannot; drop forHttp()'),
  );
  expect(policy({ subject: CiliumSubject.gateway(), ingress: [web] }).spec.ingress[0].toPorts[0].rules).toEqual({
    http: [{ method: 'GET' }],
  });
});
