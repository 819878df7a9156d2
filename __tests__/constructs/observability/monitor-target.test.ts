import { Duration } from 'cdk8s';
import { MonitorTarget, type MonitorTargetProps, PodSet, Port } from '../../../lib';
import { verdictOf } from '../crd-schema';
import { API, render, renderOne, TENANT_A, TENANT_B } from '../example-tenant';

const HTTP = Port.tcp(8000).named('http');

const target = (props: Partial<MonitorTargetProps> = {}) =>
  renderOne(chart => new MonitorTarget(chart, 'api-metrics', { pods: API, port: HTTP, ...props }));

test('scrapes the Services of the pods every 30 seconds, from their namespace (row K04)', () => {
  expect(target()).toEqual({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: { name: 'api-metrics', namespace: 'tenant-a' },
    spec: {
      selector: { matchLabels: { app: 'api' } },
      podTargetLabels: ['app', 'tenant'],
      endpoints: [{ port: 'http', path: '/metrics', interval: '30s' }],
    },
  });
});

test('interval, path, labels and name are props', () => {
  const rendered = target({ name: 'm', interval: Duration.seconds(15), path: '/m', honorLabels: true });
  expect(rendered.metadata.name).toBe('m');
  expect(rendered.spec.endpoints).toEqual([{ port: 'http', path: '/m', interval: '15s', honorLabels: true }]);
});

test('is what the API server takes, with nothing left for it to fill in', () => {
  expect(verdictOf(target())).toEqual({ violations: [], unwrittenDefaults: [] });
});

test('a policy lets the scrapers out to the pods, and nowhere else', () => {
  const [, policy] = render(
    chart =>
      new MonitorTarget(chart, 'm', {
        pods: API,
        port: HTTP,
        scrapers: PodSet.labelled({ app: 'prometheus' }, TENANT_B),
      }),
  );
  expect(policy).toMatchObject({
    kind: 'CiliumNetworkPolicy',
    metadata: { name: 'scrape-tenant-a-m', namespace: 'tenant-b' },
    spec: { endpointSelector: { matchLabels: { app: 'prometheus' } } },
  });
  expect(policy.spec.egress.at(-1)).toEqual({
    toEndpoints: [{ matchLabels: { app: 'api', 'k8s:io.kubernetes.pod.namespace': 'tenant-a' } }],
    toPorts: [{ ports: [{ port: '8000', protocol: 'TCP' }] }],
  });
});

test('a Service can carry other labels than its pods', () => {
  const { selector } = target({ serviceLabels: { 'k8s-app': 'hubble' } }).spec;
  expect(selector).toEqual({ matchLabels: { 'k8s-app': 'hubble' } });
});

test('refuses all pods of a namespace, ports without a name, and paths that are none', () => {
  expect(() => target({ pods: PodSet.allIn(TENANT_A) })).toThrow(
    new Error('a MonitorTarget of all pods would scrape what has no metrics; name the pods: PodSet.labelled()'),
  );
  expect(() => target({ port: Port.tcp(8000) })).toThrow(
    new Error('port 8000 has no name, and Services are scraped by name; call named()'),
  );
  expect(() => target({ path: 'metrics' })).toThrow(new Error('path must be a path such as "/metrics", got "metrics"'));
  expect(() => target({ name: 'M' })).toThrow(/^name of a MonitorTarget must be a DNS subdomain /);
  expect(() => target({ serviceLabels: { 'a b': 'c' } })).toThrow(/^label of the Service key must be /);
});
