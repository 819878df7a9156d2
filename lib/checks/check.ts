import type { Manifest } from '../manifests/manifest';
import type { ManifestSet } from '../manifests/manifest-set';

/** What a check holds against one object. */
export interface Violation {
  /** Exact path of the field, such as `spec.template.spec.containers[0].image`; empty for the object as a whole. */
  readonly path: string;
  /** What was found, in one line. */
  readonly message: string;
  /** What to do about it, where it is more exact than the check's own fix. */
  readonly fix?: string;
  /** For Pod Security only: the mode of the namespace that is violated. Only `enforce` refuses a pod; absent means `enforce`. */
  readonly mode?: 'enforce' | 'audit' | 'warn';
  /** Set where this cannot be waived, though other violations of the check can. */
  readonly unwaivable?: boolean;
}

/** What checks are about; each is a folder. */
export type CheckFamily =
  | 'pod-security'
  | 'hardening'
  | 'scheduling'
  | 'admission'
  | 'references'
  | 'access'
  | 'network'
  | 'delivery'
  | 'supply-chain'
  | 'monitoring'
  | 'promotion';

/** Several checks that look at the same, and so are asked as one. */
export interface Panel {
  /** What those of them hold against an object that hold anything against it, by their ids. */
  examine(manifest: Manifest, all: ManifestSet): ReadonlyMap<string, readonly Violation[]>;
}

/**
 * One opinion about rendered objects.
 *
 * A check sees everything and reports on the one object it is given. It reads no props, no files and no clock.
 */
export interface Check {
  /** Unique; the name of its file. */
  readonly id: string;
  /** The family it belongs to; the name of its folder. */
  readonly family: CheckFamily;
  /** One sentence: what holds when the check passes. */
  readonly title: string;
  /** What to do when it fails. */
  readonly fix: string;
  /** The kinds it applies to; undefined for every kind. Objects of other kinds are recorded as not applicable. */
  readonly kinds?: readonly string[];
  /** Whether it needs the site's nodes; without them it is recorded as not applicable. */
  readonly needsNodes?: boolean;
  /** Whether it compares with an earlier environment; without one it is recorded as not applicable. */
  readonly needsEarlier?: boolean;
  /**
   * The version of this package that had it first.
   * @default "0.1.0"
   */
  readonly since?: string;
  /**
   * Whether no waiver is taken: it would accept a risk that others bear, such as the other pods of a node or the other
   * tenants. The check's own comment says who.
   */
  readonly unwaivable?: boolean;
  /** Who is asked in its place about objects of its kinds; what it says of this check is what `examine` says. */
  readonly panel?: Panel;
  /** A function, and no method: it is asked without the check. */
  readonly examine: (manifest: Manifest, all: ManifestSet) => readonly Violation[];
}
