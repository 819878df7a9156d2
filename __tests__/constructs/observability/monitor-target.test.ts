import { Duration } from 'cdk8s';
import { MonitorTarget, type MonitorTargetProps, PodSet } from '../../../lib';
import { verdictOf } from '../crd-schema';
import { API, renderOne, TENANT_A } from '../example-tenant';

const target = (props: Partial<MonitorTargetProps> = {}) =>
  renderOne(chart => new MonitorTarget(chart, 'api-metrics', { pods: API, port: 'http', ...props }));

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

test('refuses all pods of a namespace, ports without a name, and paths that are none', () => {
  expect(() => target({ pods: PodSet.allIn(TENANT_A) })).toThrow(
    new Error('a MonitorTarget of all pods would scrape what has no metrics; name the pods: PodSet.labelled()'),
  );
  expect(() => target({ port: '8000 ' })).toThrow(
    new Error('port must be the name of a port such as "http", got "8000 "'),
  );
  expect(() => target({ path: 'metrics' })).toThrow(new Error('path must be a path such as "/metrics", got "metrics"'));
  expect(() => target({ name: 'M' })).toThrow(/^name of a MonitorTarget must be a DNS subdomain /);
});
