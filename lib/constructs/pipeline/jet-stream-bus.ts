import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { InvalidValue } from '../../notation/invalid-value';
import { Names } from '../../notation/names';
import { Quantity } from '../../notation/quantity';
import type { ITenantNamespace } from '../../values/namespace';
import { PodSet } from '../../values/pod-set';
import { Port } from '../../values/port';
import type { Resources } from '../../values/resources';
import type { IServiceIdentity } from '../../values/service-identity';
import { PodNetworkPolicy } from '../network/pod-network-policy';
import { controllerPod } from './controller-pod';

/** A bus between event sources and sensors. */
export interface JetStreamBusProps {
  /** Where it runs; it serves the sources and sensors of its namespace. */
  readonly namespace: ITenantNamespace;
  /** Who its pods are; they need no rights. */
  readonly identity: IServiceIdentity;
  /** Version of JetStream, one of those that the controller's configuration gives images for, such as `2.10.10`. */
  readonly version: string;
  /** What the server may use. */
  readonly resources: Resources;
  /** What the reloader of its configuration and the exporter of its metrics may use, each. */
  readonly sidecarResources: Resources;
  /**
   * Disk of each pod, for events that nobody has taken yet.
   * @default - none: such events outlive a pod, since the others have them, and are lost when all pods go
   */
  readonly volumeSize?: string;
  /**
   * Number of pods; odd, and 3 or more, or there is no majority.
   * @default 3
   */
  readonly replicas?: number;
  /**
   * `metadata.name`; sources and sensors take the bus `default` unless they name another.
   * @default "default"
   */
  readonly name?: string;
}

/**
 * An EventBus of Argo Events on JetStream, whose pods meet the restricted Pod Security Standard (seed row G16).
 *
 * Renders the EventBus, a PodDisruptionBudget, and the policy by which its pods talk to each other; who else may, say
 * {@link WebhookSource} and {@link WorkflowSensor}.
 */
export class JetStreamBus extends Construct {
  /** The port that sources and sensors connect to. */
  public static readonly CLIENT_PORT = 4222;
  private static readonly CLUSTER_PORT = 6222;

  /** The EventBus, for patches and metadata. */
  public readonly apiObject: ApiObject;
  /** The pods of the bus. */
  public readonly pods: PodSet;
  /** Lets one pod go at a time. */
  public readonly disruptionBudget: ApiObject;
  /** `metadata.name` of the EventBus. */
  public readonly name: string;

  constructor(scope: Construct, id: string, props: JetStreamBusProps) {
    super(scope, id);
    const { namespace, replicas = 3, sidecarResources } = props;
    this.name = Names.dnsLabel('name', props.name ?? 'default');
    if (!Number.isInteger(replicas) || replicas < 3 || replicas % 2 === 0) {
      throw new InvalidValue('replicas of a JetStream bus', 'an odd number from 3', replicas);
    }
    if (!/^\d+\.\d+\.\d+$/.test(props.version)) {
      throw new InvalidValue('version of JetStream', 'an exact one such as "2.10.10"', props.version);
    }
    const { volumeSize } = props;
    if (volumeSize !== undefined) Quantity.parse('volumeSize', volumeSize);
    const app = `eventbus-${this.name}`;
    const metadata = { namespace: namespace.namespaceName, labels: { app, ...namespace.tenant.labels } };
    const { pod, containers } = controllerPod(namespace, {
      main: props.resources,
      reloader: sidecarResources,
      metrics: sidecarResources,
    });
    this.apiObject = new ApiObject(this, 'Resource', {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'EventBus',
      metadata: { name: this.name, ...metadata },
      spec: {
        jetstream: {
          version: props.version,
          replicas,
          serviceAccountName: props.identity.serviceAccountName,
          metadata: { labels: metadata.labels },
          ...pod,
          containerTemplate: containers.get('main'),
          reloaderContainerTemplate: containers.get('reloader'),
          metricsContainerTemplate: containers.get('metrics'),
          ...(volumeSize === undefined ? {} : { persistence: { accessMode: 'ReadWriteOnce', volumeSize } }),
        },
      },
    });
    this.pods = PodSet.labelled({ app }, namespace);
    this.disruptionBudget = new ApiObject(this, 'DisruptionBudget', {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: app, ...metadata },
      spec: { maxUnavailable: 1, selector: { matchLabels: { app } }, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
    });
    const peers = [
      { peers: [this.pods], ports: [Port.tcp(JetStreamBus.CLUSTER_PORT), Port.tcp(JetStreamBus.CLIENT_PORT)] },
    ];
    new PodNetworkPolicy(this, 'Internal', { name: `${app}-internal`, pods: this.pods, ingress: peers, egress: peers });
  }
}
