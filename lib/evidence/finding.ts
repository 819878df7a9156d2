import type { ObjectIdentity, Origin } from '../manifests/manifest';
import type { Waiver } from './waiver';

/** What one check holds against one object. */
export interface Finding {
  /** Id of the check. */
  readonly check: string;
  /** `fail`, or `waived` where a waiver or a baseline accepts it. */
  readonly status: 'fail' | 'waived';
  readonly object: ObjectIdentity;
  readonly origin: Origin;
  /** Exact path of the field; empty for the object as a whole. */
  readonly path: string;
  /** What was found. */
  readonly message: string;
  /** What to do. */
  readonly fix: string;
  /** Set where only Pod Security's audit or warn mode is violated, which refuses nothing. */
  readonly mode?: 'audit' | 'warn';
  /** Set where no waiver is taken. */
  readonly unwaivable?: true;
  /** The waiver that accepts it, where one does. */
  readonly waiver?: Waiver;
  /** Set where a baseline accepts it. */
  readonly baseline?: true;
}
