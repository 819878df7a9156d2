import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import {
  type Container,
  ContainerRestartPolicy,
  LabelSelector,
  ServiceAccount,
  type Volume,
  type Workload,
  type WorkloadProps,
} from 'cdk8s-plus-30';
import type { Construct } from 'constructs';
import { hardenPodSpec } from '../../hardening/harden-pod-spec';
import type { Hardening, PodJson, ZoneSpread } from '../../hardening/hardening';
import { unescapedRequests } from '../../hardening/unescaped-requests';
import { checkDirectories, DEFAULT_DIRECTORIES, type WritableDirectories } from '../../hardening/writable-directories';
import { InvalidValue } from '../../notation/invalid-value';
import { Names } from '../../notation/names';
import { RequiredVariables } from '../../notation/required-variables';
import { Escape } from '../../values/escape';
import type { ITenantNamespace } from '../../values/namespace';
import { PodSecurityLevel } from '../../values/pod-security';
import { PodSet } from '../../values/pod-set';
import type { InitContainerProps, SidecarProps } from './hardened-container-props';
import type { HardenedPodProps } from './hardened-pod-props';
import { type ContainerExtras, PodContainers } from './pod-containers';
import { sealWorkload } from './sealed-workload';

/** What only the pods of some kinds have. */
interface PodExtras extends ContainerExtras {
  /** How the pods are spread over the pool's zones; undefined for no spreading. */
  readonly spread?: Omit<ZoneSpread, 'labels'>;
  /** Where the main container mounts the claims of a StatefulSet. */
  readonly claimMounts?: readonly PodJson[];
}

/**
 * The pod of a hardened workload: every container of it meets the restricted standard, whenever it was added.
 *
 * The five workload kinds hold one each, as `pod`. cdk8s-plus builds the pod, one pure function hardens what it renders.
 */
export class HardenedPod {
  /** `metadata.name` of the workload. */
  public readonly name: string;
  /** The `app` label. */
  public readonly app: string;
  /** Where it runs. */
  public readonly namespace: ITenantNamespace;
  /** Name of the pod's ServiceAccount. */
  public readonly serviceAccountName: string;
  /** The labels of the workload and its pods: `app` and those of the tenant. */
  public readonly labels: { readonly [key: string]: string };

  private readonly escapes: readonly Escape[];
  private readonly writable: WritableDirectories;
  private readonly containers: PodContainers;
  private readonly mainName: string;
  private built?: Workload;

  /**
   * The pod of a workload; only the workload constructs make one.
   * @internal
   */
  public static _of(scope: Construct, props: HardenedPodProps, main: PodExtras = {}): HardenedPod {
    return new HardenedPod(scope, props, main);
  }

  private constructor(
    private readonly scope: Construct,
    private readonly props: HardenedPodProps,
    private readonly main: PodExtras,
  ) {
    this.namespace = props.namespace;
    this.name = Names.dnsLabel('name', props.name ?? scope.node.id);
    this.app = Names.labelValue('app', props.app ?? this.name);
    if (this.app === '') throw new InvalidValue('app', 'the name of an application', this.app);
    this.labels = { app: this.app, ...props.namespace.tenant.labels };
    this.serviceAccountName = this.accountName();
    this.writable = checkDirectories(props.writable ?? DEFAULT_DIRECTORIES);
    this.escapes = this.checkEscapes(props.escapes ?? []);
    this.containers = new PodContainers(this.name);
    this.mainName = props.containerName ?? 'main';
  }

  /** The pods, as the subject or the peer of policies. */
  public get pods(): PodSet {
    return PodSet.labelled({ app: this.app }, this.namespace);
  }

  /**
   * Adds a container beside the main one: by default a native sidecar, which starts before and stops after it.
   */
  public addSidecar(props: SidecarProps): Container {
    const container = this.containers.propsOf(props.name, props, props);
    return this.containers.declare(
      props.native === false
        ? this.workload.addContainer(container)
        : this.workload.addInitContainer({ ...container, restartPolicy: ContainerRestartPolicy.ALWAYS }),
    );
  }

  /**
   * Adds a container that runs to its end before the main one starts.
   *
   * @throws if it has lifecycle hooks, which Kubernetes refuses there
   */
  public addInitContainer(props: InitContainerProps): Container {
    if (props.lifecycle?.postStart ?? props.lifecycle?.preStop) {
      throw new Error(
        `init container ${JSON.stringify(props.name)} has lifecycle hooks; drop them, or add it as a sidecar, which keeps running`,
      );
    }
    return this.containers.declare(this.workload.addInitContainer(this.containers.propsOf(props.name, props, {})));
  }

  /** Adds a volume that no container mounts yet. */
  public addVolume(volume: Volume): void {
    this.workload.addVolume(volume);
  }

  /** What cdk8s-plus built; containers that are added through it are hardened, too. */
  public get workload(): Workload {
    if (!this.built) throw new Error('the workload is not built yet; add containers after its constructor has run');
    return this.built;
  }

  /**
   * Name, namespace and labels of the workload object.
   * @internal
   */
  public _metadata(): ApiObjectMetadata {
    return {
      name: this.name,
      namespace: this.namespace.namespaceName,
      labels: { ...this.besides('labels', this.props.labels), ...this.labels },
      annotations: {
        ...this.props.annotations,
        ...(this.escapes.length > 0 ? { [Escape.ANNOTATION]: Escape._annotation(this.escapes) } : {}),
      },
    };
  }

