import { InvalidValue } from '../notation/invalid-value';

/** A level of the Pod Security Standards. */
export enum PodSecurityLevel {
  /** Unrestricted. */
  PRIVILEGED = 'privileged',
  /** Prevents known privilege escalations; forbids host namespaces, hostPath and host ports. */
  BASELINE = 'baseline',
  /** Current best practice of pod hardening. */
  RESTRICTED = 'restricted',
}

/**
 * A level of the Pod Security Standards at a pinned version.
 *
 * Pinned, because `latest` changes its meaning with an upgrade of the cluster.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export class PodSecurity {
  /** The version that is pinned where none is given: that of the Kubernetes release the library is tested with. */
  public static readonly DEFAULT_VERSION = 'v1.36';

  /**
   * The restricted level.
   * @param version such as `v1.36`
   */
  public static restricted(version: string = PodSecurity.DEFAULT_VERSION): PodSecurity {
    return new PodSecurity(PodSecurityLevel.RESTRICTED, version);
  }

  /**
   * The baseline level: for software that cannot run restricted, and needs nothing of the host.
   * @param version such as `v1.36`
   */
  public static baseline(version: string = PodSecurity.DEFAULT_VERSION): PodSecurity {
    return new PodSecurity(PodSecurityLevel.BASELINE, version);
  }

  /**
   * No restriction: for agents of the node only.
   * @param version such as `v1.36`
   */
  public static privileged(version: string = PodSecurity.DEFAULT_VERSION): PodSecurity {
    return new PodSecurity(PodSecurityLevel.PRIVILEGED, version);
  }

  private constructor(
    public readonly level: PodSecurityLevel,
    public readonly version: string,
  ) {
    if (!/^v1\.(0|[1-9]\d*)$/.test(version)) {
      throw new InvalidValue('Pod Security version', 'pinned to a minor version such as "v1.36"', version);
    }
  }

  /**
   * What a Namespace says of it. All three modes, pinned: what warn and audit would let pass unseen, enforce would refuse
   * without a word to the owner.
   */
  public get labels(): { readonly [key: string]: string } {
    const modes = ['enforce', 'audit', 'warn'];
    return Object.fromEntries(
      modes.flatMap(mode => [
        [`pod-security.kubernetes.io/${mode}`, this.level],
        [`pod-security.kubernetes.io/${mode}-version`, this.version],
      ]),
    );
  }
}
