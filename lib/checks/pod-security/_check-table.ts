import type { PodSecurityLevel, PodSecurityVersion } from '../../manifests/pod-security-levels';
import type { CheckVersion, VersionedCheck } from './_versioned-check';

/** One check in the edition that holds at some level and version. */
export interface Edition {
  readonly id: string;
  readonly examine: CheckVersion['examine'];
  /** What the baseline checks would say whose place it takes. */
  readonly overridden: readonly CheckVersion['examine'][];
}

const NOTHING: readonly Edition[] = [];

/**
 * Versioned checks, laid out once as one list for each level and version. Refuses to load when the checks contradict
 * themselves, so that a mistake in a row shows on the first run and not in the first pod that it lets pass.
 */
export class CheckTable {
  /** The newest minor version that any check speaks of; whatever is newer is judged like it. */
  public readonly newest: number;
  private readonly baseline: readonly (readonly Edition[])[];
  private readonly restricted: readonly (readonly Edition[])[];

  /** The order of the checks is that of their violations. */
  constructor(public readonly checks: readonly VersionedCheck[]) {
    CheckTable.refuseMistakes(checks);
    this.newest = Math.max(0, ...checks.flatMap(check => check.versions.map(version => version.since)));
    const minors = Array.from({ length: this.newest + 1 }, (_, minor) => minor);
    this.baseline = minors.map(minor => this.editionsAt('baseline', minor));
    this.restricted = minors.map(minor => this.editionsAt('restricted', minor));
  }

  /** The checks that hold at a level and version, in order. */
  public editions(level: PodSecurityLevel, version: PodSecurityVersion): readonly Edition[] {
    if (level === 'privileged') return NOTHING;
    return this[level][version === 'latest' ? this.newest : Math.min(version, this.newest)];
  }

  private editionsAt(level: 'baseline' | 'restricted', minor: number): readonly Edition[] {
    const current = this.checks
      .filter(check => level === 'restricted' || check.level === 'baseline')
      .flatMap(({ id, versions }) => {
        const version = versions.filter(({ since }) => since <= minor).at(-1);
        return version ? [{ id, version }] : [];
      });
    const overridden = new Set(current.flatMap(({ version }) => version.overrides ?? []));
    return current
      .filter(({ id }) => !overridden.has(id))
      .map(({ id, version: { examine, overrides = [] } }) => {
        const others = current.filter(other => overrides.includes(other.id));
        return { id, examine, overridden: others.map(({ version }) => version.examine) };
      });
  }

  private static refuseMistakes(checks: readonly VersionedCheck[]): void {
    const levels = new Map<string, string>();
    for (const check of checks) {
      if (levels.has(check.id)) throw new Error(`check ${check.id} is in the table twice; give each check its own id`);
      levels.set(check.id, check.level);
      CheckTable.refuseBadVersions(check);
    }
    for (const { id, level, versions } of checks) {
      for (const other of versions.flatMap(version => version.overrides ?? [])) {
        if (level === 'restricted' && levels.get(other) === 'baseline') continue;
        throw new Error(
          `check ${id} overrides ${other}; only a restricted check can override, and only a baseline one`,
        );
      }
    }
  }

  private static refuseBadVersions({ id, versions }: VersionedCheck): void {
    if (versions.length === 0) throw new Error(`check ${id} has no version; add a row with the first one`);
    let previous = -1;
    for (const { since } of versions) {
      if (!Number.isInteger(since) || since <= previous) {
        throw new Error(`check ${id} has version ${since} after ${previous}; list whole minor versions, oldest first`);
      }
      previous = since;
    }
  }
}
