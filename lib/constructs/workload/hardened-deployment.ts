import { ApiObject, type Duration } from 'cdk8s';
import {
  Deployment,
  DeploymentStrategy,
  type HorizontalPodAutoscaler,
  PercentOrAbsolute,
  type Probe,
} from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { InvalidValue } from '../../notation/invalid-value';
import type { INamespace, ITenantNamespace } from '../../values/namespace';
import type { PodSet } from '../../values/pod-set';
import type { Port } from '../../values/port';
import type { IRouteBackend } from '../../values/route-backend';
import { type AutoscalingProps, autoscale } from './autoscaling';
import { clusterService } from './cluster-service';
import { HardenedPod } from './hardened-pod';
import type { HardenedPodProps } from './hardened-pod-props';
import { disruptionBudget } from './pod-disruption-budget';
import { PodQuotaFit } from './pod-quota-fit';

/** As cdk8s-plus has it; said here because quota, spread and budget depend on it. */
const DEFAULT_REPLICAS = 2;

/** A hardened Deployment in full. */
export interface HardenedDeploymentProps extends HardenedPodProps {
  /** The port that it serves on; probes without a port of their own go there. */
  readonly port: Port;
  /** When a container is restarted. Must not be the readiness probe: a busy model would be killed for being busy. */
  readonly liveness: Probe;
  /** When a pod gets requests. */
  readonly readiness: Probe;
  /**
   * When the other two probes begin; for models that take long to load.
   * @default - at once
   */
  readonly startup?: Probe;
  /**
   * Number of pods; the fewest of them together with maxReplicas. Not together with autoscaling.
   * @default 2
   */
  readonly replicas?: number;
  /**
   * Scale on CPU use up to so many pods, and no fewer than `replicas`. Short for
   * `autoscaling: { maxReplicas, minReplicas: replicas }`.
   * @default - no autoscaling
   */
  readonly maxReplicas?: number;
  /**
   * Scale with use.
   * @default - no autoscaling
   */
  readonly autoscaling?: AutoscalingProps;
  /**
   * How pods are replaced.
   * @default - one new pod at a time and none missing; one missing at a time where the quota has no room for a new one
   */
  readonly strategy?: DeploymentStrategy;
  /**
   * How long a pod must be ready before it counts as available.
   * @default Duration.seconds(0)
   */
  readonly minReady?: Duration;
  /**
   * How long a rollout may make no progress before it counts as failed.
   * @default Duration.minutes(10)
   */
  readonly progressDeadline?: Duration;
  /**
   * Name of the Service.
   * @default - the name
   */
  readonly serviceName?: string;
  /**
   * Port of the Service.
   * @default - the container's port
   */
  readonly servicePort?: number;
}

/**
 * A Deployment whose pods meet the restricted Pod Security Standard and run on the nodes of their namespace's pool.
 *
 * Renders the Deployment, its ServiceAccount, its Service, a PodDisruptionBudget for more than one replica, and a
 * HorizontalPodAutoscaler if it scales. Source of the defaults: seed rows A06 to A09, C09, D01 to D08.
 */
export class HardenedDeployment extends Construct implements IRouteBackend {
  /** The pod it stamps out; add sidecars and init containers here. */
  public readonly pod: HardenedPod;
  /** What cdk8s-plus built; what is added through it is hardened, too. */
  public readonly deployment: Deployment;
  /** The ClusterIP Service in front of the pods. */
  public readonly service: ApiObject;
  /** Undefined unless it scales. */
  public readonly autoscaler?: HorizontalPodAutoscaler;
  /** Undefined where there is never more than one replica. */
  public readonly disruptionBudget?: ApiObject;
  /** The port that the containers serve on. */
  public readonly port: Port;
  /** Port of the Service. */
  public readonly servicePort: number;

  constructor(scope: Construct, id: string, props: HardenedDeploymentProps) {
    super(scope, id);
    const scaling = HardenedDeployment.scaling(props);
    const most = scaling?.maxReplicas ?? props.replicas ?? DEFAULT_REPLICAS;
    const fit = PodQuotaFit.of(props);
    fit.assertAdmits('number of replicas', most);
    this.port = props.port;
    this.servicePort = props.servicePort ?? props.port.number;
    // Old and new pods of a rollout are spread each on their own, or the new ones could end up in one zone.
    const spread = most > 1 ? { matchLabelKeys: ['pod-template-hash'] } : undefined;
    this.pod = HardenedPod._of(this, props, { ...props, spread });
    this.deployment = new Deployment(this, 'Resource', {
      ...this.pod._workloadProps(),
      replicas: scaling ? undefined : props.replicas,
      strategy: props.strategy ?? HardenedDeployment.strategyFor(fit, most),
      minReady: props.minReady,
      progressDeadline: props.progressDeadline,
    });
    this.deployment.select(this.pod._selector());
    this.pod._seal(this.deployment);
    this.service = clusterService(this, this.pod, {
      name: props.serviceName ?? this.pod.name,
      port: props.port,
      servicePort: this.servicePort,
    });
    if (scaling) this.autoscaler = autoscale(this, this.pod, this.deployment, scaling);
    if (most > 1) this.disruptionBudget = disruptionBudget(this, this.pod);
  }

  /** `metadata.name` of the Deployment. */
  public get name(): string {
    return this.pod.name;
  }

  /** Where it runs. */
  public get namespace(): ITenantNamespace {
    return this.pod.namespace;
  }

  /** Where its Service is: the same namespace. */
  public get serviceNamespace(): INamespace {
    return this.pod.namespace;
  }

  /** Its pods, as the subject or the peer of policies. */
  public get pods(): PodSet {
    return this.pod.pods;
  }

  /** Name of its Service. */
  public get serviceName(): string {
    return this.service.name;
  }

  /** The rendered Deployment, for patches and metadata. */
  public get apiObject(): ApiObject {
    return ApiObject.of(this.deployment);
  }

  private static scaling(props: HardenedDeploymentProps): AutoscalingProps | undefined {
    const { autoscaling, maxReplicas, replicas } = props;
    if (replicas !== undefined && (!Number.isInteger(replicas) || replicas < 0)) {
      throw new InvalidValue('replicas', 'a whole number, from 0', replicas);
    }
    if (!autoscaling) return maxReplicas === undefined ? undefined : { maxReplicas, minReplicas: replicas };
    for (const [name, value] of Object.entries({ replicas, maxReplicas })) {
      if (value === undefined) continue;
      const instead = name === 'replicas' ? 'minReplicas' : 'maxReplicas';
      throw new InvalidValue(name, `left to autoscaling; set autoscaling.${instead}`, value);
    }
    return autoscaling;
  }

  /** Seed row D08: nothing may be missing during a rollout, if the quota has room for one pod more. */
  private static strategyFor(fit: PodQuotaFit, most: number): DeploymentStrategy {
    const surges = fit.exceededBy(most + 1) === undefined;
    return DeploymentStrategy.rollingUpdate({
      maxSurge: PercentOrAbsolute.absolute(surges ? 1 : 0),
      maxUnavailable: PercentOrAbsolute.absolute(surges ? 0 : 1),
    });
  }
}
