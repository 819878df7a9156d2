import { InvalidValue } from '../notation/invalid-value';
import type { IArtifact } from '../values/artifact';
import type { AuditBucket } from '../values/audit-bucket';
import { yamlFile } from './_yaml-file';

/** A build, as the forge that runs it tells Amazon. */
export interface BuildIdentity {
  /** The forge, such as `https://gitlab.example.com`; Amazon reads its public keys from there. */
  readonly issuer: string;
  /** The build, exactly: `project_path:team/app:ref_type:branch:ref:main` of GitLab, `repo:team/app:ref:refs/heads/main` of GitHub. */
  readonly subject: string;
}

/** A bucket in full. */
export interface AuditBucketStackProps {
  readonly bucket: AuditBucket;
  /** The builds that may add records. */
  readonly builds: BuildIdentity[];
}

const ISSUER = /^https:\/\/([a-z0-9.-]+(?::\d+)?(?:\/[\w./-]+)?)$/;
const SUBJECT = /^[^\s*?]+$/;
const AUDIENCE = 'sts.amazonaws.com';

/**
 * A CloudFormation stack with the bucket of audit records and the role that builds add to it with (seed rows I08 to I10).
 *
 * The bucket is locked in compliance mode: until the retention is over nobody removes a record, the account's owner included.
 * The role is taken on with the token of a build, so no key is stored anywhere; it writes below one path, and cannot read.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
 */
export class AuditBucketStack implements IArtifact {
  public readonly fileName = 'audit-bucket.cfn.yaml';

  /**
   * @throws if no build is named, or an identity could mean more than one
   */
  constructor(private readonly props: AuditBucketStackProps) {
    if (props.builds.length === 0) throw new InvalidValue('builds', 'at least one identity', props.builds);
    for (const { issuer, subject } of props.builds) {
      if (!ISSUER.test(issuer)) throw new InvalidValue('issuer', 'the exact https URL of a forge', issuer);
      if (!SUBJECT.test(subject)) throw new InvalidValue('subject', 'one exact build, without wildcards', subject);
    }
  }

  public render(_objects: any[]): string {
    const issuers = [...new Set(this.props.builds.map(({ issuer }) => issuer))];
    const providers = issuers.map((Url, index) => [
      `Forge${index + 1}`,
      { Type: 'AWS::IAM::OIDCProvider', Properties: { Url, ClientIdList: [AUDIENCE] } },
    ]);
    const comment = `aws cloudformation deploy --stack-name audit --capabilities CAPABILITY_NAMED_IAM --template-file ${this.fileName}`;
    return yamlFile(comment, {
      AWSTemplateFormatVersion: '2010-09-09',
      Description: 'Where the record of every build goes: written once, and never removed.',
      Resources: {
        AuditBucket: this.bucket(),
        ...Object.fromEntries(providers),
        AuditRole: { ...this.role(), DependsOn: providers.map(([name]) => name) },
      },
    });
  }

  private bucket(): object {
    const { name, retentionDays } = this.props.bucket;
    return {
      Type: 'AWS::S3::Bucket',
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        BucketName: name,
        ObjectLockEnabled: true,
        ObjectLockConfiguration: {
          ObjectLockEnabled: 'Enabled',
          Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: retentionDays } },
        },
        VersioningConfiguration: { Status: 'Enabled' },
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
        },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
      },
    };
  }

  private role(): object {
    const { bucket, builds } = this.props;
    const [, partition, , , account, role] = bucket.roleArn.split(':');
    return {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: role.split('/').pop(),
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: builds.map(({ issuer, subject }) => {
            const host = issuer.replace('https://', '');
            return {
              Effect: 'Allow',
              Principal: { Federated: `arn:${partition}:iam::${account}:oidc-provider/${host}` },
              Action: 'sts:AssumeRoleWithWebIdentity',
              Condition: { StringEquals: { [`${host}:aud`]: AUDIENCE, [`${host}:sub`]: subject } },
            };
          }),
        },
        Policies: [
          {
            PolicyName: 'add-audit-records',
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: [
                { Sid: 'AddRecords', Effect: 'Allow', Action: 's3:PutObject', Resource: bucket.objectsArn },
                { Sid: 'LogInToRegistry', Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' },
              ],
            },
          },
        ],
      },
    };
  }
}
