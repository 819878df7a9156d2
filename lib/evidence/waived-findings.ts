import { Grouped } from '../notation/grouped';
import type { Acceptance } from './acceptance';
import { ACCEPTANCE_FAILURES, type AcceptanceFailure } from './acceptance-failures';
import type { Finding } from './finding';
import { FindingKey } from './finding-key';
import type { ScopedWaiver, Waiver, WaiverTerms } from './waiver';

/**
 * Waivers on one day, and what became of them.
 *
 * A waiver accepts a finding of its check on its object until the end of its last day, and never one that cannot be waived.
 * One that has expired, is refused, or matches nothing fails by itself.
 */
export class WaivedFindings implements Acceptance {
  /** By check and object, so that a finding is looked up once, however many waivers there are. */
  private readonly byObject = new Map<string, WaiverTerms[]>();
  /** By check, and then by construct. */
  private readonly byScope = new Map<string, Map<string, WaiverTerms[]>>();
  private readonly matched = new Set<WaiverTerms>();
  private readonly failures = new Map<WaiverTerms, Finding>();
  private readonly used = new Map<string, Waiver>();

  constructor(
    private readonly waivers: readonly Waiver[],
    /** The day on which the findings are judged: `YYYY-MM-DD`. */
    private readonly date: string,
    private readonly scoped: readonly ScopedWaiver[] = [],
  ) {
    for (const waiver of waivers) Grouped.add(this.byObject, FindingKey.ofObject(waiver), waiver);
    for (const waiver of scoped) {
      const ofCheck = this.byScope.get(waiver.check) ?? new Map<string, WaiverTerms[]>();
      this.byScope.set(waiver.check, ofCheck);
      Grouped.add(ofCheck, waiver.scope, waiver);
    }
  }

  /** The waivers that matched something, each of one object: what a construct waives is resolved to its objects. */
  public get resolved(): readonly Waiver[] {
    return FindingKey.sorted(this.used.values());
  }

  public apply(finding: Finding): Finding {
    if (this.waivers.length + this.scoped.length === 0) return finding;
    if (finding.status !== 'fail' || finding.mode !== undefined) return finding;
    const matching = this.matching(finding);
    if (matching.length === 0) return finding;
    for (const waiver of matching) this.match(waiver, finding);
    const nearest = matching.find(each => !this.isExpired(each)) ?? matching[0];
    const { check, path, reason, owner, expires, origin } = nearest;
    const waiver = {
      check,
      object: finding.object,
      ...(path !== undefined && { path }),
      reason,
      owner,
      expires,
      origin,
    };
    this.used.set(FindingKey.ofField(waiver), waiver);
    return finding.unwaivable || this.isExpired(waiver) ? finding : { ...finding, status: 'waived', waiver };
  }

  public failuresOf(asked: ReadonlySet<string>): readonly Finding[] {
    const unused = [...this.waivers, ...this.scoped].filter(each => !this.matched.has(each) && asked.has(each.check));
    for (const waiver of unused) {
      const object = 'object' in waiver ? waiver.object : WaivedFindings.construct(waiver);
      this.fail(waiver, object, ACCEPTANCE_FAILURES.UNUSED, 'matches no finding');
    }
    return [...this.failures.values()];
  }

  /** The waivers of a finding: of its object, and then of the constructs that it is in, from inside out. */
  private matching({ check, object, path, origin }: Finding): readonly WaiverTerms[] {
    const found = [...(this.byObject.get(FindingKey.ofObject({ check, object })) ?? [])];
    const ofCheck = this.byScope.get(check);
    let scope = origin.constructPath;
    while (ofCheck && scope !== undefined) {
      found.push(...(ofCheck.get(scope) ?? []));
      scope = scope === '' ? undefined : scope.slice(0, Math.max(0, scope.lastIndexOf('/')));
    }
    return found.filter(waiver => waiver.path === undefined || waiver.path === path);
  }

  private match(waiver: WaiverTerms, { object, unwaivable }: Finding): void {
    this.matched.add(waiver);
    if (unwaivable) {
      this.fail(waiver, object, ACCEPTANCE_FAILURES.REFUSED, 'is for a finding that cannot be waived');
    } else if (this.isExpired(waiver) && !this.failures.has(waiver)) {
      this.fail(waiver, object, ACCEPTANCE_FAILURES.EXPIRED, `expired on ${waiver.expires}`);
    }
  }

  private isExpired({ expires }: WaiverTerms): boolean {
    return expires < this.date;
  }

  private fail(waiver: WaiverTerms, object: Finding['object'], { id, fix }: AcceptanceFailure, what: string): void {
    const { check, path, owner, origin = {} } = waiver;
    const message = `the waiver of ${path === undefined ? check : `${check} at ${path}`} by ${owner} ${what}`;
    this.failures.set(waiver, { check: id, status: 'fail', object, origin, path: '', message, fix });
  }

  /** What stands for an object where a construct has none that matches. */
  private static construct({ scope }: ScopedWaiver): Finding['object'] {
    return { apiVersion: '', kind: 'Construct', namespace: '', name: scope === '' ? 'App' : scope };
  }
}
