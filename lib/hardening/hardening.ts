import type { Escape, EscapeKind } from '../values/escape';
import type { NodePool } from '../values/node-pool';
import type { Resources } from '../values/resources';
import type { WritableDirectories } from './writable-directories';

/** A rendered pod spec or a part of it. */
export type PodJson = Record<string, any>;

/** How pods are spread over the zones of a pool. */
export interface ZoneSpread {
  /** Labels of the pods that are counted. */
  readonly labels: Readonly<Record<string, string>>;
  /** Keys of labels by which old and new pods of a rollout are counted apart. */
  readonly matchLabelKeys?: readonly string[];
}

/** Where a token for another server than the Kubernetes API is: in the file `token`. */
export const TOKEN_VOLUME = { name: 'identity-token', mountPath: '/var/run/secrets/identity' } as const;

/** What a pod is hardened with. */
export interface Hardening {
  /** The nodes that it runs on; undefined if that is not said here. */
  readonly pool?: NodePool;
  readonly escapes: readonly Escape[];
  /**
   * Whom containers run as that do not say it themselves.
   * @default 1000
   */
  readonly user?: number;
  /** Writable directories: path to size. */
  readonly writable: WritableDirectories;
  /** Resources of containers by name. */
  readonly resources: ReadonlyMap<string, Resources>;
  /** Port names by container name and `number/protocol`. */
  readonly portNames: ReadonlyMap<string, string>;
  /** Mounts by container name, of volumes that are not in the pod: those of a StatefulSet's claims. */
  readonly claimMounts: ReadonlyMap<string, readonly PodJson[]>;
  /**
   * Containers that were given a startup probe; cdk8s-plus gives one to all others that have a port, which is taken away.
   * Undefined where every probe was meant.
   */
  readonly startupProbes?: ReadonlySet<string>;
  /** What HTTP probes say in their Host header, by container name; undefined for the pod's address. */
  readonly probeHosts?: ReadonlyMap<string, string>;
  /** The container that gets a token of the pod's ServiceAccount for another server than the Kubernetes API. */
  readonly identityToken?: { readonly audience: string; readonly container: string };
  readonly imagePullSecretName?: string;
  readonly priorityClassName?: string;
  /** How pods are spread over zones; undefined for no spreading. */
  readonly spread?: ZoneSpread;
}

/** Whether an escape of the workload allows it. */
export function allows(hardening: Hardening, kind: EscapeKind): boolean {
  return hardening.escapes.some(granted => granted.kind === kind);
}
