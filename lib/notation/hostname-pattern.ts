/** Host names of Gateway API: exact ones, and patterns such as `*.example.com`, where `*` stands for one label or more. */
export class HostnamePattern {
  /** Whether a host name can match both; an empty one matches every host name. */
  public static overlap(one: string, other: string): boolean {
    if (one === '' || other === '' || one === other) return true;
    const [oneSuffix, otherSuffix] = [HostnamePattern.suffix(one), HostnamePattern.suffix(other)];
    if (oneSuffix !== undefined && otherSuffix !== undefined) {
      return oneSuffix.endsWith(otherSuffix) || otherSuffix.endsWith(oneSuffix);
    }
    return HostnamePattern.covers(one, other) || HostnamePattern.covers(other, one);
  }

  /** Whether the first matches all that the second does. */
  public static covers(one: string, other: string): boolean {
    const suffix = HostnamePattern.suffix(one);
    if (one === '' || one === other) return true;
    if (suffix === undefined || other === '') return false;
    const otherSuffix = HostnamePattern.suffix(other);
    if (otherSuffix !== undefined) return otherSuffix.endsWith(suffix);
    return other.endsWith(suffix) && other.length > suffix.length;
  }

  /** Whether the first is the closer match of the two, as a listener is chosen by: exact before pattern, longer before shorter. */
  public static isCloser(one: string, other: string): boolean {
    const [isExact, isOtherExact] = [one, other].map(name => name !== '' && !name.startsWith('*'));
    return isExact === isOtherExact ? one.length > other.length : isExact;
  }

  /** `.example.com` of `*.example.com`. */
  private static suffix(name: string): string | undefined {
    return name.startsWith('*') ? name.slice(1) : undefined;
  }
}
