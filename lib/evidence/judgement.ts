import type { Check, Violation } from '../checks/check';
import type { Manifest } from '../manifests/manifest';
import type { ManifestSet } from '../manifests/manifest-set';
import type { Acceptance } from './acceptance';
import { Examination } from './examination';
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
    const asked = checks.filter(check => Judgement.isAsked(check, all));
    const examination = new Examination(all, asked);
    for (const check of checks) {
      tallies.set(check.id, Judgement.tally(check, examination, all, accepted, findings));
    }
    const ids = new Set(asked.map(({ id }) => id));
    for (const each of accepted) for (const failure of each.failuresOf(ids)) findings.push(failure);
    return new Judgement(
      findings.filter(finding => finding.mode === undefined),
      findings.filter(finding => finding.mode !== undefined),
      checks,
      tallies,
    );
  }

  /** Adds what one check found, and counts. */
  private static tally(
    check: Check,
    examination: Examination,
    all: ManifestSet,
    accepted: readonly Acceptance[],
    findings: Finding[],
  ): CheckTally {
    const judged = all.manifests.length + all.made.length;
    const subjects = Judgement.isAsked(check, all) ? Judgement.subjects(check, all) : 0;
    const charges = examination.chargesOf(check);
    const tally = { passed: subjects - charges.length, failed: 0, waived: 0, notApplicable: judged - subjects };
    const said = new Set<string>();
    for (const { manifest, violations } of charges) {
      const found = Judgement.found(check, manifest, violations, accepted);
      tally[Judgement.verdict(found)]++;
      for (const finding of found) if (!Judgement.isSaid(finding, manifest, said)) findings.push(finding);
    }
    return tally;
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

  /** Whether there are the facts that the check needs. */
  private static isAsked({ needsNodes, needsEarlier }: Check, all: ManifestSet): boolean {
    return !(needsNodes && all.facts.nodes.length === 0) && !(needsEarlier && all.options.earlier === undefined);
  }

  /** How many objects it speaks of. */
  private static subjects({ kinds }: Check, all: ManifestSet): number {
    if (!kinds) return all.manifests.length;
    return kinds.reduce((count, kind) => count + all.judgedOfKind(kind).length, 0);
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
