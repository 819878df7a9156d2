import type { SeedRow } from '../row';

export const SECTION_L: readonly SeedRow[] = [
  { id: 'L01', asks: 'one ServiceAccount a class', checks: ['shared-service-account'], missing: 'not looked at yet' },
  { id: 'L02', asks: 'models are read-only for inference', missing: 'not looked at yet' },
  { id: 'L03', asks: 'credentials of data pipelines', checks: ['reads-secrets'], missing: 'not looked at yet' },
  {
    id: 'L04',
    asks: 'audit of API requests',
    artifacts: [{ file: 'artifacts/prod/audit-policy.yaml', lines: ['kind: Policy', 'level: Metadata'] }],
  },
  { id: 'L05', asks: 'who created what', missing: 'not looked at yet' },
  { id: 'L06', asks: 'GPUs that tenants share', checks: ['sensitive-pool'], missing: 'not looked at yet' },
  { id: 'L07', asks: 'more image scanners', missing: 'not looked at yet' },
  { id: 'L08', asks: 'the GPU driver', missing: 'not looked at yet' },
];
