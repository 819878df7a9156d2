/**
 * Host names of Gateway API: exact ones, and patterns such as `*.example.com`, where `*` stands for one label or more.
 */
export class HostnamePattern {
  /** Whether it is one host name, and no pattern. */
  public static isExact(name: string): boolean {
    return name !== '' && !name.startsWith('*');
  }

  /** Whether the first matches all that the second does; an empty one matches every host name. */
  public static covers(one: string, other: string): boolean {
    if (one === '' || one === other) return true;
    if (!one.startsWith('*.') || other === '') return false;
    return other.endsWith(one.slice(1)) && other.length >= one.length;
  }

  /** Whether the first is the closer match, as listeners are chosen: exact before pattern, and the longer pattern. */
  public static isCloser(one: string, other: string): boolean {
    const [isExact, isOtherExact] = [one, other].map(HostnamePattern.isExact);
    return isExact === isOtherExact ? one.length > other.length : isExact;
  }
}
