import type { Finding } from './finding';
import type { Waiver } from './waiver';
import { WAIVER_FAILURES, type WaiverFailure } from './waiver-failures';

/**
 * Waivers on one day, and what became of them.
 *
 * A waiver accepts a finding of its check on its object until the end of its last day, and never one that cannot be waived.
 * One that has expired, is refused, or matches nothing fails by itself.
 */
export class WaivedFindings {
  /** By check and object, so that a finding is looked up once, however many waivers there are. */
  private readonly waivers = new Map<string, Waiver[]>();
  private readonly matched = new Set<Waiver>();
  private readonly failures = new Map<Waiver, Finding>();

  constructor(
    waivers: readonly Waiver[],
    /** The day on which the findings are judged: `YYYY-MM-DD`. */
    private readonly date: string,
  ) {
    for (const waiver of waivers) {
      const key = WaivedFindings.keyOf(waiver);
      const list = this.waivers.get(key);
      if (list) list.push(waiver);
      else this.waivers.set(key, [waiver]);
    }
  }

  /** The finding as it is, or as waived. */
  public apply(finding: Finding): Finding {
    if (this.waivers.size === 0 || finding.mode !== undefined) return finding;
    const matching = (this.waivers.get(WaivedFindings.keyOf(finding)) ?? []).filter(
      ({ path }) => path === undefined || path === finding.path,
    );
    for (const waiver of matching) this.match(waiver, finding);
    const waiver = finding.unwaivable ? undefined : matching.find(each => !this.isExpired(each));
    return waiver ? { ...finding, status: 'waived', waiver } : finding;
  }

  /** What fails of the waivers, when all findings are known of the checks that were asked. */
  public failuresOf(asked: ReadonlySet<string>): readonly Finding[] {
    for (const waiver of [...this.waivers.values()].flat()) {
      if (this.matched.has(waiver) || !asked.has(waiver.check)) continue;
      this.fail(waiver, WAIVER_FAILURES.UNUSED, 'matches no finding');
    }
    return [...this.failures.values()];
  }

  private match(waiver: Waiver, { unwaivable }: Finding): void {
    this.matched.add(waiver);
    if (unwaivable) {
      this.fail(waiver, WAIVER_FAILURES.REFUSED, 'is for a finding that cannot be waived');
    } else if (this.isExpired(waiver) && !this.failures.has(waiver)) {
      this.fail(waiver, WAIVER_FAILURES.EXPIRED, `expired on ${waiver.expires}`);
    }
  }

  private isExpired({ expires }: Waiver): boolean {
    return expires < this.date;
  }

  private fail(waiver: Waiver, { id, fix }: WaiverFailure, what: string): void {
    const { check, object, path, owner, origin = {} } = waiver;
    const message = `the waiver of ${path === undefined ? check : `${check} at ${path}`} by ${owner} ${what}`;
    this.failures.set(waiver, { check: id, status: 'fail', object, origin, path: '', message, fix });
  }

  private static keyOf({ check, object }: Finding | Waiver): string {
    const { apiVersion, kind, namespace, name } = object;
    return JSON.stringify([check, apiVersion, kind, namespace, name]);
  }
}
