import type {
  ContainerLifecycle,
  ContainerSecurityContextProps,
  EnvFrom,
  EnvValue,
  ImagePullPolicy,
  Probe,
  VolumeMount,
} from 'cdk8s-plus-30';
import type { Image } from '../../values/image';
import type { Port } from '../../values/port';
import type { Resources } from '../../values/resources';

/** A container in full, whatever list of the pod it stands in. */
export interface ContainerSettings {
  /** What it runs, pinned by digest. */
  readonly image: Image;
  /** What it may use. There is no default: only its owner knows. */
  readonly resources: Resources;
  /**
   * Overrides the image's entrypoint.
   * @default - the image's
   */
  readonly command?: string[];
  /**
   * Overrides the arguments of the entrypoint.
   * @default - the image's
   */
  readonly args?: string[];
  /**
   * Overrides the image's working directory.
   * @default - the image's
   */
  readonly workingDir?: string;
  /**
   * Environment variables.
   * @default - none
   */
  readonly envVariables?: { readonly [name: string]: EnvValue };
  /**
   * ConfigMaps and Secrets whose keys all become environment variables.
   * @default - none
   */
  readonly envFrom?: EnvFrom[];
  /**
   * Volumes and where they are mounted.
   * @default - only the writable directories of the pod
   */
  readonly volumeMounts?: VolumeMount[];
  /**
   * When the image is pulled.
   * @default ImagePullPolicy.IF_NOT_PRESENT - a digest cannot go stale
   */
  readonly imagePullPolicy?: ImagePullPolicy;
  /**
   * What runs after start and before stop. Not for containers that run to their end before the main one starts.
   * @default - nothing
   */
  readonly lifecycle?: ContainerLifecycle;
  /**
   * User, group and a Localhost seccomp profile of this container, NET_BIND_SERVICE, a writable root file system.
   * What the restricted standard refuses needs an escape of the pod.
   * @default - the pod's user; read-only root file system, no capability, no privilege escalation
   */
  readonly securityContext?: ContainerSecurityContextProps;
  /**
   * Ports beside the first one. No Service leads to them.
   * @default - none
   */
  readonly morePorts?: Port[];
}

/** A container that runs beside the main one. */
export interface SidecarProps extends ContainerSettings {
  /** Name of the container; a DNS label, unique in the pod. */
  readonly name: string;
  /**
   * The port it listens on; probes without a port of their own go there.
   * @default - none
   */
  readonly port?: Port;
  /**
   * When the container is restarted.
   * @default - never while it runs
   */
  readonly liveness?: Probe;
  /**
   * When the container counts as ready. Must not be the liveness probe.
   * @default - as soon as it runs
   */
  readonly readiness?: Probe;
  /**
   * When the other probes begin.
   * @default - at once
   */
  readonly startup?: Probe;
  /**
   * Start before the main container and stop after it: an init container with `restartPolicy: Always`.
   * @default true
   */
  readonly native?: boolean;
}

/** A container that runs to its end before the main one starts. */
export interface InitContainerProps extends ContainerSettings {
  /** Name of the container; a DNS label, unique in the pod. */
  readonly name: string;
}
