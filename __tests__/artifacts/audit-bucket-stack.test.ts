import { load } from 'js-yaml';
import { AuditBucket, type AuditBucketProps, AuditBucketStack, type BuildIdentity } from '../../lib';

const PROPS: AuditBucketProps = {
  name: 'build-records',
  path: 'models',
  region: 'eu-central-1',
  roleArn: 'arn:aws:iam::123456789012:role/team/add-build-records',
};
const GITLAB: BuildIdentity = {
  issuer: 'https://git.example.com',
  subject: 'project_path:team/app:ref_type:branch:ref:main',
};
const GITHUB: BuildIdentity = {
  issuer: 'https://token.actions.githubusercontent.com',
  subject: 'repo:team/app:ref:refs/heads/main',
};
const stack = (builds = [GITLAB, GITHUB], more: Partial<AuditBucketProps> = {}): any =>
  load(new AuditBucketStack({ bucket: AuditBucket.of({ ...PROPS, ...more }), builds }).render([]));

test('nobody removes a record before its time, and no one from outside reads it (row I08)', () => {
  const { AuditBucket: bucket } = stack().Resources;
  expect(bucket).toMatchObject({ Type: 'AWS::S3::Bucket', DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  expect(bucket.Properties).toMatchObject({
    BucketName: 'build-records',
    ObjectLockEnabled: true,
    ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 2555 } } },
    VersioningConfiguration: { Status: 'Enabled' },
  });
  expect(Object.values(bucket.Properties.PublicAccessBlockConfiguration)).toEqual([true, true, true, true]);
});

test('a build adds records below one path, and can neither read nor remove (row I09)', () => {
  const { Policies } = stack().Resources.AuditRole.Properties;
  const statements = Policies.flatMap((policy: any) => policy.PolicyDocument.Statement);
  expect(statements.map(({ Effect, Action, Resource }: any) => [Effect, Action, Resource])).toEqual([
    ['Allow', 's3:PutObject', 'arn:aws:s3:::build-records/models/*'],
    ['Allow', 'ecr:GetAuthorizationToken', '*'],
  ]);
});

test('only the builds that are named take on the role, each with its own token (row I10)', () => {
  const { AuditRole, Forge1, Forge2, ...rest } = stack().Resources;
  expect(Object.keys(rest)).toEqual(['AuditBucket']);
  expect([Forge1.Properties.Url, Forge2.Properties.Url]).toEqual([GITLAB.issuer, GITHUB.issuer]);
  expect(AuditRole.Properties.RoleName).toBe('add-build-records');
  expect(AuditRole.DependsOn).toEqual(['Forge1', 'Forge2']);
  expect(AuditRole.Properties.AssumeRolePolicyDocument.Statement[0]).toEqual({
    Effect: 'Allow',
    Principal: { Federated: 'arn:aws:iam::123456789012:oidc-provider/git.example.com' },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      StringEquals: { 'git.example.com:aud': 'sts.amazonaws.com', 'git.example.com:sub': GITLAB.subject },
    },
  });
});

test('two builds of one forge need it once', () => {
  const { Resources } = stack([GITLAB, { ...GITLAB, subject: 'project_path:team/other:ref_type:branch:ref:main' }]);
  expect(Object.keys(Resources)).toEqual(['AuditBucket', 'Forge1', 'AuditRole']);
  expect(Resources.AuditRole.Properties.AssumeRolePolicyDocument.Statement).toHaveLength(2);
});

test("the bucket of another partition of Amazon's", () => {
  const { objectsArn } = AuditBucket.of({ ...PROPS, roleArn: 'arn:aws-cn:iam::123456789012:role/audit' });
  expect(objectsArn).toBe('arn:aws-cn:s3:::build-records/models/*');
});

test.each<[BuildIdentity[], string]>([
  [[], 'builds must be at least one identity, got []'],
  [[{ ...GITLAB, issuer: 'http://git' }], 'issuer must be the exact https URL of a forge, got "http://git"'],
  [[{ ...GITLAB, subject: 'repo:team/*' }], 'subject must be one exact build, without wildcards, got "repo:team/*"'],
])('refuses builds %#', (builds, message) => {
  expect(() => stack(builds)).toThrow(new Error(message));
});

test.each<[Partial<AuditBucketProps>, string]>([
  [
    { name: 'gitops-infra-pipeline-tfstate' },
    'bucket must be one of its own, apart from Terraform\'s state, got "gitops-infra-pipeline-tfstate"',
  ],
  [{ name: 'A_b' }, 'bucket must be a name of 3 to 63 of a-z, 0-9 and "-", got "A_b"'],
  [{ path: '/x/*' }, 'path in the bucket must be relative, such as "ml-platform", got "/x/*"'],
  [{ region: 'here' }, 'region must be one of AWS such as "eu-central-1", got "here"'],
  [
    { roleArn: 'arn:aws:iam::1:user/bob' },
    'roleArn must be the ARN of a role such as "arn:aws:iam::123456789012:role/audit", got "arn:aws:iam::1:user/bob"',
  ],
  [{ retentionDays: 0 }, 'retentionDays must be a whole number above zero, got 0'],
])('refuses %j (row I08)', (wrong, message) => {
  expect(() => stack([GITLAB], wrong)).toThrow(new Error(message));
});
