import { type ApiObject, type Duration, JsonPatch, type Size } from 'cdk8s';
import { EmptyDirMedium, EnvValue, Volume } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { InvalidValue } from '../../notation/invalid-value';
import { Quantity } from '../../notation/quantity';
import { CiliumRule } from '../../values/cilium-rule';
import type { ITenantNamespace } from '../../values/namespace';
import type { PodEndpoint } from '../../values/pod-endpoint';
import type { PodSet } from '../../values/pod-set';
import { Port } from '../../values/port';
import { CiliumPolicy } from '../network/cilium-policy';
import { clusterService } from '../workload/cluster-service';
import { HardenedJob } from '../workload/hardened-job';
import type { HardenedPodProps } from '../workload/hardened-pod-props';

/** A training job in full. */
export interface TrainingJobProps extends HardenedPodProps {
  /**
   * Memory that the processes of a worker share at `/dev/shm`: data loaders and NCCL need it. It is taken from the memory
   * limit of the container, and has to be below it.
   */
  readonly sharedMemory: Size;
  /**
   * How many pods train together.
   * @default 1
   */
  readonly workers?: number;
  /**
   * The port of the first worker on which all others find each other.
   * @default Port.tcp(29500)
   */
  readonly rendezvous?: Port;
  /**
   * Where data are read from and models written to.
   * @default - nowhere: the workers reach nobody but each other
   */
  readonly stores?: PodEndpoint[];
  /**
   * The LocalQueue of the namespace that the job waits in.
   * @default - none: it starts at once
   */
  readonly queueName?: string;
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
   * Render the policy, beside the namespace if it is rendered by this app.
   * @default true - false where another repository renders it
   */
  readonly renderPolicy?: boolean;
}

/** NCCL and Gloo choose their ports when they connect. */
const EVERY_PORT = Port.tcpRange(1, 65535);

/**
 * A Job whose workers train one model together: they talk to each other on every port, to the stores that are named, and
 * to nobody else, another job of the same team included (seed rows A16, B17, E30).
 *
 * Meets the restricted Pod Security Standard: shared memory is an emptyDir, not the host's IPC, and NCCL runs over the
 * pods' own network. Renders an indexed Job, a headless Service by which workers find the first one, and the policy.
 * Each worker has the variables MASTER_ADDR, MASTER_PORT, WORKERS and, of Kubernetes, its number JOB_COMPLETION_INDEX.
 *
 * Kubernetes never changes the pods of a Job, so a new run is a new name. A finished Job stays until it is no longer
 * rendered: Argo CD would start again what deletes itself.
 */
export class TrainingJob extends Construct {
  /** The Job; add sidecars and init containers to its pod. */
  public readonly job: HardenedJob;
  /** The headless Service that gives each worker a name. */
  public readonly service: ApiObject;
  /** Undefined if another repository renders it. */
  public readonly policy?: CiliumPolicy;

  constructor(scope: Construct, id: string, props: TrainingJobProps) {
    super(scope, id);
    TrainingJob.assertSharedMemory(props);
    const { namespace, workers = 1, rendezvous = Port.tcp(29500) } = props;
    const name = props.name ?? id;
    const volume = Volume.fromEmptyDir(this, 'SharedMemory', 'shared-memory', {
      medium: EmptyDirMedium.MEMORY,
      sizeLimit: props.sharedMemory,
    });
    this.job = new HardenedJob(this, 'Job', {
      ...props,
      name,
      serviceAccountName: props.serviceAccountName ?? namespace.serviceAccountNames[0],
      port: rendezvous.named(rendezvous.name ?? 'rendezvous'),
      parallelism: workers,
      completions: workers,
      labels: { ...props.labels, ...(props.queueName ? { 'kueue.x-k8s.io/queue-name': props.queueName } : {}) },
      envVariables: {
        MASTER_ADDR: EnvValue.fromValue(`${name}-0.${name}`),
        MASTER_PORT: EnvValue.fromValue(String(rendezvous.number)),
        WORKERS: EnvValue.fromValue(String(workers)),
        ...props.envVariables,
      },
      volumeMounts: [...(props.volumeMounts ?? []), { path: '/dev/shm', volume }],
    });
    // cdk8s-plus has neither; together they give each worker the name `<job>-<index>.<job>`.
    this.job.apiObject.addJsonPatch(
      JsonPatch.add('/spec/completionMode', 'Indexed'),
      JsonPatch.add('/spec/template/spec/subdomain', name),
    );
    this.service = clusterService(this, this.job.pod, {
      name,
      port: rendezvous.named(rendezvous.name ?? 'rendezvous'),
      servicePort: rendezvous.number,
      headless: true,
    });
    if (props.renderPolicy ?? true) this.policy = this.isolate(props.stores ?? []);
  }

  /** `metadata.name` of the Job. */
  public get name(): string {
    return this.job.name;
  }

  /** Where it runs. */
  public get namespace(): ITenantNamespace {
    return this.job.namespace;
  }

  /** Its workers, as the subject or the peer of policies. */
  public get pods(): PodSet {
    return this.job.pods;
  }

  private isolate(stores: PodEndpoint[]): CiliumPolicy {
    const { namespace, pods, name } = this;
    return new CiliumPolicy(Construct.isConstruct(namespace) ? namespace : this, `Training-${name}`, {
      name: `${name}-training`,
      description: `The workers of ${name} reach each other and the stores they are given, and nobody else.`,
      pods,
      ingress: [CiliumRule.fromPods([pods], [EVERY_PORT])],
      egress: [
        CiliumRule.toPods(pods, [EVERY_PORT]),
        ...stores.map(store => CiliumRule.toPods(store.pods, [store.port])),
      ],
    });
  }

  private static assertSharedMemory({ sharedMemory, resources }: TrainingJobProps): void {
    const size = `${sharedMemory.toMebibytes()}Mi`;
    const limit = resources.limits.memory;
    if (Quantity.parse('limits.memory', limit).exceeds(Quantity.parse('sharedMemory', size))) return;
    throw new InvalidValue(
      'sharedMemory',
      `below limits.memory ${JSON.stringify(limit)}, which it is taken from`,
      size,
    );
  }
}
