import { load } from 'js-yaml';
import { EXTERNALS } from '../../charts/externals';

import { LOKI } from '../../charts/loki';

import { METRICS } from '../../charts/metrics';

import { TENANTS } from '../../charts/tenants';
import { expectReaches } from '../../lib/testing/reach-expectations';
import { schemaProblems } from '../constructs/observability/dashboard-schema';
import { published, publishedObjects } from './published';

const OBJECTS = publishedObjects('prod');
const inMonitoring = (kind: string, name: string) => published('prod', kind, 'ml-monitoring', name);
const dashboard = (name: string) => {
  const { data } = inMonitoring('ConfigMap', `dashboard-${name}`);
  return JSON.parse(data[`${name}.json`]);
};
const panelsOf = (name: string): [string, string[]][] =>
  dashboard(name).panels.map(({ title, targets }: any) => [title, targets.map(({ expr }: any) => expr)]);

describe('what is scraped', () => {
  test.each<[string, string, string]>([
    ...TENANTS.map(({ name }): [string, string, string] => [name, 'ml-inference', '30s']),
    ['ml-api', 'ml-api', '15s'],
  ])('%s/%s, every %3$s (seed rows J03, K04)', (namespace, name, interval) => {
    const { spec } = published('prod', 'ServiceMonitor', namespace, name);
    expect(spec).toMatchObject({ endpoints: [{ port: 'http', path: '/metrics', interval }] });
  });

  test('is reached by Prometheus, through the policies of both sides', () => {
    const all = [...OBJECTS, ...EXTERNALS];
    for (const { name } of TENANTS) {
      expectReaches(all, 'ml-monitoring/prometheus-prometheus', `${name}/${name}-ml-inference`, '8000/TCP');
    }
    expectReaches(all, 'ml-monitoring/prometheus-prometheus', 'ml-api/ml-api', '8000/TCP');
    expectReaches(all, 'ml-monitoring/prometheus-prometheus', 'cost-monitoring/cost-metrics', '9091/TCP');
    expectReaches(all, 'ml-monitoring/prometheus-prometheus', 'ml-monitoring/alertmanager', '9093/TCP');
  });

  test('Grafana asks Prometheus, and only Grafana does', () => {
    const all = [...OBJECTS, ...EXTERNALS];
    expectReaches(all, 'ml-monitoring/grafana', 'ml-monitoring/prometheus-prometheus', '9090/TCP');
    expectReaches(all, 'ml-monitoring/grafana', 'loki/loki', '3100/TCP');
    expectReaches(all, 'node-agents/fluent-bit', 'loki/loki', '3100/TCP');
    expectReaches(all, 'ml-monitoring/prometheus-prometheus', 'node-agents/falco', '8765/TCP');
    const routes = OBJECTS.filter(({ kind }) => kind === 'HTTPRoute').flatMap(({ spec }) => spec.rules ?? []);
    const backends = routes.flatMap(({ backendRefs = [] }: any) => backendRefs.map(({ name }: any) => name));
    expect(backends).toContain('grafana');
    expect(backends).not.toContain('prometheus');
    expect(backends).not.toContain('alertmanager');
  });
});

describe('Grafana', () => {
  const { spec } = inMonitoring('Deployment', 'grafana').spec.template;
  const [container] = spec.containers;
  const mounts = new Map<string, any>(
    container.volumeMounts.map(({ mountPath, name }: any) => [
      mountPath,
      spec.volumes.find((volume: any) => volume.name === name),
    ]),
  );

  test('has its password from the secret store, as a file, and no port on nodes (seed rows J11, K06)', () => {
    const variable = (name: string) => container.env.find((each: any) => each.name === name)?.value;
    expect(variable('GF_SECURITY_ADMIN_PASSWORD__FILE')).toBe('/etc/grafana-admin/admin-password');
    expect(mounts.get('/etc/grafana-admin').secret.secretName).toBe('grafana-admin');
    expect(inMonitoring('ExternalSecret', 'grafana-admin').spec.data).toMatchObject([
      { secretKey: 'admin-user' },
      { secretKey: 'admin-password' },
    ]);
    for (const { spec: service } of OBJECTS.filter(({ kind }) => kind === 'Service')) {
      expect(service.type ?? 'ClusterIP').toBe('ClusterIP');
    }
  });

  test('finds its dashboards by a provider, and can write its own data (seed row J11)', () => {
    expect(mounts.get('/var/lib/grafana').emptyDir).toEqual({ sizeLimit: '512Mi' });
    const { name } = mounts.get('/etc/grafana/provisioning/dashboards').configMap;
    const { providers } = load(inMonitoring('ConfigMap', name).data['dashboards.yaml']) as any;
    const [{ options }] = providers;
    const labelled = OBJECTS.filter(({ metadata }) => metadata.labels?.grafana_dashboard === '1');
    const mounted = [...mounts].filter(([path]) => path.startsWith(`${options.path}/`));
    expect(mounted.map(([, { configMap }]) => configMap.name).sort()).toEqual(
      labelled.map(({ metadata }) => metadata.name).sort(),
    );
  });

  test('asks the data source that the dashboards name', () => {
    const { datasources } = load(inMonitoring('ConfigMap', 'grafana-datasources').data['datasources.yaml']) as any;
    const { name, spec: service } = { name: 'prometheus', spec: inMonitoring('Service', 'prometheus').spec };
    expect(datasources).toMatchObject([
      { uid: 'prometheus', url: `http://${name}:${service.ports[0].port}` },
      { uid: 'loki', url: `http://${LOKI.host}:${LOKI.port}` },
    ]);
    for (const { data } of OBJECTS.filter(({ metadata }) => metadata.labels?.grafana_dashboard)) {
      const uids = [
        ...Object.values<string>(data)
          .join('')
          .matchAll(/"datasource": \{[^}]*"uid": "([^"]+)"/g),
      ];
      expect(new Set(uids.map(([, uid]) => uid))).toEqual(new Set(['prometheus']));
    }
  });
});

