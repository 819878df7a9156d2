import { application, inference, TENANTS } from '../objects';
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
  { id: 'K04', asks: 'ServiceMonitor of a tenant', missing: 'not looked at yet' },
  { id: 'K05', asks: 'six alerts', missing: 'not looked at yet' },
  {
    id: 'K06',
    asks: 'NodePorts with default passwords',
    checks: ['literal-credential', 'service-exposure'],
    missing: 'not looked at yet',
  },
  { id: 'K07', asks: 'kube-prometheus', missing: 'not looked at yet' },
  { id: 'K08', asks: 'dashboard of a tenant', missing: 'not looked at yet' },
  {
    id: 'K09',
    asks: 'images on Docker Hub',
    checks: ['image-registry'],
    artifacts: [{ file: 'artifacts/prod/gitlab-ci.yml', lines: ['REGISTRY: gitlab.build.server:5050'] }],
  },
  { id: 'K10', asks: 'what production adds', checks: ['backup-exists'], missing: 'not looked at yet' },
  {
    id: 'K11',
    asks: 'criteria of success',
    tests: ['__tests__/package/operations.test.ts'],
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
  { id: 'K13', asks: 'GPU autoscaling', checks: ['dangling-reference'], missing: 'not looked at yet' },
  {
    id: 'K14',
    asks: 'deleting a policy to debug',
    documents: [{ file: 'docs/operations.md', text: 'Do not delete a policy' }],
    objects: [
      application('platform', { spec: { syncPolicy: { automated: { enabled: true, prune: true, selfHeal: true } } } }),
    ],
  },
];