  /**
   * The props that cdk8s-plus takes for this pod.
   * @internal
   */
  public _workloadProps(): WorkloadProps {
    const { props } = this;
    return {
      metadata: this._metadata(),
      podMetadata: {
        labels: { ...this.besides('podLabels', props.podLabels), ...this.labels },
        annotations: {
          ...props.podAnnotations,
          ...RequiredVariables.annotation(this.mainName, props.requiredVariables),
        },
      },
      select: false,
      containers: [this.containers.propsOf(this.mainName, props, this.main)],
      volumes: props.volumes,
      serviceAccount: this.serviceAccount(),
      automountServiceAccountToken: props.automountServiceAccountToken ?? props.identity?.callsApi,
      securityContext: props.podSecurityContext,
      dockerRegistryAuth: props.dockerRegistryAuth,
      dns: props.dns,
      hostAliases: props.hostAliases,
      terminationGracePeriod: props.terminationGracePeriod,
      enableServiceLinks: props.enableServiceLinks,
      shareProcessNamespace: props.shareProcessNamespace,
    };
  }

  /**
   * Adds sidecars and init containers, then makes the workload render hardened.
   * @internal
   */
  public _seal(workload: Workload): ApiObject {
    this.built = workload;
    // cdk8s-plus finds the pods of a workload by its address label, which is not rendered.
    workload.toPodSelectorConfig = () => ({
      labelSelector: this._selector(),
      namespaces: { names: [this.namespace.namespaceName] },
    });
    this.containers.declare(workload.containers[0]);
    for (const container of this.props.initContainers ?? []) this.addInitContainer(container);
    for (const sidecar of this.props.sidecars ?? []) this.addSidecar(sidecar);
    this.scope.node.addValidation({ validate: () => this.problems() });
    return sealWorkload(workload, spec => this.harden(spec));
  }

  /**
   * The selector of the kinds that have one.
   * @internal
   */
  public _selector(): LabelSelector {
    return LabelSelector.of({ labels: { app: this.app } });
  }

  private harden(spec: PodJson): PodJson {
    return hardenPodSpec(spec, {
      pool: this.namespace.pool,
      escapes: this.escapes,
      writable: this.writable,
      resources: this.containers.resources,
      portNames: this.containers.portNames,
      startupProbes: this.containers.startupProbes,
      probeHosts: this.props.probeHost && new Map([[this.mainName, this.props.probeHost.name]]),
      identityToken: this.identityToken(),
      claimMounts: new Map([[this.mainName, this.main.claimMounts ?? []]]),
      imagePullSecretName: this.namespace.imagePullSecretName,
      priorityClassName: this.props.priorityClassName,
      spread: this.main.spread && { labels: { app: this.app }, ...this.main.spread },
    });
  }

  private identityToken(): Hardening['identityToken'] {
    const audience = this.props.identity?.audience;
    return audience === undefined ? undefined : { audience, container: this.mainName };
  }

  private accountName(): string {
    const { identity, serviceAccountName, namespace } = this.props;
    if (!identity) return Names.dnsSubdomain('serviceAccountName', serviceAccountName ?? this.name);
    if (serviceAccountName !== undefined) {
      throw new InvalidValue('serviceAccountName', 'left to identity', serviceAccountName);
    }
    const { namespaceName } = identity.namespace;
    if (namespaceName === namespace.namespaceName) return identity.serviceAccountName;
    throw new InvalidValue('namespace of the identity', JSON.stringify(namespace.namespaceName), namespaceName);
  }

  private serviceAccount(): WorkloadProps['serviceAccount'] {
    const { serviceAccountName: name, namespace, scope } = this;
    if (this.props.identity || namespace.serviceAccountNames.includes(name)) {
      return ServiceAccount.fromServiceAccountName(scope, 'ServiceAccount', name, {
        namespaceName: namespace.namespaceName,
      });
    }
    return new ServiceAccount(scope, 'ServiceAccount', {
      metadata: { name, namespace: namespace.namespaceName, labels: { ...this.labels } },
      automountToken: false,
    });
  }

  /** Labels beside those of the tenant, which nothing may replace: policies and Services go by them. */
  private besides(thing: string, labels: { readonly [key: string]: string } = {}): { readonly [key: string]: string } {
    for (const [key, value] of Object.entries(Names.labels(thing, labels))) {
      const fixed = this.labels[key];
      if (fixed === undefined || fixed === value) continue;
      throw new InvalidValue(
        `${thing} ${JSON.stringify(key)}`,
        `${JSON.stringify(fixed)}, as on all of ${this.name}`,
        value,
      );
    }
    return labels;
  }

  /** What only shows when all containers, volumes and labels are there. Asks cdk8s-plus, and renders nothing. */
  private problems(): string[] {
    const { workload } = this;
    const found = this.containers.problemsIn(workload);
    for (const [key, value] of Object.entries(this.labels)) {
      const got = workload.podMetadata.getLabel(key);
      if (got === value) continue;
      found.push(`pod label ${JSON.stringify(key)} must be ${JSON.stringify(value)}, got ${JSON.stringify(got)}`);
    }
    try {
      found.push(...unescapedRequests(workload._toPodSpec(), this.escapes));
    } catch (error) {
      found.push((error as Error).message);
    }
    return found;
  }

  private checkEscapes(escapes: readonly Escape[]): readonly Escape[] {
    const { level } = this.namespace.podSecurity;
    for (const { kind, isBaseline } of escapes) {
      if (level === PodSecurityLevel.PRIVILEGED || (level === PodSecurityLevel.BASELINE && isBaseline)) continue;
      throw new Error(
        `escape ${kind} is refused in namespace ${JSON.stringify(this.namespace.namespaceName)}, which enforces ` +
          `${level}; run the workload in a namespace of level ${isBaseline ? 'baseline' : 'privileged'}`,
      );
    }
    return [...escapes];
  }
}
