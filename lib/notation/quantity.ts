import { InvalidValue } from './invalid-value';

const FORM = /^([+-]?)(\d+\.?\d*|\.\d+)(?:([KMGTPE]i|[numkMGTPE]|)|([eE])([+-]?\d+))$/;
const NANO = 9;
/** A whole unit, and a milli-unit, in nano-units. */
const UNIT = 10n ** BigInt(NANO);
const MILLI = 10n ** 6n;
const BINARY: Record<string, bigint> = { Ki: 10n, Mi: 20n, Gi: 30n, Ti: 40n, Pi: 50n, Ei: 60n };
const DECIMAL: Record<string, number> = { n: -9, u: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const MAX_EXPONENT = 100;
/** Kubernetes cuts amounts with a binary suffix off here, and no others. */
const MAX_BINARY = (2n ** 63n - 1n) * UNIT;
/** A cluster writes a few short amounts, such as `500m`, thousands of times: so many, of so many characters, are read once. */
const REMEMBERED = { texts: 1000, length: 12 };

/**
 * A Kubernetes quantity, exact: an integer number of nano-units, no floating point anywhere.
 *
 * Takes every suffix of `k8s.io/apimachinery/pkg/api/resource`. Like there, digits finer than nano round away from zero,
 * and an amount with a binary suffix ends at 2^63-1. Two things that are taken there and meant by nobody are refused: a
 * text without a digit, such as `.` or `Mi`, which would be zero, and exponents beyond 100, which can overflow.
 */
export class Quantity {
  public static readonly ZERO = new Quantity(0n);

  private static readonly remembered = new Map<string, Quantity>();

  /** Returns the quantity, or undefined where the text is none. A number is read as its shortest decimal form. */
  public static tryParse(value: unknown): Quantity | undefined {
    if (typeof value !== 'string' && typeof value !== 'number') return undefined;
    const text = String(value);
    if (text.length > REMEMBERED.length) return Quantity.read(text);
    const known = Quantity.remembered.get(text);
    if (known) return known;
    const quantity = Quantity.read(text);
    if (quantity && Quantity.remembered.size < REMEMBERED.texts) Quantity.remembered.set(text, quantity);
    return quantity;
  }

  private static read(text: string): Quantity | undefined {
    const match = FORM.exec(text);
    if (!match) return undefined;
    const [, sign, digits, suffix, , exponent] = match;
    const [whole, fraction = ''] = digits.split('.');
    const mantissa = BigInt(`${whole}${fraction}` || '0');
    const binary = suffix !== undefined && suffix in BINARY;
    const power = exponent !== undefined ? Number(exponent) : binary ? 0 : DECIMAL[suffix ?? ''];
    if (Math.abs(power) > MAX_EXPONENT) return undefined;
    const scaled = binary ? mantissa << BINARY[suffix as string] : mantissa;
    const exact = Quantity.scale(scaled, NANO + power - fraction.length);
    const magnitude = binary && exact > MAX_BINARY ? MAX_BINARY : exact;
    return new Quantity(sign === '-' ? -magnitude : magnitude);
  }

  /** Returns the quantity. Throws where the text is none. */
  public static parse(thing: string, value: unknown): Quantity {
    const quantity = Quantity.tryParse(value);
    if (!quantity) throw new InvalidValue(thing, 'a Kubernetes quantity such as "500m", "2" or "1Gi"', value);
    return quantity;
  }

  /** A whole number of units. */
  public static units(count: number | bigint): Quantity {
    return new Quantity(BigInt(count) * UNIT);
  }

  private static scale(value: bigint, power: number): bigint {
    if (power >= 0) return value * 10n ** BigInt(power);
    const divisor = 10n ** BigInt(-power);
    return value / divisor + (value % divisor === 0n ? 0n : 1n);
  }

  private constructor(private readonly nano: bigint) {}

  public plus(other: Quantity): Quantity {
    return new Quantity(this.nano + other.nano);
  }

  public minus(other: Quantity): Quantity {
    return new Quantity(this.nano - other.nano);
  }

  public times(count: number | bigint): Quantity {
    return new Quantity(this.nano * BigInt(count));
  }

  /** Negative, zero or positive, as this is smaller, equal or larger. */
  public compare(other: Quantity): number {
    return this.nano < other.nano ? -1 : this.nano > other.nano ? 1 : 0;
  }

  public exceeds(other: Quantity): boolean {
    return this.compare(other) > 0;
  }

  public max(other: Quantity): Quantity {
    return this.exceeds(other) ? this : other;
  }

  /** Whether it is a whole number of units. */
  public get isWhole(): boolean {
    return this.nano % UNIT === 0n;
  }

  public get isZero(): boolean {
    return this.nano === 0n;
  }

  public get isNegative(): boolean {
    return this.nano < 0n;
  }

  /** In milli-units, rounded up: no resource is counted in less. */
  public get milli(): bigint {
    return this.nano / MILLI + (this.nano % MILLI > 0n ? 1n : 0n);
  }

  /** Rounded up to whole milli-units, as the API server stores every amount of a resource. */
  public roundedUpToMilli(): Quantity {
    return this.nano % MILLI === 0n ? this : new Quantity(this.milli * MILLI);
  }

  /** How often an amount above zero fits into this one; not at all, where this is negative. */
  public fits(amount: Quantity): bigint {
    return this.nano < 0n ? 0n : this.nano / amount.nano;
  }

  /** In the shortest of plain, milli, micro and nano units: `1500m`, `2`. */
  public toString(): string {
    for (const [suffix, zeros] of [
      ['', 9],
      ['m', 6],
      ['u', 3],
    ] as const) {
      const divisor = 10n ** BigInt(zeros);
      if (this.nano % divisor === 0n) return `${this.nano / divisor}${suffix}`;
    }
    return `${this.nano}n`;
  }

  /** In the largest binary unit that keeps it whole, as memory is read: `1536Mi`. */
  public toBinaryString(): string {
    if (this.nano % UNIT !== 0n) return this.toString();
    const bytes = this.nano / UNIT;
    for (const [suffix, shift] of Object.entries(BINARY).reverse()) {
      if (bytes !== 0n && bytes % (1n << shift) === 0n) return `${bytes >> shift}${suffix}`;
    }
    return bytes.toString();
  }
}
