import { classifier, object, podSpec } from '../objects';
import type { SeedRow } from '../row';

export const SECTION_J: readonly SeedRow[] = [
  {
    id: 'J01',
    asks: 'ServiceAccount and Role of the ML API',
    checks: [
      'dangling-reference',
      'default-namespace',
      'reads-secrets',
      'service-account-token',
      'unused-service-account',
    ],
    objects: [
      object('ServiceAccount', 'ml-api', 'ml-api-sa'),
      object('Role', 'ml-api', 'ml-api-role', {
        rules: expect.arrayContaining([
          expect.objectContaining({ resources: ['configmaps'], resourceNames: ['ml-config'] }),
        ]),
      }),
      object('RoleBinding', 'ml-api', 'ml-api-rolebinding', {
        subjects: [{ kind: 'ServiceAccount', name: 'ml-api-sa', namespace: 'ml-api' }],
      }),
      object('Deployment', 'ml-api', 'ml-api', podSpec({ serviceAccountName: 'ml-api-sa' })),
    ],
  },
  {
    id: 'J02',
    asks: 'ServiceAccount tokens',
    checks: ['service-account-token'],
    objects: [
      object('Deployment', 'ml-api', 'ml-api', podSpec({ automountServiceAccountToken: true })),
      classifier(podSpec({ automountServiceAccountToken: false })),
    ],
  },
  {
    id: 'J03',
    asks: 'scrape configuration',
    checks: ['selector-matches', 'service-address'],
    objects: [
      object('ServiceMonitor', 'ml-api', 'ml-api'),
      object('Prometheus', 'ml-monitoring', 'prometheus', {
        spec: { scrapeInterval: '15s', evaluationInterval: '15s' },
      }),
    ],
  },
  {
    id: 'J04',
    asks: 'scraping by annotation',
    outside: 'a scrape by annotation is asked for by whoever writes a pod; each target here has a ServiceMonitor',
  },
  {
    id: 'J05',
    asks: 'rule files and Alertmanager',
    checks: ['configuration-key', 'service-address'],
    objects: [
      object('Prometheus', 'ml-monitoring', 'prometheus'),
      object('Deployment', 'ml-monitoring', 'alertmanager'),
    ],
  },
  {
    id: 'J06',
    asks: 'alert HighModelLatency',
    checks: ['alert-runbook'],
    objects: [
      object('PrometheusRule', 'ml-api', 'model-alerts', {
        spec: {
          groups: [
            expect.objectContaining({
              rules: expect.arrayContaining([
                expect.objectContaining({
                  alert: 'HighModelLatency',
                  expr: expect.stringMatching(/^histogram_quantile\(0\.95, .*> 1$/),
                  for: '5m',
                  labels: expect.objectContaining({ severity: 'warning' }),
                }),
              ]),
            }),
          ],
        },
      }),
    ],
  },
  {
    id: 'J07',
    asks: 'alert ModelAccuracyDegraded',
    objects: [
      object('PrometheusRule', 'ml-api', 'model-alerts', {
        spec: {
          groups: [
            expect.objectContaining({
              rules: expect.arrayContaining([
                expect.objectContaining({
                  alert: 'ModelAccuracyDegraded',
                  expr: expect.stringMatching(/ml_model_accuracy.* < 0\.8$/),
                  for: '10m',
                  labels: expect.objectContaining({ severity: 'critical' }),
                }),
              ]),
            }),
          ],
        },
      }),
    ],
  },
  {
    id: 'J08',
    asks: 'alert DataDriftDetected',
    objects: [
      object('PrometheusRule', 'ml-api', 'model-alerts', {
        spec: {
          groups: [
            expect.objectContaining({
              rules: expect.arrayContaining([
                expect.objectContaining({
                  alert: 'DataDriftDetected',
                  expr: expect.stringMatching(/ml_data_drift_score.* > 0\.1$/),
                  for: '5m',
                  labels: expect.objectContaining({ severity: 'warning' }),
                }),
              ]),
            }),
          ],
        },
      }),
    ],
  },
  {
    id: 'J09',
    asks: 'one metric of two types',
    checks: ['metric-type'],
    objects: [
      object('PrometheusRule', 'ml-api', 'model-alerts', {
        spec: {
          groups: [
            expect.objectContaining({
              rules: expect.arrayContaining([
                expect.objectContaining({ expr: expect.stringContaining('ml_api_request_duration_seconds_bucket') }),
              ]),
            }),
          ],
        },
      }),
    ],
  },
  { id: 'J10', asks: 'Prometheus', objects: [object('Prometheus', 'ml-monitoring', 'prometheus')] },
  {
    id: 'J11',
    asks: 'Grafana',
    checks: ['dangling-reference'],
    objects: [
      object('Deployment', 'ml-monitoring', 'grafana'),
      object('ExternalSecret', 'ml-monitoring', 'grafana-admin'),
      object('ConfigMap', 'ml-monitoring', 'grafana-dashboards'),
    ],
  },
  {
    id: 'J12',
    asks: 'dashboard of model performance',
    checks: ['dashboard-valid', 'metric-type'],
    objects: [object('ConfigMap', 'ml-monitoring', 'dashboard-ml-model-performance')],
  },
  {
    id: 'J13',
    asks: 'dashboard of costs',
    checks: ['metric-type'],
    objects: [object('ConfigMap', 'ml-monitoring', 'dashboard-ml-infrastructure-costs')],
  },
  {
    id: 'J14',
    asks: 'dashboards of API health and data drift',
    objects: [
      object('ConfigMap', 'ml-monitoring', 'dashboard-api-health'),
      object('ConfigMap', 'ml-monitoring', 'dashboard-data-drift'),
    ],
  },
  { id: 'J15', asks: 'performance rules', objects: [object('PrometheusRule', 'ml-api', 'performance')] },
  {
    id: 'J16',
    asks: 'cost monitor',
    objects: [
      object('CronJob', 'cost-monitoring', 'cost-exporter'),
      object('CiliumNetworkPolicy', 'cost-monitoring', 'cost-exporter-flows', {
        spec: {
          egress: expect.arrayContaining([expect.objectContaining({ toFQDNs: [{ matchName: 'costs.build.server' }] })]),
        },
      }),
    ],
  },
  {
    id: 'J17',
    asks: 'retraining and its gate',
    objects: [object('CronJob', 'ml-api', 'retraining'), object('CiliumNetworkPolicy', 'ml-api', 'retraining-sources')],
    tests: ['__tests__/charts/ml-api.test.ts'],
  },
  {
    id: 'J18',
    asks: 'GitHub CI',
    artifacts: [{ file: 'artifacts/prod/github-workflow.yml', lines: ['permissions: {}', 'actions/checkout@'] }],
    tests: ['__tests__/artifacts/pipeline/github-workflow.test.ts'],
  },
  {
    id: 'J19',
    asks: 'GitHub CD to ECS',
    outside: 'ECS is another orchestrator; a change goes from test to prod by a commit',
  },
  {
    id: 'J20',
    asks: 'IAM role of ECS',
    outside: 'a role of ECS tasks; here pods have ServiceAccounts, and Secrets come from the store',
  },
  {
    id: 'J21',
    asks: 'Terraform and docker-compose',
    outside: "what provisions machines and a cloud is another repository's matter",
  },
  {
    id: 'J22',
    asks: 'tracing',
    objects: [
      object('Deployment', 'tracing', 'otel-collector'),
      object('CiliumNetworkPolicy', 'tracing', 'otel-collector-tempo'),
    ],
  },
  { id: 'J23', asks: 'demonstrations', tests: ['__tests__/artifacts/guides/guides.test.ts'] },
  {
    id: 'J24',
    asks: 'right-sizing',
    checks: ['autoscaler-conflict'],
    outside: 'what a VerticalPodAutoscaler recommends is read by a person, who changes the chart; none is installed',
  },
  {
    id: 'J25',
    asks: 'test suites',
    outside: 'a layout of another repository; the tests here follow the rooms of lib/',
  },
  {
    id: 'J26',
    asks: 'guides',
    artifacts: [
      { file: 'artifacts/prod/guides/kubernetes.md', lines: ['# '] },
      { file: 'artifacts/prod/guides/ci-cd.md', lines: ['# '] },
      { file: 'artifacts/prod/guides/monitoring.md', lines: ['# '] },
      { file: 'artifacts/prod/guides/security.md', lines: ['# '] },
    ],
    tests: ['__tests__/artifacts/guides/guides.test.ts'],
  },
];
