import { ApiObject, type Duration, JsonPatch } from 'cdk8s';
import { Job, type Probe, RestartPolicy } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { InvalidValue } from '../../notation/invalid-value';
import type { ITenantNamespace } from '../../values/namespace';
import type { PodSet } from '../../values/pod-set';
import type { Port } from '../../values/port';
import { HardenedPod } from './hardened-pod';
import type { HardenedPodProps } from './hardened-pod-props';
import { PodQuotaFit } from './pod-quota-fit';

/** How a Job runs. */
export interface JobSettings {
  /**
   * How long all attempts together may take.
   * @default - without end
   */
  readonly activeDeadline?: Duration;
  /**
   * How many failed pods are replaced.
   * @default 6
   */
  readonly backoffLimit?: number;
  /**
   * How long the finished Job stays.
   * @default - until it is deleted
   */
  readonly ttlAfterFinished?: Duration;
  /**
   * How many pods run at the same time; the quota has to admit them.
   * @default 1
   */
  readonly parallelism?: number;
  /**
   * How many pods have to succeed.
   * @default - one: pods that run at the same time share a queue, and the first success ends the Job for all
   */
  readonly completions?: number;
  /**
   * Restart a failed container in its pod, rather than replacing the pod.
   * @default false
   */
  readonly restartOnFailure?: boolean;
  /**
   * A port that the main container listens on; probes without a port of their own go there.
   * @default - none
   */
  readonly port?: Port;
  /**
   * When the main container is restarted, or its pod replaced: see restartOnFailure.
   * @default - when it fails
   */
  readonly liveness?: Probe;
  /**
   * When a pod counts as ready. Must not be the liveness probe.
   * @default - as soon as it runs
   */
  readonly readiness?: Probe;
  /**
   * When the other two probes begin.
   * @default - at once
   */
  readonly startup?: Probe;
}

/** A hardened Job in full. */
export interface HardenedJobProps extends HardenedPodProps, JobSettings {}

/**
 * A Job whose pods meet the restricted Pod Security Standard and run on the nodes of their namespace's pool.
 *
 * Renders the Job and its ServiceAccount.
 */
export class HardenedJob extends Construct {
  /** The pod it stamps out; add sidecars and init containers here. */
  public readonly pod: HardenedPod;
  /** What cdk8s-plus built; what is added through it is hardened, too. */
  public readonly job: Job;

  constructor(scope: Construct, id: string, props: HardenedJobProps) {
    super(scope, id);
    HardenedJob._checkCounts(props);
    this.pod = HardenedPod._of(this, props, { ...props });
    this.job = new Job(this, 'Resource', {
      ...this.pod._workloadProps(),
      restartPolicy: props.restartOnFailure ? RestartPolicy.ON_FAILURE : RestartPolicy.NEVER,
      activeDeadline: props.activeDeadline,
      backoffLimit: props.backoffLimit,
      ttlAfterFinished: props.ttlAfterFinished,
    });
    const sealed = this.pod._seal(this.job);
    sealed.addJsonPatch(...HardenedJob._counts('/spec', props));
  }

  /** `metadata.name` of the Job. */
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

  /** The rendered Job, for patches and metadata. */
  public get apiObject(): ApiObject {
    return ApiObject.of(this.job);
  }

  /**
   * Refuses counts that are none, and more pods at the same time than the quota ever admits.
   * @internal
   */
  public static _checkCounts(props: HardenedJobProps): void {
    const { parallelism = 1, completions = parallelism } = props;
    for (const [name, count] of Object.entries({ parallelism, completions })) {
      if (!Number.isInteger(count) || count < 1) throw new InvalidValue(name, 'a whole number, from 1', count);
    }
    PodQuotaFit.of(props).assertAdmits('parallelism', Math.min(parallelism, completions));
  }

  /**
   * The two counts that cdk8s-plus does not have.
   * @internal
   */
  public static _counts(path: string, { parallelism, completions }: JobSettings): JsonPatch[] {
    return Object.entries({ parallelism, completions }).flatMap(([name, count]) =>
      count === undefined ? [] : [JsonPatch.add(`${path}/${name}`, count)],
    );
  }
}
