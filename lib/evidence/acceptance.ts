import type { Finding } from './finding';

/** Accepts findings that are known, and fails where what it knows is no longer so. */
export interface Acceptance {
  /** The finding as it is, or as accepted. */
  apply(finding: Finding): Finding;
  /** What fails of the acceptance itself, when all findings are known of the checks that were asked. */
  failuresOf(asked: ReadonlySet<string>): readonly Finding[];
}
