import { application, namespace, object, podSpec, TENANTS } from '../objects';
import type { SeedRow } from '../row';

export const SECTION_B: readonly SeedRow[] = [
  { id: 'B01', asks: '`ml-production`, restricted', objects: [namespace('ml-production', { tier: 'ml-secure' })] },
  { id: 'B02', asks: '`ml-monitoring`, which was baseline', objects: [namespace('ml-monitoring')] },
  { id: 'B03', asks: '`ml-security`, restricted in all modes', objects: [namespace('ml-security')] },
  {
    id: 'B04',
    asks: '`ml-build`, in a table only',
    absent: [{ kind: 'Namespace', namespace: '', name: 'ml-build' }],
    documents: [{ file: 'docs/decisions.md', text: 'B04' }],
  },
  {
    id: 'B05',
    asks: '`ml-development`, `ml-staging`, `ml-production`',
    checks: ['weaker-pod'],
    objects: [
      namespace('ml-production'),
      { ...namespace('ml-staging'), environment: 'test' },
      { ...namespace('ml-development'), environment: 'dev' },
    ],
    tests: ['__tests__/charts/environments.test.ts'],
  },
  {
    id: 'B06',
    asks: '`ml-ingress-gateway`, which nobody declared',
    objects: [namespace('ml-ingress-gateway')],
    checks: ['dangling-reference'],
  },
  { id: 'B07', asks: '`argocd`, which was privileged', objects: [namespace('argocd')] },
  { id: 'B08', asks: 'the namespace of the GitLab agent', objects: [namespace('gitlab-agent-mlsecops-agent')] },
  {
    id: 'B09',
    asks: 'node-exporter in a baseline namespace',
    objects: [namespace('ml-monitoring')],
    tests: ['__tests__/checks/pod-security/seed-pods.test.ts'],
  },
  {
    id: 'B10',
    asks: 'Hubble in `ml-security`',
    objects: [
      {
        kind: 'HTTPRoute',
        namespace: 'ml-ingress-gateway',
        name: 'hubble-ui-route',
        fields: {
          spec: {
            rules: [
              expect.objectContaining({
                backendRefs: [expect.objectContaining({ name: 'hubble-ui', namespace: 'kube-system' })],
              }),
            ],
          },
        },
      },
    ],
    documents: [{ file: 'docs/decisions.md', text: 'B10' }],
  },
  {
    id: 'B11',
    asks: 'a bare pod refused with four violations',
    tests: ['__tests__/checks/pod-security/seed-pods.test.ts'],
  },
  { id: 'B12', asks: 'secrets kept between environments', checks: ['cross-tenant-access'] },
  {
    id: 'B13',
    asks: '`ml-security` for administrators only',
    objects: [namespace('ml-security')],
    checks: ['cross-tenant-access'],
    tests: ['__tests__/charts/add-ons.test.ts'],
  },
  {
    id: 'B14',
    asks: 'a namespace a tenant, one line each',
    objects: [...TENANTS, 'minio'].map(name => namespace(name, { tenant: name })),
    tests: ['__tests__/charts/tenant-c.test.ts'],
  },
  {
    id: 'B15',
    asks: 'five pods at rest',
    objects: [
      ...TENANTS.map(tenant => ({
        kind: 'HorizontalPodAutoscaler',
        namespace: tenant,
        name: `${tenant}-ml-inference`,
        fields: { spec: { minReplicas: 2 } },
      })),
      { kind: 'Deployment', namespace: 'minio', name: 'minio', fields: { spec: { replicas: 1 } } },
    ],
  },
  {
    id: 'B16',
    asks: 'namespaces for training, inference and data',
    checks: ['workload-class'],
    objects: [
      ...['training', 'inference', 'data'].flatMap(use => [
        namespace(`fraud-${use}`, { tenant: 'fraud' }),
        object('ResourceQuota', `fraud-${use}`, 'quota'),
      ]),
    ],
    tests: ['__tests__/constructs/ml/ml-team.test.ts'],
  },
  {
    id: 'B17',
    asks: 'a Pod Security level for each class of workload',
    checks: ['class-peers', 'host-isolation', 'memory-volume'],
    objects: [
      ...['training', 'inference', 'data'].map(use => namespace(`fraud-${use}`)),
      object(
        'Job',
        'fraud-training',
        'graph-model-1',
        podSpec({
          volumes: expect.arrayContaining([
            expect.objectContaining({ emptyDir: expect.objectContaining({ medium: 'Memory' }) }),
          ]),
        }),
      ),
    ],
    tests: ['__tests__/constructs/ml/training-job.test.ts'],
  },
  {
    id: 'B18',
    asks: '`ml-platform-dev`, `-test` and `-prod`',
    objects: (['dev', 'test', 'prod'] as const).map(environment => ({
      ...namespace(`ml-platform-${environment}`),
      environment,
    })),
    checks: ['weaker-namespace'],
  },
  {
    id: 'B19',
    asks: 'objects in `default`',
    checks: ['default-namespace'],
    objects: [object('Namespace', '', 'database'), object('Namespace', '', 'ml-monitoring')],
  },
  {
    id: 'B20',
    asks: 'namespaces that Argo CD creates by itself',
    objects: ['platform', 'ml-model', 'minio', ...TENANTS].map(name =>
      application(name, { spec: { syncPolicy: { syncOptions: expect.arrayContaining(['CreateNamespace=false']) } } }),
    ),
    checks: ['create-namespace'],
  },
];
