import type { SeedRow } from '../row';

export const SECTION_M: readonly SeedRow[] = [
  { id: 'M01', asks: 'Falco', checks: ['daemon-set-coverage'], missing: 'not looked at yet' },
  { id: 'M02', asks: 'central logs', missing: 'not looked at yet' },
  { id: 'M03', asks: 'a log of inference requests', missing: 'not looked at yet' },
  { id: 'M04', asks: 'metrics', missing: 'not looked at yet' },
  { id: 'M05', asks: 'Prometheus, Grafana, kube-state-metrics', missing: 'not looked at yet' },
  { id: 'M06', asks: 'backups', documents: [{ file: 'docs/operations.md', text: '## Backups' }] },
  { id: 'M07', asks: 'agents on tainted nodes', checks: ['daemon-set-coverage'], missing: 'not looked at yet' },
  {
    id: 'M08',
    asks: 'Secrets encrypted at rest',
    artifacts: [{ file: 'artifacts/prod/k3s-config.yaml', lines: ['secrets-encryption: true'] }],
    tests: ['__tests__/artifacts/k3s-server-config.test.ts'],
  },
  { id: 'M09', asks: 'access to GPU workloads', missing: 'not looked at yet' },
];
