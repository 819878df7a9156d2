import { ApiObject } from 'cdk8s';
import { DaemonSet, type Probe } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import type { ITenantNamespace } from '../../values/namespace';
import type { PodSet } from '../../values/pod-set';
import type { Port } from '../../values/port';
import { HardenedPod } from './hardened-pod';
import type { HardenedPodProps } from './hardened-pod-props';

/** A hardened DaemonSet in full. */
export interface HardenedDaemonSetProps extends HardenedPodProps {
  /**
   * The port that it serves on.
   * @default - none
   */
  readonly port?: Port;
  /**
   * When a container is restarted.
   * @default - when it exits
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
  /**
   * How long a pod must be ready before it counts as available, in seconds.
   * @default 0
   */
  readonly minReadySeconds?: number;
}

/**
 * A DaemonSet whose pods meet the restricted Pod Security Standard and run on every node of their namespace's pool.
 *
 * Renders the DaemonSet and its ServiceAccount.
 */
export class HardenedDaemonSet extends Construct {
  /** The pod it stamps out; add sidecars and init containers here. */
  public readonly pod: HardenedPod;
  /** What cdk8s-plus built; what is added through it is hardened, too. */
  public readonly daemonSet: DaemonSet;

  constructor(scope: Construct, id: string, props: HardenedDaemonSetProps) {
    super(scope, id);
    if (!props.namespace.admitsDaemonSets) {
      throw new Error(
        `namespace ${JSON.stringify(props.namespace.namespaceName)} does not admit the tolerations of DaemonSets; ` +
          'pass daemonSets: true to its TenantNamespace',
      );
    }
    this.pod = HardenedPod._of(this, props, { ...props });
    this.daemonSet = new DaemonSet(this, 'Resource', {
      ...this.pod._workloadProps(),
      minReadySeconds: props.minReadySeconds,
    });
    this.daemonSet.select(this.pod._selector());
    this.pod._seal(this.daemonSet);
  }

  /** `metadata.name` of the DaemonSet. */
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

  /** The rendered DaemonSet, for patches and metadata. */
  public get apiObject(): ApiObject {
    return ApiObject.of(this.daemonSet);
  }
}
