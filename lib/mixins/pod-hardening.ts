import type { IConstruct, IMixin } from 'constructs';
import { hardenPodSpec } from '../hardening/harden-pod-spec';
import type { Hardening } from '../hardening/hardening';
import { unescapedRequests } from '../hardening/unescaped-requests';
import { checkDirectories, DEFAULT_DIRECTORIES } from '../hardening/writable-directories';
import { InvalidValue } from '../notation/invalid-value';
import { Escape } from '../values/escape';
import { PodSweep } from './_pod-sweep';

/** How pods are hardened that exist already. */
export interface PodHardeningProps {
  /**
   * What the pods may do beyond the restricted standard, and why. Rendered as an annotation, listed in the evidence.
   * @default - nothing
   */
  readonly escapes?: Escape[];
  /**
   * Directories that containers can write to, each an emptyDir: path to size. The rest of their file system is read-only.
   * @default - /tmp, 64Mi
   */
  readonly writable?: { readonly [path: string]: string };
  /**
   * The user whom containers run as that do not say it themselves. Most images are built for one; never 0.
   * @default 1000
   */
  readonly user?: number;
}

/**
 * Makes pods that exist already meet the restricted Pod Security Standard, with a read-only root file system and a user of
 * their own: what a hardened workload of this library has by itself.
 *
 * What a container sets itself and the standard admits, it keeps. What it sets and the standard refuses is a problem of the
 * synthesis, unless an escape allows it: to take it away without a word could break the program.
 *
 * Checks: the family pod-security, `read-only-root-filesystem`, `explicit-user`.
 */
export class PodHardening implements IMixin {
  private readonly pods = new PodSweep();
  private readonly hardening: Hardening;

  constructor(props: PodHardeningProps = {}) {
    const { user } = props;
    if (user !== undefined && (!Number.isInteger(user) || user < 1)) {
      throw new InvalidValue('user', 'a whole number, from 1', user);
    }
    this.hardening = {
      escapes: [...(props.escapes ?? [])],
      writable: checkDirectories(props.writable ?? DEFAULT_DIRECTORIES),
      user,
      resources: new Map(),
      portNames: new Map(),
      claimMounts: new Map(),
    };
  }

  /** Paths of the objects that it was applied to; empty if nothing matched. */
  public get appliedTo(): string[] {
    return this.pods.paths;
  }

  /** Whether the construct is an object that carries a pod. */
  public supports(construct: IConstruct): boolean {
    return PodSweep.supports(construct);
  }

  /** Hardens the pod of an object. */
  public applyTo(construct: IConstruct): void {
    const { escapes } = this.hardening;
    const { object, before } = this.pods.change(construct, pod => hardenPodSpec(pod, this.hardening));
    if (escapes.length > 0) object.metadata.addAnnotation(Escape.ANNOTATION, Escape._annotation(escapes));
    object.node.addValidation({ validate: () => unescapedRequests(PodSweep.podOf(object, before()), escapes) });
  }
}
