import { InvalidValue } from '../notation/invalid-value';

/** What an escape allows. */
export enum EscapeKind {
  HOST_NETWORK = 'host-network',
  HOST_PID = 'host-pid',
  HOST_IPC = 'host-ipc',
  HOST_PATH = 'host-path',
  HOST_PORT = 'host-port',
  PRIVILEGED = 'privileged',
  HOST_PROBE = 'host-probe',
  PRIVILEGE_ESCALATION = 'privilege-escalation',
  BASELINE_CAPABILITIES = 'baseline-capabilities',
  CAPABILITIES = 'capabilities',
  ROOT_USER = 'root-user',
  UNCONFINED = 'unconfined',
  SYSCTLS = 'sysctls',
  VOLUME_TYPES = 'volume-types',
}

/** What the baseline level still admits. */
const BASELINE: readonly EscapeKind[] = [
  EscapeKind.PRIVILEGE_ESCALATION,
  EscapeKind.BASELINE_CAPABILITIES,
  EscapeKind.ROOT_USER,
  EscapeKind.VOLUME_TYPES,
];

/**
 * Leave to break one rule of the restricted standard, with the reason why.
 *
 * It is rendered as the annotation `fortress.cdk8s.io/escapes` of the workload, refused in a namespace that enforces
 * a stricter level, and listed in the evidence. Node agents need it; models do not.
 */
export class Escape {
  /** Annotation of a workload that names its escapes and their reasons. */
  public static readonly ANNOTATION = 'fortress.cdk8s.io/escapes';

  /** The pod shares the node's network; sets `hostNetwork: true`. */
  public static hostNetwork(reason: string): Escape {
    return new Escape(EscapeKind.HOST_NETWORK, reason);
  }

  /** The pod sees the node's processes; sets `hostPID: true`. */
  public static hostPid(reason: string): Escape {
    return new Escape(EscapeKind.HOST_PID, reason);
  }

  /** The pod shares the node's IPC namespace; sets `hostIPC: true`. Shared memory alone needs only an emptyDir in memory. */
  public static hostIpc(reason: string): Escape {
    return new Escape(EscapeKind.HOST_IPC, reason);
  }

  /** The pod may mount directories of the node. */
  public static hostPath(reason: string): Escape {
    return new Escape(EscapeKind.HOST_PATH, reason);
  }

  /** Containers may take ports of the node. */
  public static hostPort(reason: string): Escape {
    return new Escape(EscapeKind.HOST_PORT, reason);
  }

  /** Containers may set `privileged: true`. */
  public static privileged(reason: string): Escape {
    return new Escape(EscapeKind.PRIVILEGED, reason);
  }

  /** Probes and lifecycle hooks may name a host, so that the kubelet calls it in place of the pod. */
  public static hostProbe(reason: string): Escape {
    return new Escape(EscapeKind.HOST_PROBE, reason);
  }

  /** Containers may set `allowPrivilegeEscalation: true`. */
  public static privilegeEscalation(reason: string): Escape {
    return new Escape(EscapeKind.PRIVILEGE_ESCALATION, reason);
  }

  /**
   * Containers may add capabilities that container runtimes grant by default: AUDIT_WRITE, CHOWN, DAC_OVERRIDE, FOWNER,
   * FSETID, KILL, MKNOD, SETFCAP, SETGID, SETPCAP, SETUID and SYS_CHROOT. The baseline level admits them.
   */
  public static baselineCapabilities(reason: string): Escape {
    return new Escape(EscapeKind.BASELINE_CAPABILITIES, reason);
  }

  /** Containers may add any capability. NET_BIND_SERVICE alone needs no escape. */
  public static capabilities(reason: string): Escape {
    return new Escape(EscapeKind.CAPABILITIES, reason);
  }

  /** Containers may run as user 0, where they ask for it: `user: 0`. */
  public static rootUser(reason: string): Escape {
    return new Escape(EscapeKind.ROOT_USER, reason);
  }

  /** Containers may run without a seccomp profile. */
  public static unconfined(reason: string): Escape {
    return new Escape(EscapeKind.UNCONFINED, reason);
  }

  /** The pod may set sysctls that are not known to be safe. The kubelet has to allow them, too. */
  public static sysctls(reason: string): Escape {
    return new Escape(EscapeKind.SYSCTLS, reason);
  }

  /** The pod may mount volumes that bring their content from the network, such as NFS, without a claim. */
  public static volumeTypes(reason: string): Escape {
    return new Escape(EscapeKind.VOLUME_TYPES, reason);
  }

  /**
   * The text of the annotation.
   * @internal
   */
  public static _annotation(escapes: readonly Escape[]): string {
    return escapes.map(({ kind, reason }) => `${kind}: ${reason}`).join('; ');
  }

  private constructor(
    public readonly kind: EscapeKind,
    /** Why there is no other way; one line. */
    public readonly reason: string,
  ) {
    if (typeof reason !== 'string' || reason.trim().length < 10 || /[\r\n;]/.test(reason)) {
      throw new InvalidValue(`reason of escape ${kind}`, 'one line of at least 10 characters, without ";"', reason);
    }
  }

  /** Whether the baseline level still admits it. */
  public get isBaseline(): boolean {
    return BASELINE.includes(this.kind);
  }
}
