import type { Acceptance } from './acceptance';
import { ACCEPTANCE_FAILURES, isAcceptanceFailure } from './acceptance-failures';
import type { Entry } from './entry-list';
import type { Finding } from './finding';
import { FindingKey } from './finding-key';

/** A finding that was there when the baseline was written. */
export interface BaselineEntry extends Entry {
  /** How many findings the check had at that path, where it had several. */
  readonly count?: number;
}

/**
 * The findings that a team starts with: they are accepted as long as they are there, and a new one is not.
 *
 * An entry whose finding is gone fails, for it would let the finding come back. What no waiver may accept, no baseline may.
 */
export class Baseline implements Acceptance {
  /** The baseline of what was found: all that fails, less what must not be accepted, and what a baseline accepted already. */
  public static entriesOf(findings: readonly Finding[]): BaselineEntry[] {
    const counted = new Map<string, { finding: Finding; count: number }>();
    for (const finding of findings) {
      const isAccepted = finding.baseline ?? finding.status === 'fail';
      if (!isAccepted || finding.unwaivable || isAcceptanceFailure(finding)) continue;
      const key = FindingKey.ofField(finding);
      const known = counted.get(key);
      if (known) known.count++;
      else counted.set(key, { finding, count: 1 });
    }
    const entries = [...counted.values()].map(({ finding: { check, object, path }, count }) => {
      return { check, object, ...(path !== '' && { path }), ...(count > 1 && { count }) };
    });
    return FindingKey.sorted(entries);
  }

  /** How many findings each entry still accepts. */
  private readonly left = new Map<string, { readonly entry: BaselineEntry; count: number }>();

  constructor(entries: readonly BaselineEntry[]) {
    for (const entry of entries) this.left.set(Baseline.keyOf(entry), { entry, count: entry.count ?? 1 });
  }

  public apply(finding: Finding): Finding {
    if (finding.status !== 'fail' || finding.mode !== undefined || finding.unwaivable) return finding;
    const known = this.left.get(Baseline.keyOf(finding));
    if (!known || known.count === 0) return finding;
    known.count--;
    return { ...finding, status: 'waived', baseline: true };
  }

  public failuresOf(asked: ReadonlySet<string>): readonly Finding[] {
    const { id, fix } = ACCEPTANCE_FAILURES.STALE;
    return [...this.left.values()]
      .filter(({ entry, count }) => count > 0 && asked.has(entry.check))
      .map(({ entry: { check, object, path = '', origin = {} }, count }) => {
        const what = count === 1 ? 'a finding' : `${count} findings`;
        const message = `the baseline has ${what} of ${check} that ${count === 1 ? 'is' : 'are'} gone`;
        return { check: id, status: 'fail', object, origin, path, message, fix };
      });
  }

  /** A finding about the object as a whole has an empty path; an entry leaves it out. */
  private static keyOf({ check, object, path = '' }: BaselineEntry | Finding): string {
    return FindingKey.ofField({ check, object, path });
  }
}
