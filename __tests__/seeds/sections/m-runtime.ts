import { application, object, podSpec, toleration } from '../objects';
import type { SeedRow } from '../row';

export const SECTION_M: readonly SeedRow[] = [
  {
    id: 'M01',
    asks: 'Falco',
    checks: ['daemon-set-coverage'],
    objects: [object('DaemonSet', 'node-agents', 'falco'), object('ConfigMap', 'node-agents', 'falco-rules')],
    tests: ['__tests__/charts/node-agents.test.ts'],
  },
  {
    id: 'M02',
    asks: 'central logs',
    objects: [
      application('loki', {
        spec: { source: { chart: 'loki', targetRevision: expect.any(String) }, destination: { namespace: 'loki' } },
      }),
      object('DaemonSet', 'node-agents', 'fluent-bit'),
    ],
    tests: ['__tests__/charts/add-ons.test.ts'],
  },
  {
    id: 'M03',
    asks: 'a log of inference requests',
    objects: [object('ConfigMap', 'node-agents', 'fluent-bit')],
    tests: ['__tests__/charts/node-agents.test.ts'],
  },
  {
    id: 'M04',
    asks: 'metrics',
    objects: [{ kind: 'Site', namespace: '', name: '', fields: { spec: { metrics: expect.any(Array) } } }],
  },
  {
    id: 'M05',
    asks: 'Prometheus, Grafana, kube-state-metrics',
    objects: [
      object('Prometheus', 'ml-monitoring', 'prometheus'),
      object('Deployment', 'ml-monitoring', 'grafana'),
      object('Deployment', 'ml-monitoring', 'kube-state-metrics'),
    ],
  },
  {
    id: 'M06',
    asks: 'backups',
    documents: [{ file: 'docs/operations.md', text: '## Backups' }],
    objects: [object('Schedule', 'velero', 'minio-backup')],
  },
  {
    id: 'M07',
    asks: 'agents on tainted nodes',
    checks: ['daemon-set-coverage'],
    objects: [
      ...['falco', 'fluent-bit', 'node-exporter'].map(name =>
        object(
          'DaemonSet',
          'node-agents',
          name,
          podSpec({
            tolerations: expect.arrayContaining([
              ...['ml-production', 'infra', 'build', 'tenants'].flatMap(toleration),
              { key: 'nvidia.com/gpu', operator: 'Equal', value: 'present', effect: 'NoSchedule' },
            ]),
          }),
        ),
      ),
    ],
    tests: ['__tests__/charts/node-agents.test.ts'],
  },
  {
    id: 'M08',
    asks: 'Secrets encrypted at rest',
    artifacts: [{ file: 'artifacts/prod/k3s-config.yaml', lines: ['secrets-encryption: true'] }],
    tests: ['__tests__/artifacts/k3s-server-config.test.ts'],
  },
  {
    id: 'M09',
    asks: 'access to GPU workloads',
    objects: [
      object('ConfigMap', 'node-agents', 'falco-rules', {
        data: { 'rules.yaml': expect.stringContaining('- rule: Entry into a pod with GPUs') },
      }),
      object('PrometheusRule', 'node-agents', 'runtime-alerts'),
    ],
    artifacts: [
      { file: 'artifacts/prod/audit-policy.yaml', lines: ['- fraud-training', '- pods/exec', '- pods/attach'] },
    ],
    tests: ['__tests__/charts/node-agents.test.ts'],
  },
];
