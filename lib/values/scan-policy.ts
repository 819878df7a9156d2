import { InvalidValue } from '../notation/invalid-value';

/** How bad a vulnerability is, as scanners and CVSS rate it. */
export enum ScanSeverity {
  /** CVSS 4.0 to 6.9. */
  MEDIUM = 'MEDIUM',
  /** CVSS 7.0 to 8.9. */
  HIGH = 'HIGH',
  /** CVSS 9.0 and above. */
  CRITICAL = 'CRITICAL',
}

/** What a scan does about what it finds. */
export enum ScanMode {
  /** It is printed and kept; the build goes on. */
  WARN = 'warn',
  /** The build ends. */
  FAIL = 'fail',
}

/** The least CVSS score of each severity, from the worst to the mildest. */
const LEAST_SCORES: readonly (readonly [ScanSeverity, number])[] = [
  [ScanSeverity.CRITICAL, 9],
  [ScanSeverity.HIGH, 7],
  [ScanSeverity.MEDIUM, 4],
];

/**
 * What has to be done about the vulnerabilities of an image: from which severity on, and whether they end the build.
 *
 * Severity and score are one fact, for CVSS names ranges of scores.
 * @see https://www.first.org/cvss/v3.1/specification-document section 5
 */
export class ScanPolicy {
  /**
   * Vulnerabilities are printed, and end nothing.
   *
   * @param from the mildest severity that is printed
   * @throws if it is none
   */
  public static warn(from: ScanSeverity = ScanSeverity.HIGH): ScanPolicy {
    return ScanPolicy.of(ScanMode.WARN, from);
  }

  /**
   * Vulnerabilities end the build.
   *
   * @param from the mildest severity that does
   * @throws if it is none
   */
  public static fail(from: ScanSeverity = ScanSeverity.HIGH): ScanPolicy {
    return ScanPolicy.of(ScanMode.FAIL, from);
  }

  private static of(mode: ScanMode, from: ScanSeverity): ScanPolicy {
    const index = LEAST_SCORES.findIndex(([severity]) => severity === from);
    if (index < 0) throw new InvalidValue('severity of a scan', 'one of CRITICAL, HIGH and MEDIUM', from);
    return new ScanPolicy(
      mode,
      LEAST_SCORES[index][1],
      LEAST_SCORES.slice(0, index + 1).map(([severity]) => severity),
    );
  }

  private constructor(
    /** What a scan does about what it finds. */
    public readonly mode: ScanMode,
    /** The CVSS score from which on it does. */
    public readonly minCvss: number,
    /** The same as severities, from the worst on: `CRITICAL`, `HIGH`. */
    public readonly severities: ScanSeverity[],
  ) {}

  /** Whether an image may pass here that does not pass there. */
  public isMilderThan(other: ScanPolicy): boolean {
    const warnsOnly = this.mode === ScanMode.WARN && other.mode === ScanMode.FAIL;
    return warnsOnly || (this.mode === other.mode && this.minCvss > other.minCvss);
  }
}
