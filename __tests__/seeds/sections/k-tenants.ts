import { application, inference, object, TENANTS } from '../objects';
import type { SeedRow } from '../row';

export const SECTION_K: readonly SeedRow[] = [
  {
    id: 'K01',
    asks: 'identity of a tenant',
    objects: TENANTS.flatMap(tenant => [
      {
        kind: 'ServiceAccount',
        namespace: tenant,
        name: `${tenant}-ml-inference-sa`,
        fields: { automountServiceAccountToken: false },
      },
      { kind: 'Role', namespace: tenant, name: `${tenant}-ml-inference` },
      {
        kind: 'RoleBinding',
        namespace: tenant,
        name: `${tenant}-ml-inference`,
        fields: {
          subjects: expect.arrayContaining([
            { kind: 'ServiceAccount', name: `${tenant}-ml-inference-sa`, namespace: tenant },
          ]),
        },
      },
    ]),
  },
  {
    id: 'K02',
    asks: 'what it may not see',
    objects: TENANTS.map(tenant => ({
      kind: 'Role',
      namespace: tenant,
      name: `${tenant}-ml-inference`,
      fields: {
        rules: expect.arrayContaining([
          { apiGroups: [''], resources: ['pods', 'services', 'events'], verbs: ['get', 'list', 'watch'] },
        ]),
      },
    })),
    checks: ['cross-tenant-access'],
  },
  { id: 'K03', asks: 'four layers of isolation', tests: ['__tests__/constructs/tenancy/tenant-namespace.test.ts'] },
  {
    id: 'K04',
    asks: 'ServiceMonitor of a tenant',
    objects: [
      ...TENANTS.map(tenant =>
        object('ServiceMonitor', tenant, 'ml-inference', {
          spec: { endpoints: [expect.objectContaining({ interval: '30s' })] },
        }),
      ),
      object('ConfigMap', 'ml-monitoring', 'dashboard-ml-inference'),
    ],
  },
  {
    id: 'K05',
    asks: 'six alerts',
    objects: [
      ...TENANTS.map(tenant =>
        object('PrometheusRule', tenant, 'ml-inference-alerts', {
          spec: {
            groups: [
              expect.objectContaining({
                rules: [
                  'InferenceDown',
                  'InferenceLatencyHigh',
                  'InferenceErrorsHigh',
                  'InferencePodRestarting',
                  'InferenceMemoryNearLimit',
                  'InferenceCpuNearLimit',
                ].map(alert => expect.objectContaining({ alert })),
              }),
            ],
          },
        }),
      ),
    ],
  },
  {
    id: 'K06',
    asks: 'NodePorts with default passwords',
    checks: ['literal-credential', 'service-exposure'],
    objects: [
      object('ExternalSecret', 'ml-monitoring', 'grafana-admin'),
      object('HTTPRoute', 'ml-monitoring', 'grafana'),
      object('Service', 'ml-monitoring', 'prometheus', { spec: { type: 'ClusterIP' } }),
    ],
  },
  {
    id: 'K07',
    asks: 'kube-prometheus',
    objects: [
      application('kube-prometheus-stack', {
        spec: {
          source: { chart: 'kube-prometheus-stack', targetRevision: expect.any(String) },
          destination: { namespace: 'prometheus-operator' },
        },
      }),
    ],
  },
  {
    id: 'K08',
    asks: 'dashboard of a tenant',
    objects: [object('ConfigMap', 'ml-monitoring', 'dashboard-ml-inference')],
  },
  {
    id: 'K09',
    asks: 'images on Docker Hub',
    checks: ['image-registry'],
    artifacts: [{ file: 'artifacts/prod/gitlab-ci.yml', lines: ['REGISTRY: gitlab.build.server:5050'] }],
  },
  {
    id: 'K10',
    asks: 'what production adds',
    checks: ['backup-exists'],
    objects: [
      application('cert-manager', {
        spec: {
          source: { chart: 'cert-manager', targetRevision: expect.any(String) },
          destination: { namespace: 'cert-manager' },
        },
      }),
      application('velero', {
        spec: { source: { chart: 'velero', targetRevision: expect.any(String) }, destination: { namespace: 'velero' } },
      }),
      application('loki', {
        spec: { source: { chart: 'loki', targetRevision: expect.any(String) }, destination: { namespace: 'loki' } },
      }),
      object('Schedule', 'velero', 'minio-backup'),
    ],
    outside: 'a service mesh and Karpenter: Cilium does the one, and machines that are there the other',
  },
  {
    id: 'K11',
    asks: 'criteria of success',
    tests: ['__tests__/charts/acceptance.test.ts', '__tests__/package/operations.test.ts'],
    documents: [{ file: 'docs/operations.md', text: 'Is everything well?' }],
  },
  {
    id: 'K12',
    asks: 'labels and ports of the local cluster',
    objects: [
      ...TENANTS.map(tenant =>
        inference(tenant, { spec: { template: { metadata: { labels: { app: 'ml-inference', tenant } } } } }),
      ),
    ],
    artifacts: [{ file: 'artifacts/dev/kind-config.yaml', lines: ['kind: Cluster'] }],
    documents: [{ file: 'docs/operations.md', text: '8001:8000' }],
  },
  {
    id: 'K13',
    asks: 'GPU autoscaling',
    checks: ['dangling-reference'],
    objects: [
      object('HorizontalPodAutoscaler', 'fraud-inference', 'fraud-model', {
        spec: {
          maxReplicas: 3,
          metrics: [
            {
              type: 'Pods',
              pods: { metric: { name: 'gpu_use_percent' }, target: { type: 'AverageValue', averageValue: 60 } },
            },
          ],
        },
      }),
      application('prometheus-adapter', {
        spec: { source: { chart: 'prometheus-adapter', targetRevision: expect.any(String) } },
      }),
      object('ServiceMonitor', 'gpu-operator', 'dcgm-exporter'),
    ],
    tests: ['__tests__/charts/gpu-metrics.test.ts'],
  },
  {
    id: 'K14',
    asks: 'deleting a policy to debug',
    artifacts: [{ file: 'artifacts/prod/runbook.md', lines: ['No policy is deleted to find out'] }],
    objects: [
      application('platform', { spec: { syncPolicy: { automated: { enabled: true, prune: true, selfHeal: true } } } }),
    ],
  },
];
