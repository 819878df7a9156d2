import type { ObjectIdentity, Origin } from '../manifests/manifest';

/** What a waiver says, whatever it is for. */
export interface WaiverTerms {
  /** Id of the check. */
  readonly check: string;
  /** Exact path of the field, to accept one finding alone; without it, whatever the check finds on the object. */
  readonly path?: string;
  /** Why the finding may stay. */
  readonly reason: string;
  /** Who answers for it. */
  readonly owner: string;
  /** The last day on which it holds, in UTC: `YYYY-MM-DD`. */
  readonly expires: string;
  /** Where it is written: a construct, or a line of a file. */
  readonly origin?: Origin;
}

/** A finding that may stay for a while: somebody says why, answers for it, and will look at it again. */
export interface Waiver extends WaiverTerms {
  /** The object; its namespace as written, empty where it names none. */
  readonly object: ObjectIdentity;
}

/** A waiver for whichever objects of a construct have a finding of the check. */
export interface ScopedWaiver extends WaiverTerms {
  /** Path of the construct; empty for the app. */
  readonly scope: string;
}
