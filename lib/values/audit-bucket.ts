import { InvalidValue } from '../notation/invalid-value';

/** An S3 bucket that audit records are only ever added to. */
export interface AuditBucketProps {
  /** Name of the bucket. It holds audit records and nothing else: what is locked cannot be changed, as state has to be. */
  readonly name: string;
  /** Path below which the records are, such as `ml-platform`. */
  readonly path: string;
  /** Region of the bucket, such as `eu-central-1`. */
  readonly region: string;
  /** Role that a build takes on by its own token, such as `arn:aws:iam::123456789012:role/ml-platform-audit`. */
  readonly roleArn: string;
  /**
   * Days in which nobody can remove a record.
   * @default 2555: seven years
   */
  readonly retentionDays?: number;
}

const BUCKET = /^(?!xn--|sthree-)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;
const STATE = /tf-?state|terraform/;
const PATH = /^[A-Za-z0-9_-]+(\/[A-Za-z0-9_-]+)*$/;
const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;
const ROLE = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/;

/**
 * Where the record of every build goes, whatever came of it (seed rows I07 to I09). Builds may add, and neither read nor
 * remove; the bucket's lock keeps everybody else from it, too.
 */
export class AuditBucket {
  /**
   * Checks the facts of a bucket.
   *
   * @throws if one of them is not what AWS takes, or the bucket is one for Terraform's state
   */
  public static of(props: AuditBucketProps): AuditBucket {
    const { name, path, region, roleArn, retentionDays = 2555 } = props;
    if (!BUCKET.test(name)) throw new InvalidValue('bucket', 'a name of 3 to 63 of a-z, 0-9 and "-"', name);
    if (STATE.test(name)) throw new InvalidValue('bucket', "one of its own, apart from Terraform's state", name);
    if (!PATH.test(path)) throw new InvalidValue('path in the bucket', 'relative, such as "ml-platform"', path);
    if (!REGION.test(region)) throw new InvalidValue('region', 'one of AWS such as "eu-central-1"', region);
    if (!ROLE.test(roleArn)) {
      throw new InvalidValue('roleArn', 'the ARN of a role such as "arn:aws:iam::123456789012:role/audit"', roleArn);
    }
    if (!Number.isInteger(retentionDays) || retentionDays < 1) {
      throw new InvalidValue('retentionDays', 'a whole number above zero', retentionDays);
    }
    return new AuditBucket(name, path, region, roleArn, retentionDays);
  }

  private constructor(
    public readonly name: string,
    public readonly path: string,
    public readonly region: string,
    public readonly roleArn: string,
    public readonly retentionDays: number,
  ) {}

  /** The objects that builds may write: `arn:aws:s3:::bucket/path/*`. */
  public get objectsArn(): string {
    const [, partition] = this.roleArn.split(':');
    return `arn:${partition}:s3:::${this.name}/${this.path}/*`;
  }
}
