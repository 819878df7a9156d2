import { application, object, project, REPOSITORY, TENANTS } from '../objects';
import type { SeedRow } from '../row';

export const SECTION_G: readonly SeedRow[] = [
  {
    id: 'G01',
    asks: 'Argo CD, pinned',
    objects: [
      object('Namespace', '', 'argocd'),
      application('argo-cd', {
        spec: {
          source: {
            chart: 'argo-cd',
            targetRevision: expect.any(String),
            helm: { valuesObject: { global: { image: { tag: expect.stringMatching(/^v3\.5\.\d+$/) } } } },
          },
          destination: { namespace: 'argocd' },
        },
      }),
    ],
    tests: ['__tests__/charts/add-ons.test.ts'],
  },
  {
    id: 'G02',
    asks: 'project of the production models',
    objects: [
      project('ml-production-project', { spec: { description: 'Secure project for Production ML Workloads' } }),
    ],
  },
  {
    id: 'G03',
    asks: 'its repository',
    objects: [
      project('ml-production-project', { spec: { sourceRepos: [REPOSITORY] } }),
      application('ml-model', { spec: { source: { repoURL: REPOSITORY } } }),
    ],
    checks: ['application-source'],
  },
  {
    id: 'G04',
    asks: 'its destinations',
    objects: [
      project('ml-production-project', {
        spec: { destinations: [{ namespace: 'ml-production', server: 'https://kubernetes.default.svc' }] },
      }),
    ],
    checks: ['project-scope'],
  },
  {
    id: 'G05',
    asks: 'its kinds',
    objects: [
      project('ml-production-project', {
        spec: {
          namespaceResourceWhitelist: expect.arrayContaining([
            { group: 'apps', kind: 'Deployment' },
            { group: '', kind: 'Service' },
            { group: '', kind: 'ConfigMap' },
            { group: 'networking.k8s.io', kind: 'NetworkPolicy' },
          ]),
        },
      }),
    ],
    checks: ['object-permitted'],
  },
  {
    id: 'G06',
    asks: 'no cluster-scoped kinds',
    objects: ['ml-production-project', 'minio-project', ...TENANTS.map(tenant => `${tenant}-project`)].map(name =>
      project(name, { spec: { clusterResourceBlacklist: [{ group: '*', kind: '*' }] } }),
    ),
  },
  {
    id: 'G07',
    asks: 'no way back into argocd',
    objects: [
      project('platform', {
        spec: { namespaceResourceWhitelist: expect.arrayContaining([{ group: 'argoproj.io', kind: 'AppProject' }]) },
      }),
    ],
    checks: ['project-scope'],
  },
  {
    id: 'G08',
    asks: 'the Application, in project default',
    objects: [
      application('ml-model', {
        spec: {
          project: 'ml-production-project',
          source: { path: 'dist/prod/ml-model' },
          destination: { namespace: 'ml-production', server: 'https://kubernetes.default.svc' },
        },
      }),
    ],
    checks: ['project-exists'],
  },
  {
    id: 'G09',
    asks: 'automatic sync',
    objects: [
      ...['ml-model', ...TENANTS].map(name =>
        application(name, {
          spec: {
            syncPolicy: {
              automated: { enabled: true, prune: true, selfHeal: true },
              retry: expect.objectContaining({ limit: 10, refresh: true }),
              syncOptions: expect.arrayContaining(['RespectIgnoreDifferences=true', 'ServerSideApply=true']),
            },
          },
        }),
      ),
      application('minio', { spec: { syncPolicy: { automated: { enabled: true, prune: false, selfHeal: true } } } }),
    ],
    checks: ['prune-data'],
  },
  {
    id: 'G10',
    asks: 'a new digest, and [skip ci]',
    artifacts: [{ file: 'artifacts/prod/gitlab-ci.yml', lines: ['[skip ci]'] }],
    tests: ['__tests__/package/every-week.test.ts'],
  },
  {
    id: 'G11',
    asks: 'two writers',
    checks: ['two-writers'],
    tests: ['__tests__/artifacts/pipeline/gate-jobs.test.ts'],
  },
  {
    id: 'G12',
    asks: 'the first administrator',
    checks: ['argo-cd-access'],
    objects: [object('ConfigMap', 'argocd', 'argocd-cm', { data: { 'admin.enabled': 'false' } })],
    artifacts: [{ file: 'artifacts/prod/runbook.md', lines: ['argocd-initial-admin-secret'] }],
  },
  {
    id: 'G13',
    asks: 'who may do what in Argo CD',
    checks: ['argo-cd-access', 'argo-impersonation'],
    objects: [
      object('ConfigMap', 'argocd', 'argocd-rbac-cm', { data: { 'policy.default': '' } }),
      project('tenant-a-project', { spec: { roles: [expect.objectContaining({ groups: ['team-vision'] })] } }),
    ],
  },
  {
    id: 'G14',
    asks: 'order of sync',
    checks: ['apply-order'],
    objects: [
      ...['platform', 'ml-model', 'minio', ...TENANTS].map(name =>
        application(name, {
          metadata: { annotations: { 'argocd.argoproj.io/sync-wave': expect.stringMatching(/^[1-9]$/) } },
        }),
      ),
    ],
    tests: ['__tests__/synth/sync-waves.test.ts'],
  },
  {
    id: 'G15',
    asks: 'GitOps for tenants',
    objects: ['tenant-a', 'tenant-b'].map(name =>
      application(name, { spec: { syncPolicy: { automated: { enabled: true, prune: true, selfHeal: true } } } }),
    ),
  },
  {
    id: 'G16',
    asks: 'from webhook to deployment',
    objects: [
      ['EventBus', 'default'],
      ['EventSource', 'builds'],
      ['WorkflowTemplate', 'deploy-image'],
      ['Sensor', 'builds'],
    ].map(([kind, name]) => ({ kind, namespace: 'argo-event-pipeline', name })),
    checks: ['apply-order', 'explicit-user', 'pasted-parameter', 'workflow-parameters'],
    tests: ['__tests__/charts/deploy-pipeline.test.ts'],
  },
  {
    id: 'G17',
    asks: 'environments of helmfile',
    checks: ['weaker-namespace', 'weaker-pod'],
    tests: ['__tests__/charts/environments.test.ts'],
  },
];
