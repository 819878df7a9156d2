/**
 * A value that cannot be what it claims to be.
 *
 * The message has one form in the whole library: `<thing> must be <expectation>, got <JSON>`.
 */
export class InvalidValue extends Error {
  constructor(thing: string, expectation: string, got: unknown) {
    super(`${thing} must be ${expectation}, got ${InvalidValue.show(got)}`);
    this.name = 'InvalidValue';
  }

  private static show(got: unknown): string {
    if (got === undefined) return 'nothing';
    // JSON would show NaN and Infinity as null.
    return typeof got === 'number' ? String(got) : JSON.stringify(got);
  }
}
