/** A way in which a waiver, or a baseline, fails by itself. */
export interface AcceptanceFailure {
  /** Stands as the check of the finding. */
  readonly id: string;
  /** One sentence: what holds otherwise. */
  readonly title: string;
  /** What to do. */
  readonly fix: string;
}

/** What is wrong with waivers and baselines. Printed as findings, so that nobody has to look for them in another place. */
export const ACCEPTANCE_FAILURES = {
  EXPIRED: {
    id: 'waiver-expired',
    title: 'every waiver is looked at again before it expires',
    fix: 'mend what it waives, or agree on a new day with its owner',
  },
  REFUSED: {
    id: 'waiver-refused',
    title: 'no waiver accepts a risk that others bear',
    fix: 'mend what was found, and remove the waiver',
  },
  UNUSED: {
    id: 'waiver-unused',
    title: 'every waiver waives something',
    fix: 'remove the waiver; if it should match, compare check, object and path with the finding',
  },
  STALE: {
    id: 'baseline-stale',
    title: 'a finding that is mended leaves the baseline',
    fix: 'remove the entry, so that the finding cannot come back unseen',
  },
} as const satisfies Record<string, AcceptanceFailure>;

/** Whether a finding is about a waiver or a baseline, and not about what was rendered. */
export function isAcceptanceFailure({ check }: { readonly check: string }): boolean {
  return Object.values(ACCEPTANCE_FAILURES).some(({ id }) => id === check);
}
