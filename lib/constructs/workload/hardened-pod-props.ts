import type { Duration } from 'cdk8s';
import type { HostAlias, ISecret, PodDnsProps, PodSecurityContextProps, Volume } from 'cdk8s-plus-30';
import type { Escape } from '../../values/escape';
import type { Hostname } from '../../values/hostname';
import type { ITenantNamespace } from '../../values/namespace';
import type { IServiceIdentity } from '../../values/service-identity';
import type { ContainerSettings, InitContainerProps, SidecarProps } from './hardened-container-props';

/** What every hardened workload takes: its main container, and the pod around it. */
export interface HardenedPodProps extends ContainerSettings {
  /** Where it runs; gives the pool, the labels, the Pod Security level and the pull secret. */
  readonly namespace: ITenantNamespace;
  /**
   * `metadata.name`.
   * @default - the construct id
   */
  readonly name?: string;
  /**
   * The `app` label, by which Services and policies select the pods.
   * @default - the name
   */
  readonly app?: string;
  /**
   * Name of the main container.
   * @default "main"
   */
  readonly containerName?: string;
  /**
   * Name of the pod's ServiceAccount. One that the namespace already has is used; any other is rendered.
   * @default - the name
   */
  readonly serviceAccountName?: string;
  /**
   * Who the pod is, where it has rights of its own. Its ServiceAccount is rendered with it. Not together with
   * serviceAccountName.
   * @default - an account without rights
   */
  readonly identity?: IServiceIdentity;
  /**
   * Mount a token for the Kubernetes API. Only what calls the API needs one (CIS 5.1.6).
   * @default - only if the identity has rights
   */
  readonly automountServiceAccountToken?: boolean;
  /**
   * Variables without which the main container's image does not start. They are rendered as an annotation of the pod, and a
   * check says which of them nothing gives.
   * @default - not known
   */
  readonly requiredVariables?: string[];
  /**
   * Name that the main container's HTTP probes ask for, in their `Host` header: for servers that answer only to names they
   * know, as Django with ALLOWED_HOSTS. The probe's own host would be another machine, which no level of Pod Security allows.
   * @default - the pod's address
   */
  readonly probeHost?: Hostname;
  /**
   * Directories that containers can write to, and how much: each is one emptyDir with a size limit, which all containers
   * of the pod share. A container that mounts a volume of its own there does not get it.
   * @default { '/tmp': '64Mi' }
   */
  readonly writable?: { readonly [path: string]: string };
  /**
   * Volumes beside those that containers mount.
   * @default - none
   */
  readonly volumes?: Volume[];
  /**
   * Containers beside the main one; hardened like it.
   * @default - none
   */
  readonly sidecars?: SidecarProps[];
  /**
   * Containers that run before the main one; hardened like it.
   * @default - none
   */
  readonly initContainers?: InitContainerProps[];
  /**
   * User, groups and safe sysctls of the pod. What the restricted standard refuses needs an escape.
   * @default - user 1000, fsGroup 2000
   */
  readonly podSecurityContext?: PodSecurityContextProps;
  /**
   * Labels of the workload object, beside `app` and those of the tenant.
   * @default - none
   */
  readonly labels?: { readonly [key: string]: string };
  /**
   * Annotations of the workload object.
   * @default - none
   */
  readonly annotations?: { readonly [key: string]: string };
  /**
   * Labels of the pod, beside `app` and those of the tenant.
   * @default - none
   */
  readonly podLabels?: { readonly [key: string]: string };
  /**
   * Annotations of the pod.
   * @default - none
   */
  readonly podAnnotations?: { readonly [key: string]: string };
  /**
   * Secret with credentials for the registry, beside that of the namespace.
   * @default - only that of the namespace, if it has one
   */
  readonly dockerRegistryAuth?: ISecret;
  /**
   * DNS settings of the pod.
   * @default - the cluster's
   */
  readonly dns?: PodDnsProps;
  /**
   * Lines of the pod's hosts file.
   * @default - none
   */
  readonly hostAliases?: HostAlias[];
  /**
   * How long containers may take to stop.
   * @default Duration.seconds(30)
   */
  readonly terminationGracePeriod?: Duration;
  /**
   * Environment variables for every Service of the namespace, as Docker links had them.
   * @default false
   */
  readonly enableServiceLinks?: boolean;
  /**
   * Containers see each other's processes.
   * @default false
   */
  readonly shareProcessNamespace?: boolean;
  /**
   * Name of the pod's PriorityClass.
   * @default - the cluster's default
   */
  readonly priorityClassName?: string;
  /**
   * Leave to break single rules of the restricted standard; each is rendered, and reported.
   * @default - none
   */
  readonly escapes?: Escape[];
}
