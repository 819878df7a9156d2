import { application, container, namespace, object } from '../objects';
import type { SeedRow } from '../row';

export const SECTION_L: readonly SeedRow[] = [
  {
    id: 'L01',
    asks: 'one ServiceAccount a class',
    checks: ['class-service-account', 'shared-service-account'],
    objects: [
      ...['training', 'inference', 'data'].map(use => object('ServiceAccount', `fraud-${use}`, `fraud-${use}`)),
    ],
  },
  {
    id: 'L02',
    asks: 'models are read-only for inference',
    checks: ['read-only-models'],
    objects: [
      ...[
        ['training', 'store-read-data-write-models'],
        ['inference', 'store-read-models'],
        ['data', 'store-write-data'],
      ].map(([use, name]) => object('ExternalSecret', `fraud-${use}`, name)),
      object(
        'Deployment',
        'fraud-inference',
        'fraud-model',
        container({
          volumeMounts: expect.arrayContaining([expect.objectContaining({ mountPath: '/etc/store', readOnly: true })]),
        }),
      ),
    ],
  },
  {
    id: 'L03',
    asks: 'credentials of data pipelines',
    checks: ['data-secret', 'reads-secrets'],
    objects: [object('ExternalSecret', 'fraud-data', 'payments')],
  },
  {
    id: 'L04',
    asks: 'audit of API requests',
    artifacts: [
      {
        file: 'artifacts/prod/audit-policy.yaml',
        lines: ['kind: Policy', 'level: RequestResponse', '- fraud-training'],
      },
      {
        file: 'artifacts/prod/k3s-config.yaml',
        lines: ['audit-log-maxage=30', 'audit-log-maxbackup=10', 'audit-log-maxsize=100'],
      },
    ],
    tests: ['__tests__/artifacts/k3s-server-config.test.ts'],
  },
  {
    id: 'L05',
    asks: 'who created what',
    checks: ['gpu-owner'],
    objects: [
      namespace('fraud-training', { team: 'fraud', owner: 'fraud_at_build.server', 'cost-center': 'cc-risk' }),
      object('Job', 'fraud-training', 'graph-model-1', {
        spec: {
          template: {
            metadata: { labels: { team: 'fraud', owner: 'fraud_at_build.server', 'cost-center': 'cc-risk' } },
          },
        },
      }),
    ],
  },
  { id: 'L06', asks: 'GPUs that tenants share', checks: ['sensitive-pool'] },
  {
    id: 'L07',
    asks: 'more image scanners',
    artifacts: [{ file: 'artifacts/prod/gitlab-ci.yml', lines: ['trivy image --input image.tar'] }],
    outside: 'Snyk and Grype: one scanner decides, and two that disagree would decide nothing',
  },
  {
    id: 'L08',
    asks: 'the GPU driver',
    objects: [
      application('gpu-operator', {
        spec: {
          source: { chart: 'gpu-operator', targetRevision: expect.any(String) },
          destination: { namespace: 'gpu-operator' },
        },
      }),
      object('Namespace', '', 'gpu-operator', {
        metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } },
      }),
    ],
  },
];
