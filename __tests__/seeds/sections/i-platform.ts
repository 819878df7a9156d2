import { object } from '../objects';
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
  {
    id: 'I04',
    asks: 'immutable tags',
    tests: ['__tests__/charts/deploy-pipeline.test.ts'],
    documents: [{ file: 'docs/decisions.md', text: '| I04 |' }],
  },
  {
    id: 'I05',
    asks: 'signatures after the scan',
    checks: ['image-verified'],
    tests: ['__tests__/charts/deploy-pipeline.test.ts'],
  },
  {
    id: 'I06',
    asks: 'keyless signing in an air gap',
    checks: ['image-verified'],
    objects: [
      object('ImageValidatingPolicy', '', 'signed-images', {
        spec: { attestors: [{ name: 'signer', cosign: expect.objectContaining({ key: expect.anything() }) }] },
      }),
    ],
    tests: ['__tests__/constructs/supply-chain/image-verification.test.ts'],
  },
  {
    id: 'I07',
    asks: 'audit record of each run',
    artifacts: [{ file: 'artifacts/prod/gitlab-ci.yml', lines: ['audit-record.json'] }],
    tests: ['__tests__/values/audit-record.test.ts', '__tests__/artifacts/pipeline/gate-jobs.test.ts'],
  },
  {
    id: 'I08',
    asks: 'a bucket that is written once',
    artifacts: [
      {
        file: 'artifacts/prod/audit-bucket.cfn.yaml',
        lines: ['ObjectLockEnabled: true', 'Mode: COMPLIANCE', 'BucketName: ml-platform-audit'],
      },
    ],
    tests: ['__tests__/artifacts/audit-bucket-stack.test.ts'],
  },
  {
    id: 'I09',
    asks: 'rights on the bucket',
    artifacts: [
      {
        file: 'artifacts/prod/audit-bucket.cfn.yaml',
        lines: [
          'Action: s3:PutObject',
          'Resource: arn:aws:s3:::ml-platform-audit/builds/*',
          'Action: ecr:GetAuthorizationToken',
        ],
      },
    ],
    tests: ['__tests__/artifacts/audit-bucket-stack.test.ts'],
  },
  {
    id: 'I10',
    asks: 'no long-lived credentials',
    artifacts: [
      { file: 'artifacts/prod/gitlab-ci.yml', lines: ['id_tokens:'] },
      { file: 'artifacts/prod/audit-bucket.cfn.yaml', lines: ['sts:AssumeRoleWithWebIdentity'] },
    ],
    tests: [
      '__tests__/artifacts/pipeline/gitlab-pipeline.test.ts',
      '__tests__/artifacts/pipeline/github-workflow.test.ts',
    ],
  },
  { id: 'I11', asks: 'a personal token', tests: ['__tests__/artifacts/pipeline/github-workflow.test.ts'] },
  {
    id: 'I12',
    asks: 'evidence of installation and operation',
    tests: ['__tests__/evidence/reported-images.test.ts'],
    documents: [
      { file: 'evidence/prod/report.md', text: '## Images' },
      { file: 'docs/decisions.md', text: '| I02, I12 |' },
    ],
  },
  {
    id: 'I13',
    asks: 'kind on a laptop',
    artifacts: [{ file: 'artifacts/dev/kind-config.yaml', lines: ['name: ml-platform', 'disableDefaultCNI: true'] }],
    tests: ['__tests__/artifacts/kind-cluster-config.test.ts'],
    documents: [{ file: 'docs/operations.md', text: '## Development on one machine' }],
  },
  {
    id: 'I14',
    asks: 'settings that crash the service',
    checks: ['required-variables'],
    tests: ['__tests__/charts/ml-platform.test.ts'],
  },
];
