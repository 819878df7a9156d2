import type { SeedRow } from '../row';

export const SECTION_I: readonly SeedRow[] = [
  { id: 'I01', asks: 'table of environments', tests: ['__tests__/charts/environments.test.ts'] },
  { id: 'I02', asks: 'what is blocked where', tests: ['__tests__/charts/environments.test.ts'] },
  {
    id: 'I03',
    asks: 'two thresholds',
    tests: ['__tests__/charts/environments.test.ts'],
    documents: [{ file: 'docs/decisions.md', text: '| N06 |' }],
  },
  { id: 'I04', asks: 'immutable tags', missing: 'not looked at yet' },
  { id: 'I05', asks: 'signatures after the scan', missing: 'not looked at yet' },
  { id: 'I06', asks: 'keyless signing in an air gap', checks: ['image-verified'], missing: 'not looked at yet' },
  { id: 'I07', asks: 'audit record of each run', missing: 'not looked at yet' },
  { id: 'I08', asks: 'a bucket that is written once', missing: 'not looked at yet' },
  { id: 'I09', asks: 'rights on the bucket', missing: 'not looked at yet' },
  { id: 'I10', asks: 'no long-lived credentials', missing: 'not looked at yet' },
  { id: 'I11', asks: 'a personal token', missing: 'not looked at yet' },
  { id: 'I12', asks: 'evidence of installation and operation', missing: 'not looked at yet' },
  { id: 'I13', asks: 'kind on a laptop', missing: 'not looked at yet' },
  { id: 'I14', asks: 'settings that crash the service', missing: 'not looked at yet' },
];
