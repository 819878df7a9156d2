import { ApiObject, type Duration, JsonPatch } from 'cdk8s';
import {
  type PodManagementPolicy,
  type Probe,
  Service,
  StatefulSet,
  type StatefulSetUpdateStrategy,
} from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { InvalidValue } from '../../notation/invalid-value';
import { Names } from '../../notation/names';
import { Quantity } from '../../notation/quantity';
import type { INamespace, ITenantNamespace } from '../../values/namespace';
import type { PodSet } from '../../values/pod-set';
import type { Port } from '../../values/port';
import type { IRouteBackend } from '../../values/route-backend';
import { clusterService } from './cluster-service';
import { HardenedPod } from './hardened-pod';
import type { HardenedPodProps } from './hardened-pod-props';
import { disruptionBudget } from './pod-disruption-budget';
import { PodQuotaFit } from './pod-quota-fit';

/** A disk that every pod of a StatefulSet gets for itself. */
export interface VolumeClaimProps {
  /** Name of the claim; the PersistentVolumeClaims are called `<name>-<pod>`. */
  readonly name: string;
  /** Where the main container mounts it. */
  readonly path: string;
  /** Its size, such as `10Gi`; cannot be changed later. */
  readonly size: string;
  /**
   * Name of its StorageClass.
   * @default - the cluster's default
   */
  readonly storageClassName?: string;
}

/** Pods carry the name of their revision as a label of at most 63 characters: this name, and up to 11 more. */
const MAX_NAME = 52;

/** A hardened StatefulSet in full. */
export interface HardenedStatefulSetProps extends HardenedPodProps {
  /** The port that it serves on. */
  readonly port: Port;
  /** When a container is restarted. */
  readonly liveness: Probe;
  /** When a pod gets requests. Must not be the liveness probe. */
  readonly readiness: Probe;
  /**
   * When the other two probes begin.
   * @default - at once
   */
  readonly startup?: Probe;
  /**
   * Number of pods.
   * @default 1
   */
  readonly replicas?: number;
  /**
   * Disks that every pod gets for itself.
   * @default - none
   */
  readonly volumeClaims?: VolumeClaimProps[];
  /**
   * Whether pods start one after the other.
   * @default PodManagementPolicy.ORDERED_READY
   */
  readonly podManagementPolicy?: PodManagementPolicy;
  /**
   * How pods are replaced.
   * @default - one after the other
   */
  readonly strategy?: StatefulSetUpdateStrategy;
  /**
   * How long a pod must be ready before it counts as available.
   * @default Duration.seconds(0)
   */
  readonly minReady?: Duration;
  /**
   * Name of the headless Service.
   * @default - the name
   */
  readonly serviceName?: string;
}

/**
 * A StatefulSet whose pods meet the restricted Pod Security Standard and run on the nodes of their namespace's pool.
 *
 * Renders the StatefulSet, its ServiceAccount, its headless Service, and a PodDisruptionBudget for more than one replica.
 */
export class HardenedStatefulSet extends Construct implements IRouteBackend {
  /** The pod it stamps out; add sidecars and init containers here. */
  public readonly pod: HardenedPod;
  /** What cdk8s-plus built; what is added through it is hardened, too. */
  public readonly statefulSet: StatefulSet;
  /** The headless Service that names the pods. */
  public readonly service: ApiObject;
  /** Undefined for one replica. */
  public readonly disruptionBudget?: ApiObject;
  /** The port that the containers serve on. */
  public readonly port: Port;

  constructor(scope: Construct, id: string, props: HardenedStatefulSetProps) {
    super(scope, id);
    const { replicas = 1 } = props;
    if (!Number.isInteger(replicas) || replicas < 0) {
      throw new InvalidValue('replicas', 'a whole number, from 0', replicas);
    }
    PodQuotaFit.of(props).assertAdmits('number of replicas', replicas);
    const claims = HardenedStatefulSet.checkClaims(props.volumeClaims ?? []);
    const claimMounts = claims.map(({ name, path }) => ({ name, mountPath: path }));
    this.port = props.port;
    this.pod = HardenedPod._of(this, props, { ...props, spread: replicas > 1 ? {} : undefined, claimMounts });
    if (this.pod.name.length > MAX_NAME) {
      throw new InvalidValue('name of a StatefulSet', `at most ${MAX_NAME} characters`, this.pod.name);
    }
    this.service = clusterService(this, this.pod, {
      name: props.serviceName ?? this.pod.name,
      port: props.port,
      servicePort: props.port.number,
      headless: true,
    });
    this.statefulSet = new StatefulSet(this, 'Resource', {
      ...this.pod._workloadProps(),
      service: this.governingService(),
      replicas: props.replicas,
      podManagementPolicy: props.podManagementPolicy,
      strategy: props.strategy,
      minReady: props.minReady,
    });
    this.statefulSet.select(this.pod._selector());
    const sealed = this.pod._seal(this.statefulSet);
    if (claims.length > 0) {
      const templates = claims.map(claim => this.claimTemplate(claim));
      sealed.addJsonPatch(JsonPatch.add('/spec/volumeClaimTemplates', templates));
    }
    if (replicas > 1) this.disruptionBudget = disruptionBudget(this, this.pod);
  }

  /** `metadata.name` of the StatefulSet. */
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

  /** Port of the Service. */
  public get servicePort(): number {
    return this.port.number;
  }

  /** The rendered StatefulSet, for patches and metadata. */
  public get apiObject(): ApiObject {
    return ApiObject.of(this.statefulSet);
  }

  /** cdk8s-plus wants a Service of its own; this one only lends the name of ours, and is not rendered. */
  private governingService(): Service {
    const { name } = this.service;
    const lender = new Service(this, 'GoverningService', {
      metadata: { name, namespace: this.pod.namespace.namespaceName },
      ports: [{ port: this.port.number }],
    });
    this.node.tryRemoveChild('GoverningService');
    return lender;
  }

  /** Kind and version are what the API server fills in; Argo CD would see a difference for ever. */
  private claimTemplate({ name, size, storageClassName }: VolumeClaimProps): Record<string, unknown> {
    return {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name, labels: { ...this.pod.labels } },
      spec: {
        accessModes: ['ReadWriteOnce'],
        ...(storageClassName === undefined ? {} : { storageClassName }),
        resources: { requests: { storage: size } },
      },
    };
  }

  private static checkClaims(claims: readonly VolumeClaimProps[]): readonly VolumeClaimProps[] {
    const names = new Set<string>();
    const paths = new Set<string>();
    for (const { name, path, size } of claims) {
      Names.dnsLabel('claim name', name);
      if (names.has(name)) throw new InvalidValue('claim name', 'unique in the StatefulSet', name);
      if (!/^(\/[^/:]+)+$/.test(path)) {
        throw new InvalidValue(`path of claim ${name}`, 'an absolute path such as "/data"', path);
      }
      if (paths.has(path)) throw new InvalidValue(`path of claim ${name}`, 'unique in the StatefulSet', path);
      names.add(name);
      paths.add(path);
      if (!Quantity.parse(`size of claim ${name}`, size).exceeds(Quantity.ZERO)) {
        throw new InvalidValue(`size of claim ${name}`, 'above zero', size);
      }
    }
    return [...claims];
  }
}
