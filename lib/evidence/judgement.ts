import type { Check, Violation } from '../checks/check';
import type { Manifest } from '../manifests/manifest';
import type { ManifestSet } from '../manifests/manifest-set';
import type { Acceptance } from './acceptance';
import type { Finding } from './finding';

/** How often a check was asked, and what it said. */
export interface CheckTally {
  readonly passed: number;
  readonly failed: number;
  /** Objects on which all that was found is waived. */
  readonly waived: number;
  /** Objects of kinds that the check does not speak of; all of them, where it lacks the facts it needs. */
  readonly notApplicable: number;
}

/** The verdicts of a list of checks on all objects of an environment. */
export class Judgement {
  /**
   * Asks every check about every object it speaks of. A check that throws has failed. What waivers or a baseline accept is
   * waived, by the first of them that does, and what fails of themselves is a finding too.
   */
  public static of(all: ManifestSet, checks: readonly Check[], ...accepted: Acceptance[]): Judgement {
    const findings: Finding[] = [];
    const tallies = new Map<string, CheckTally>();
    const asked = new Set<string>();
    for (const check of checks) {
      const subjects = Judgement.subjects(check, all);
      if (subjects) asked.add(check.id);
      tallies.set(check.id, Judgement.ask(check, subjects ?? [], all, accepted, findings));
    }
    for (const each of accepted) for (const failure of each.failuresOf(asked)) findings.push(failure);
    return new Judgement(
      findings.filter(finding => finding.mode === undefined),
      findings.filter(finding => finding.mode !== undefined),
      checks,
      tallies,
    );
  }

  /** Asks one check about each of its objects, and adds what it finds. */
  private static ask(
    check: Check,
    subjects: readonly Manifest[],
    all: ManifestSet,
    accepted: readonly Acceptance[],
    findings: Finding[],
  ): CheckTally {
    const judged = all.manifests.length + all.made.length;
    const tally = { passed: 0, failed: 0, waived: 0, notApplicable: judged - subjects.length };
    const said = new Set<string>();
    for (let index = 0; index < subjects.length; index++) {
      const manifest = subjects[index];
      let violations: readonly Violation[];
      try {
        violations = check.examine(manifest, all);
      } catch (error) {
        violations = [Judgement.failureOf(error)];
      }
      if (violations.length === 0) {
        tally.passed++;
        continue;
      }
      const found = Judgement.found(check, manifest, violations, accepted);
      tally[Judgement.verdict(found)]++;
      for (const finding of found) if (!Judgement.isSaid(finding, manifest, said)) findings.push(finding);
    }
    return tally;
  }

  private static failureOf(error: unknown): Violation {
    return { path: '', message: `the check could not judge this object: ${error}`, fix: 'report this as a bug' };
  }

  /** What is held against an object, and accepted or not. */
  private static found(
    check: Check,
    manifest: Manifest,
    violations: readonly Violation[],
    accepted: readonly Acceptance[],
  ): readonly Finding[] {
    return violations.map(violation =>
      accepted.reduce((finding, each) => each.apply(finding), Judgement.finding(check, manifest, violation)),
    );
  }

  private constructor(
    /** What fails, and what would fail without its waiver. */
    public readonly findings: readonly Finding[],
    /** What only audit or warn of Pod Security would report. */
    public readonly warnings: readonly Finding[],
    public readonly checks: readonly Check[],
    /** By check id. */
    public readonly tallies: ReadonlyMap<string, CheckTally>,
  ) {}

  /** The findings that no waiver accepts: with one of them, nothing is written. */
  public get failures(): readonly Finding[] {
    return this.findings.filter(({ status }) => status === 'fail');
  }

  /** Whether another object that is made of the same one has it: the steps of a workflow share one patch, and one fault. */
  private static isSaid({ path, message }: Finding, { maker }: Manifest, said: Set<string>): boolean {
    if (!maker) return false;
    const key = `${maker.manifest.key} ${path} ${message}`;
    if (said.has(key)) return true;
    said.add(key);
    return false;
  }

  /** What only audit or warn would report fails nothing. */
  private static verdict(found: readonly Finding[]): 'passed' | 'failed' | 'waived' {
    const enforced = found.filter(({ mode }) => mode === undefined);
    if (enforced.length === 0) return 'passed';
    return enforced.every(({ status }) => status === 'waived') ? 'waived' : 'failed';
  }

  /** Undefined where the check lacks the facts that it needs. */
  private static subjects(check: Check, all: ManifestSet): readonly Manifest[] | undefined {
    if (check.needsNodes && all.facts.nodes.length === 0) return undefined;
    if (check.needsEarlier && all.options.earlier === undefined) return undefined;
    if (!check.kinds) return all.manifests;
    return all.judgedOfKinds(check.kinds);
  }

  private static finding(check: Check, manifest: Manifest, violation: Violation): Finding {
    const { apiVersion, kind, namespace, name } = manifest.maker?.manifest ?? manifest;
    return {
      check: check.id,
      status: 'fail',
      object: { apiVersion, kind, namespace, name },
      origin: manifest.origin,
      path: manifest.maker ? manifest.maker.fields.sourceOf(violation.path) : violation.path,
      message: violation.message,
      fix: violation.fix ?? check.fix,
      ...(violation.mode === 'audit' || violation.mode === 'warn' ? { mode: violation.mode } : {}),
      ...(check.unwaivable || violation.unwaivable ? { unwaivable: true } : {}),
    };
  }
}