describe('the dashboards', () => {
  test("are what Grafana's own schema takes", () => {
    const labelled = OBJECTS.filter(({ metadata }) => metadata.labels?.grafana_dashboard);
    expect(labelled).toHaveLength(6);
    for (const { data } of labelled) {
      for (const text of Object.values<string>(data)) expect(schemaProblems(JSON.parse(text))).toEqual([]);
    }
  });

  test('show what is dropped, by reason (seed row E22)', () => {
    expect(panelsOf('network-drops')[0]).toEqual([
      'Packets Dropped, by Reason',
      ['sum by (reason) (rate(hubble_drop_total[5m]))'],
    ]);
  });

  test('ML Model Performance (seed rows J09, J12)', () => {
    expect(panelsOf('ml-model-performance')).toEqual([
      ['Model Accuracy', ['ml_model_accuracy']],
      [
        'Inference Latency (p95)',
        ['histogram_quantile(0.95, sum by (le) (rate(ml_api_request_duration_seconds_bucket[5m])))'],
      ],
      ['Request Rate', ['sum(rate(ml_api_requests_total[5m]))']],
      ['Error Rate', ['sum(rate(ml_api_errors_total[5m]))']],
    ]);
  });

  test('ML Infrastructure Costs: the costs of a day by the predictions of a day (seed row J13)', () => {
    expect(panelsOf('ml-infrastructure-costs')).toContainEqual([
      'Cost per Prediction',
      ['sum(aws_cost_daily) / sum(increase(ml_api_requests_total[1d]))'],
    ]);
  });

  test('API health and data drift (seed row J14)', () => {
    expect(dashboard('api-health').title).toBe('API Health');
    expect(dashboard('data-drift').title).toBe('Data Drift');
  });

  test('ML inference: refreshed every ten seconds, of one tenant at a time (seed rows K04, K08)', () => {
    const { refresh, templating } = dashboard('ml-inference');
    expect(refresh).toBe('10s');
    expect(templating.list).toMatchObject([
      { name: 'tenant', type: 'custom', includeAll: false, query: TENANTS.map(({ name }) => name).join(',') },
    ]);
    const panels = panelsOf('ml-inference');
    expect(panels.map(([title]) => title)).toEqual(['Request Rate', 'Latency (p95)', 'Pod Status', 'CPU', 'Memory']);
    for (const [, expressions] of panels) {
      for (const expression of expressions) expect(expression).toContain('{namespace="$tenant"}');
    }
  });
});

describe('alerts', () => {
  test('are told to the Alertmanager that is there (seed row J05)', () => {
    const { alertmanagers } = inMonitoring('Prometheus', 'prometheus').spec.alerting;
    for (const { namespace, name, port } of alertmanagers) {
      expect(published('prod', 'Service', namespace, name).spec.ports.map((each: any) => each.port)).toContain(port);
    }
  });

  test('go to GitLab, with an address and a token from the secret store', () => {
    const { receivers, route } = load(inMonitoring('ConfigMap', 'alertmanager-config').data['alertmanager.yml']) as any;
    expect(receivers.map(({ name }: any) => name)).toEqual([route.receiver]);
    const [{ url_file, http_config }] = receivers[0].webhook_configs;
    const files = [url_file, http_config.authorization.credentials_file];
    const keys = inMonitoring('ExternalSecret', 'alertmanager-receiver').spec.data.map(
      ({ secretKey }: any) => `/etc/alertmanager-receiver/${secretKey}`,
    );
    expect(files).toEqual(keys);
  });
});

test('the parts of seed rows J04, J10, M05 are there: no pod is scraped because it says so', () => {
  expect(inMonitoring('Prometheus', 'prometheus').spec.image).toMatch(/@sha256:[0-9a-f]{64}$/);
  for (const name of ['grafana', 'kube-state-metrics', 'alertmanager']) {
    expect(inMonitoring('Deployment', name).spec.replicas).toBe(1);
  }
  expect(OBJECTS.filter(object => JSON.stringify(object).includes('prometheus.io/scrape'))).toEqual([]);
});

test('CPU, memory, drift and latency are among the metrics (seed row M04)', () => {
  const names = METRICS.metrics.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining([
      'process_cpu_seconds_total',
      'process_resident_memory_bytes',
      'ml_data_drift_score',
      'ml_api_request_duration_seconds',
    ]),
  );
});

test('monitoring fits its namespace, and keeps what it has seen (seed rows C03, C08)', () => {
  const { metadata } = published('prod', 'Namespace', '', 'ml-monitoring');
  expect(metadata.annotations['argocd.argoproj.io/sync-options']).toBe('Prune=false,Delete=false');
  const { hard } = inMonitoring('ResourceQuota', 'monitoring-quota').spec;
  expect(hard).toMatchObject({ 'requests.memory': '12Gi', 'requests.storage': '60Gi' });
});
