import { CHECKS } from '../checks/catalog';
import type { Check } from '../checks/check';
import { Baseline, type BaselineEntry } from '../evidence/baseline';
import type { Finding } from '../evidence/finding';
import { type CheckTally, Judgement } from '../evidence/judgement';
import { WaivedFindings } from '../evidence/waived-findings';
import type { JsonObject } from '../manifests/json/json';
import { Manifest } from '../manifests/manifest';
import { ManifestSet } from '../manifests/manifest-set';
import { PodSecurityLevels } from '../manifests/pod-security-levels';
import type { InputError } from '../manifests/yaml/input-error';
import { ManifestFiles } from '../manifests/yaml/manifest-files';
import { ManifestReader, type ReadManifests } from '../manifests/yaml/manifest-reader';
import { CalendarDate } from '../notation/calendar-date';
import { CheckSelection } from './check-selection';
import { VerificationJson } from './verification-json';
import { VerifyFacts } from './verify-facts';
import type { VerifyOptions } from './verify-options';

export type { BaselineEntry } from '../evidence/baseline';
export type { Finding } from '../evidence/finding';
export type { CheckTally } from '../evidence/judgement';
export type { Waiver } from '../evidence/waiver';
export type { InputError } from '../manifests/yaml/input-error';
export type { VerifyOptions } from './verify-options';

/**
 * What the judge says of some objects, whoever wrote them.
 *
 * `JSON.stringify` of it is what `fortress verify --format json` prints.
 */
export class Verification {
  /**
   * Judges all objects of files and folders, with all others: a file of any name, the .yaml, .yml and .json files in a
   * folder and below, or `-` for standard input.
   *
   * @throws if an option is none; what cannot be read is not thrown, but in `errors`
   */
  public static ofFiles(paths: readonly string[], options: VerifyOptions = {}): Verification {
    return Verification.judge(() => ManifestFiles.read(paths, options.onStep), options);
  }

  /**
   * Judges all objects of a text of YAML or JSON.
   *
   * @throws if an option is none
   */
  public static ofText(text: string, options: VerifyOptions = {}): Verification {
    return Verification.judge(() => ManifestReader.read(text, '-'), options);
  }

  /**
   * Judges objects as they are.
   *
   * @throws if an option is none
   */
  public static ofObjects(objects: readonly object[], options: VerifyOptions = {}): Verification {
    const manifests = objects.map((object, index) => new Manifest(object as JsonObject, { document: index + 1 }));
    return Verification.judge(() => ({ manifests, errors: [] }), options);
  }

  /**
   * Judges manifests that are read, or rendered, already.
   *
   * @throws if an option is none
   */
  public static ofManifests(manifests: readonly Manifest[], options: VerifyOptions = {}): Verification {
    return Verification.judge(() => ({ manifests, errors: [] }), options);
  }

  /** Options are looked at first: reading may take long. */
  private static judge(read: () => ReadManifests, options: VerifyOptions): Verification {
    const { level, podSecurityVersion: version, onStep } = options;
    if (version !== undefined) PodSecurityLevels.requireVersion(version);
    const podSecurity = { version, level: level === undefined ? undefined : PodSecurityLevels.requireLevel(level) };
    const date = options.date === undefined ? CalendarDate.of(new Date()) : CalendarDate.parse('date', options.date);
    const checks = options.only === undefined ? CHECKS : CheckSelection.of(options.only);
    const { site, waivers, baseline, errors } = VerifyFacts.of(options);
    const { manifests, errors: unread } = read();
    const before = options.earlier && Verification.readEarlier(options.earlier, onStep);
    onStep?.(`${manifests.length} objects`);
    const all = new ManifestSet(manifests, site, { podSecurity, earlier: before && new ManifestSet(before.manifests) });
    const judge = (entries: readonly BaselineEntry[]) =>
      Judgement.of(all, checks, new WaivedFindings(waivers, date, options.scopedWaivers), new Baseline(entries));
    const entries = options.renewBaseline ? Baseline.entriesOf(judge([]).findings) : baseline;
    const unasked = site.nodes.length > 0 ? [] : checks.filter(({ needsNodes }) => needsNodes);
    return new Verification(
      all,
      judge(entries),
      checks,
      unasked,
      [...errors, ...unread, ...(before?.errors ?? [])],
      entries,
    );
  }

  private static readEarlier(
    earlier: readonly string[] | readonly Manifest[],
    onStep: VerifyOptions['onStep'],
  ): ReadManifests {
    const isRead = (all: readonly unknown[]): all is readonly Manifest[] => all.every(each => each instanceof Manifest);
    return isRead(earlier) ? { manifests: earlier, errors: [] } : ManifestFiles.read(earlier, onStep);
  }

  /** How many objects were judged. */
  public readonly objects: number;
  /** How many of them are pods, or stamp out pods. */
  public readonly pods: number;
  /** What fails, and what would fail without its waiver. */
  public readonly findings: readonly Finding[];
  /** What only the modes audit and warn of Pod Security would report: nothing is refused for it. */
  public readonly warnings: readonly Finding[];
  /** How often each check was asked, and what it said. */
  public readonly tallies: ReadonlyMap<string, CheckTally>;

  private constructor(
    all: ManifestSet,
    judgement: Judgement,
    /** The checks that were wanted. */
    public readonly checks: readonly Check[],
    /** Those of them that could not be asked, because nothing is known of the site's nodes. */
    public readonly unasked: readonly Check[],
    /** What could not be read of manifests, site and waivers; the rest is judged all the same. */
    public readonly errors: readonly InputError[],
    /** The findings that are accepted because they were there first. */
    public readonly baseline: readonly BaselineEntry[],
  ) {
    this.objects = all.manifests.length;
    this.pods = all.judgedPods;
    this.findings = judgement.findings;
    this.warnings = judgement.warnings;
    this.tallies = judgement.tallies;
  }

  /** The findings that neither a waiver nor the baseline accepts. */
  public get failures(): readonly Finding[] {
    return this.findings.filter(({ status }) => status === 'fail');
  }

  /** The findings that a waiver accepts. */
  public get waived(): readonly Finding[] {
    return this.findings.filter(({ waiver }) => waiver !== undefined);
  }

  /** The findings that the baseline accepts. */
  public get known(): readonly Finding[] {
    return this.findings.filter(({ baseline }) => baseline);
  }

  /** Whether nothing fails, and everything could be read. */
  public get holds(): boolean {
    return this.failures.length + this.errors.length === 0;
  }

  public toJSON(): VerificationJson {
    return VerificationJson.of(this);
  }
}
