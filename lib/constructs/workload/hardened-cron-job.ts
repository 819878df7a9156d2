import { ApiObject, type Cron, Duration, JsonPatch } from 'cdk8s';
import { type ConcurrencyPolicy, CronJob, RestartPolicy } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { InvalidValue } from '../../notation/invalid-value';
import type { ITenantNamespace } from '../../values/namespace';
import type { PodSet } from '../../values/pod-set';
import { HardenedJob, type JobSettings } from './hardened-job';
import { HardenedPod } from './hardened-pod';
import type { HardenedPodProps } from './hardened-pod-props';

/** A hardened CronJob in full. */
export interface HardenedCronJobProps extends HardenedPodProps, JobSettings {
  /** When a Job starts. */
  readonly schedule: Cron;
  /**
   * Time zone of the schedule, such as `Europe/Berlin`.
   * @default - that of the controller manager
   */
  readonly timeZone?: string;
  /**
   * What happens if the last Job still runs.
   * @default ConcurrencyPolicy.FORBID
   */
  readonly concurrencyPolicy?: ConcurrencyPolicy;
  /**
   * How late a Job may start: for as long, the controller may be down or busy without a Job being left out.
   * @default Duration.minutes(5)
   */
  readonly startingDeadline?: Duration;
  /**
   * Start no more Jobs.
   * @default false
   */
  readonly suspend?: boolean;
  /**
   * How many succeeded Jobs stay.
   * @default 3
   */
  readonly successfulJobsRetained?: number;
  /**
   * How many failed Jobs stay.
   * @default 1
   */
  readonly failedJobsRetained?: number;
}

/** Longer than a change of leader takes; cdk8s-plus would take 10 seconds, and lose a nightly Job to it. */
const STARTING_DEADLINE = Duration.minutes(5);

/** The controller appends 11 characters to name a Job. */
const MAX_NAME = 52;

/**
 * A CronJob whose pods meet the restricted Pod Security Standard and run on the nodes of their namespace's pool.
 *
 * Renders the CronJob and its ServiceAccount.
 */
export class HardenedCronJob extends Construct {
  /** The pod it stamps out; add sidecars and init containers here. */
  public readonly pod: HardenedPod;
  /** What cdk8s-plus built; what is added through it is hardened, too. */
  public readonly cronJob: CronJob;

  constructor(scope: Construct, id: string, props: HardenedCronJobProps) {
    super(scope, id);
    HardenedJob._checkCounts(props);
    this.pod = HardenedPod._of(this, props, { ...props });
    if (this.pod.name.length > MAX_NAME) {
      throw new InvalidValue('name of a CronJob', `at most ${MAX_NAME} characters`, this.pod.name);
    }
    this.cronJob = new CronJob(this, 'Resource', {
      ...this.pod._workloadProps(),
      restartPolicy: props.restartOnFailure ? RestartPolicy.ON_FAILURE : RestartPolicy.NEVER,
      schedule: props.schedule,
      timeZone: props.timeZone,
      concurrencyPolicy: props.concurrencyPolicy,
      startingDeadline: props.startingDeadline ?? STARTING_DEADLINE,
      suspend: props.suspend,
      successfulJobsRetained: props.successfulJobsRetained,
      failedJobsRetained: props.failedJobsRetained,
      activeDeadline: props.activeDeadline,
      backoffLimit: props.backoffLimit,
      ttlAfterFinished: props.ttlAfterFinished,
    });
    const sealed = this.pod._seal(this.cronJob);
    sealed.addJsonPatch(
      JsonPatch.add('/spec/jobTemplate/metadata', { labels: { ...this.pod.labels } }),
      ...HardenedJob._counts('/spec/jobTemplate/spec', props),
    );
  }

  /** `metadata.name` of the CronJob. */
  public get name(): string {
    return this.pod.name;
  }

  /** Where it runs. */
  public get namespace(): ITenantNamespace {
    return this.pod.namespace;
  }

  /** Its pods, as the subject or the peer of policies. */
  public get pods(): PodSet {
    return this.pod.pods;
  }

  /** The rendered CronJob, for patches and metadata. */
  public get apiObject(): ApiObject {
    return ApiObject.of(this.cronJob);
  }
}
