import { InvalidValue } from '../notation/invalid-value';
import type { Image } from './image';

/** How a job of a build ended. */
export enum JobStatus {
  SUCCESS = 'success',
  FAILED = 'failed',
  CANCELED = 'canceled',
  /** It was never started: a job before it failed. */
  SKIPPED = 'skipped',
}

/** What is recorded of a build. */
export interface AuditRecordProps {
  /** When it was written, in UTC, such as `2026-11-21T18:00:00Z`. */
  readonly timestamp: string;
  /** Who started the build, as the forge knows them. */
  readonly actor: string;
  /** The commit that was built: 40 or 64 hexadecimal digits. */
  readonly commit: string;
  /** What was built, without tag and digest, such as `registry.example.com/team/app`. */
  readonly repository: string;
  /**
   * Digest of the image that was pushed.
   * @default - none was pushed: the build ended before
   */
  readonly digest?: string;
  /** How every job ended. */
  readonly jobs: { readonly [job: string]: JobStatus };
}

const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const COMMIT = /^([0-9a-f]{40}|[0-9a-f]{64})$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;
const NONE = 'none';

/**
 * What is kept of a build, whatever came of it: who, when, which commit, which image, and how each job ended (seed row I07). One
 * line of JSON, as schemas/audit-record.v1.json describes it.
 *
 * Records belong into a bucket of their own, with a lock: see {@link AuditBucket}.
 */
export class AuditRecord {
  /**
   * The record of a build.
   *
   * @throws if something is missing, or has not the form that it is kept in
   */
  public static of(props: AuditRecordProps): AuditRecord {
    const { timestamp, actor, commit, repository, digest, jobs } = props;
    if (!TIMESTAMP.test(timestamp) || Number.isNaN(Date.parse(timestamp))) {
      throw new InvalidValue('timestamp', 'a time in UTC such as "2026-11-21T18:00:00Z"', timestamp);
    }
    if (actor === '') throw new InvalidValue('actor', 'who started the build', actor);
    if (!COMMIT.test(commit)) throw new InvalidValue('commit', '40 or 64 hexadecimal digits', commit);
    if (repository === '' || /[@\s]/.test(repository)) {
      throw new InvalidValue(
        'repository',
        'an image without its digest such as "registry.example.com/app"',
        repository,
      );
    }
    if (digest !== undefined && !DIGEST.test(digest)) {
      throw new InvalidValue('digest', '"sha256:" and 64 hexadecimal digits', digest);
    }
    if (Object.keys(jobs).length === 0) throw new InvalidValue('jobs', 'at least one job', jobs);
    for (const [job, status] of Object.entries(jobs)) {
      if (Object.values(JobStatus).includes(status)) continue;
      throw new InvalidValue(
        `status of job ${JSON.stringify(job)}`,
        `of ${Object.values(JobStatus).join(', ')}`,
        status,
      );
    }
    return new AuditRecord({ ...props, jobs: { ...jobs } });
  }

  private constructor(private readonly props: AuditRecordProps) {}

  /** Whether every job succeeded. */
  public get hasPassed(): boolean {
    return Object.values(this.props.jobs).every(status => status === JobStatus.SUCCESS);
  }

  /** Whether it is the record of the build that made an image: this repository, and this digest. */
  public isOf(image: Image): boolean {
    const { repository, digest } = this.props;
    return digest === image.digest && image.reference.replace(/(:[^/@]+)?@.*$/, '') === repository;
  }

  /** The record as it is kept. */
  public toText(): string {
    const { timestamp, actor, commit, repository, digest = NONE, jobs } = this.props;
    return `${JSON.stringify({ timestamp, actor, commit, image: repository, digest, jobs })}\n`;
  }
}
