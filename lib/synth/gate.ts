import { existsSync, readFileSync } from 'node:fs';
import type { IConstruct } from 'constructs';
import type { Check } from '../checks/check';
import { Baseline } from '../evidence/baseline';
import { BaselineFile } from '../evidence/baseline-file';
import type { Finding } from '../evidence/finding';
import { FindingsText } from '../evidence/findings-text';
import { Judgement } from '../evidence/judgement';
import { WaivedFindings } from '../evidence/waived-findings';
import type { Waiver } from '../evidence/waiver';
import type { ManifestSet } from '../manifests/manifest-set';
import { CalendarDate } from '../notation/calendar-date';
import { Counted } from '../notation/counted';
import { ConstructTrace } from './construct-trace';
import type { GateProps } from './gate-props';
import { SynthesisRefused } from './synthesis-refused';
import { Waivers } from './waivers';

/** What the gate says of one environment. */
export interface Verdict {
  readonly judgement: Judgement;
  /** The waivers that its findings need, each of one object. */
  readonly waivers: readonly Waiver[];
}

/** Judges what an app rendered, one environment after the other, and decides whether it may be written. */
export class Gate {
  private readonly date: string;
  private readonly checks: readonly Check[];
  private readonly problems: string[] = [];
  private readonly failures: Finding[] = [];
  /** Environments by the baselines that they were judged with. */
  private readonly users = new Map<string, string>();
  private readonly asked = new Map<string, string>();
  private readonly isUpdate = (process.env.FORTRESS_UPDATE_BASELINE ?? '') !== '';

  /**
   * @param checks what objects are judged by; undefined for all checks, which are loaded for it
   * @throws if the date is none
   */
  constructor(
    private readonly app: IConstruct,
    private readonly props: Pick<GateProps, 'advisory' | 'date'>,
    checks?: readonly Check[],
  ) {
    this.checks = checks ?? (require('../checks/catalog') as typeof import('../checks/catalog')).CHECKS;
    this.date = props.date === undefined ? CalendarDate.of(new Date()) : CalendarDate.parse('date', props.date);
  }

  /** Judges all objects of one environment; `''` is what stands in none. */
  public judge(environment: string, all: ManifestSet, baseline?: string): Verdict {
    const scoped = Waivers._declaredIn(this.app, environment);
    const judge = (entries: ConstructorParameters<typeof Baseline>[0]) => {
      const waived = new WaivedFindings([], this.date, scoped);
      return { judgement: Judgement.of(all, this.checks, waived, new Baseline(entries)), waivers: waived.resolved };
    };
    if (baseline !== undefined) this.claim(baseline, environment);
    const verdict = judge(baseline === undefined ? [] : this.entriesOf(baseline, () => judge([]).judgement));
    for (const failure of verdict.judgement.failures) this.failures.push(failure);
    return verdict;
  }

  /**
   * Decides, when all is judged.
   *
   * @param problems what was found wrong beside findings: nothing can be written with any of them
   * @throws with all problems and findings
   */
  public decide(problems: readonly string[]): void {
    const failures = this.failures.length === 0 ? [] : this.traced();
    if (this.refuses(problems)) throw new SynthesisRefused([...problems, ...this.ownProblems()], failures);
    if (failures.length === 0) return;
    const count = Counted.of(failures.length, 'finding');
    process.stderr.write(`${count}; written all the same, for the app is advisory\n\n${FindingsText.of(failures)}\n`);
  }

  /** Whether it is decided already that nothing is written. */
  public refuses(problems: readonly string[]): boolean {
    return problems.length + this.ownProblems().length > 0 || (this.failures.length > 0 && !this.props.advisory);
  }

  /** The baselines that are to be written, for somebody has asked for it: their texts by their paths. */
  public get baselines(): ReadonlyMap<string, string> {
    return this.asked;
  }

  private ownProblems(): readonly string[] {
    if (!this.isUpdate || this.asked.size > 0) return this.problems;
    return [
      ...this.problems,
      'FORTRESS_UPDATE_BASELINE is set, and there is no baseline to write; set the prop baseline to its path',
    ];
  }

  /** A finding that one environment has, and another has not, would be stale in the one or new in the other. */
  private claim(baseline: string, environment: string): void {
    const other = this.users.get(baseline);
    if (other !== undefined) {
      const names = [other, environment].map(name => (name === '' ? 'the app' : `environment ${name}`));
      this.problems.push(`${names.join(' and ')} have the baseline ${baseline}; give each a file of its own`);
    }
    this.users.set(baseline, environment);
  }

  /** What a baseline accepts: of a new one, all that is found. */
  private entriesOf(path: string, judge: () => Judgement): ConstructorParameters<typeof Baseline>[0] {
    if (this.isUpdate) {
      const entries = Baseline.entriesOf(judge().findings);
      this.asked.set(path, BaselineFile.write(entries));
      return entries;
    }
    // A baseline that is not there accepts nothing: a wrong path is noticed by the findings.
    if (!existsSync(path)) return [];
    const { entries, errors } = BaselineFile.read(readFileSync(path, 'utf8'), path);
    for (const error of errors) this.problems.push(String(error));
    return entries;
  }

  private traced(): readonly Finding[] {
    const sources = ConstructTrace.of(this.app);
    return this.failures.map(finding => {
      const source = sources.get(finding.origin.constructPath ?? '');
      return source === undefined ? finding : { ...finding, origin: { ...finding.origin, source } };
    });
  }
}
