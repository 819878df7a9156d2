import type { Check, Violation } from '../checks/check';
import type { Manifest } from '../manifests/manifest';
import type { ManifestSet } from '../manifests/manifest-set';
import type { Finding } from './finding';

/** How often a check was asked, and what it said. */
export interface CheckTally {
  readonly passed: number;
  readonly failed: number;
  /** Objects of kinds that the check does not speak of; all of them, where it lacks the facts it needs. */
  readonly notApplicable: number;
}

/** The verdicts of a list of checks on all objects of an environment. */
export class Judgement {
  /** Asks every check about every object it speaks of. A check that throws has failed. */
  public static of(all: ManifestSet, checks: readonly Check[]): Judgement {
    const findings: Finding[] = [];
    const tallies = new Map<string, CheckTally>();
    for (const check of checks) {
      let passed = 0;
      let failed = 0;
      for (const manifest of Judgement.subjects(check, all)) {
        const violations = Judgement.examine(check, manifest, all);
        if (violations.length === 0) passed++;
        else failed++;
        for (const violation of violations) findings.push(Judgement.finding(check, manifest, violation));
      }
      tallies.set(check.id, { passed, failed, notApplicable: all.manifests.length - passed - failed });
    }
    return new Judgement(
      findings.filter(finding => finding.mode === undefined),
      findings.filter(finding => finding.mode !== undefined),
      tallies,
    );
  }

  private constructor(
    /** What fails. */
    public readonly findings: readonly Finding[],
    /** What only audit or warn of Pod Security would report. */
    public readonly warnings: readonly Finding[],
    /** By check id. */
    public readonly tallies: ReadonlyMap<string, CheckTally>,
  ) {}

  private static subjects(check: Check, all: ManifestSet): readonly Manifest[] {
    if (check.needsNodes && all.facts.nodes.length === 0) return [];
    if (!check.kinds) return all.manifests;
    return check.kinds.flatMap(kind => all.judgedOfKind(kind));
  }

  private static examine(check: Check, manifest: Manifest, all: ManifestSet): readonly Violation[] {
    try {
      return check.examine(manifest, all);
    } catch (error) {
      return [{ path: '', message: `the check could not judge this object: ${error}`, fix: 'report this as a bug' }];
    }
  }

  private static finding(check: Check, manifest: Manifest, violation: Violation): Finding {
    const { apiVersion, kind, namespace, name } = manifest;
    return {
      check: check.id,
      status: 'fail',
      object: { apiVersion, kind, namespace, name },
      origin: manifest.origin,
      path: violation.path,
      message: violation.message,
      fix: violation.fix ?? check.fix,
      ...(violation.mode === 'audit' || violation.mode === 'warn' ? { mode: violation.mode } : {}),
    };
  }
}
