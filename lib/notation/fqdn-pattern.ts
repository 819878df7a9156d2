const CHARACTER = '[-a-z0-9_]';
const EVERYTHING = /^\*+\.?$/;
const SUBDOMAINS = /^\*{2,}\./;
const NAME = /^[-a-zA-Z0-9_.]+$/;
const PATTERN = /^[-a-zA-Z0-9_.*]+$/;

/**
 * A DNS name, or a pattern of names, as Cilium's `toFQDNs` and DNS rules mean it.
 *
 * Case does not count, nor does a dot at the end. `*` stands for any characters within one label; at the start, `**.`
 * stands for one or more whole labels; alone, `*` is every name.
 *
 * https://github.com/cilium/cilium/blob/v1.20.2/pkg/fqdn/matchpattern/matchpattern.go
 */
export class FqdnPattern {
  /** Exactly this name, or undefined where it has characters that no name has. */
  public static ofName(name: string): FqdnPattern | undefined {
    return NAME.test(name) ? new FqdnPattern(name) : undefined;
  }

  /** Names of this pattern, or undefined where it has characters that no pattern has. */
  public static ofPattern(pattern: string): FqdnPattern | undefined {
    return PATTERN.test(pattern) ? new FqdnPattern(pattern) : undefined;
  }

  private readonly canonical: string;
  /** What stands after the last wildcard: without it no name matches, and most need no closer look. */
  private readonly ending: string;
  /** What its names match, and what other patterns match that it covers; made when first asked for. */
  private names: RegExp | undefined;
  private patterns: RegExp | undefined;

  private constructor(
    /** As written. */
    public readonly text: string,
  ) {
    const lower = text.toLowerCase();
    this.canonical = EVERYTHING.test(lower) ? '*' : lower.replace(/\.?$/, '.');
    this.ending = this.canonical.slice(this.canonical.lastIndexOf('*') + 1);
  }

  /** Whether it stands for every name there is. */
  public get isEverything(): boolean {
    return this.canonical === '*';
  }

  /** Whether the name is one of its names. */
  public matches(name: string): boolean {
    this.names ??= FqdnPattern.compile(this.canonical);
    return this.names.test(name.toLowerCase().replace(/\.?$/, '.'));
  }

  /**
   * Whether every name of the other pattern is one of its names.
   *
   * It is tried on the other pattern with its wildcards read as letters: what only a wildcard of this pattern can take in
   * stands for whatever the other's wildcard can be. Several labels are stood for by one and by two, since only a wildcard
   * for several labels takes in both.
   */
  public covers(other: FqdnPattern): boolean {
    if (this.isEverything || other.canonical === this.canonical) return true;
    if (other.isEverything) return false;
    const labels = SUBDOMAINS.test(other.canonical) ? ['#.', '#.#.'] : [''];
    if (!other.canonical.endsWith(this.ending)) return false;
    const rest = other.canonical.replace(SUBDOMAINS, '').replace(/\*+/g, '#');
    const patterns = this.patterns ?? FqdnPattern.compile(this.canonical, '[-a-z0-9_#]');
    this.patterns = patterns;
    return labels.every(prefix => patterns.test(`${prefix}${rest}`));
  }

  private static compile(canonical: string, character = CHARACTER): RegExp {
    if (canonical === '*') return new RegExp(`^(?:(?:${character}+\\.)+|\\.)$`);
    const source = canonical
      .replace(SUBDOMAINS, '~')
      .replace(/\*+/g, '*')
      .replaceAll('.', '\\.')
      .replaceAll('*', `${character}*`)
      .replace('~', `${character}+(?:\\.${character}+)*\\.`);
    return new RegExp(`^${source}$`);
  }

  public toString(): string {
    return this.text;
  }
}
