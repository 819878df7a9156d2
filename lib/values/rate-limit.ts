import { InvalidValue } from '../notation/invalid-value';

/**
 * How many requests of one caller are answered; those beyond get status 429 (seed row F13). Neither the Gateway API nor Cilium's
 * gateway has a limit, so the program behind the route keeps it, and the route says which.
 * @see https://github.com/cilium/cilium/issues/33500
 */
export class RateLimit {
  /** So many requests of one caller a second. */
  public static perSecond(requests: number): RateLimit {
    return new RateLimit(RateLimit.check(requests), 's');
  }

  /** So many requests of one caller a minute. */
  public static perMinute(requests: number): RateLimit {
    return new RateLimit(RateLimit.check(requests), 'm');
  }

  private static check(requests: number): number {
    if (!Number.isInteger(requests) || requests < 1) {
      throw new InvalidValue('requests', 'a whole number above zero', requests);
    }
    return requests;
  }

  private constructor(
    public readonly requests: number,
    /** `s` or `m`. */
    public readonly unit: string,
  ) {}

  /** As the route's annotation says it: `20/s`. */
  public toString(): string {
    return `${this.requests}/${this.unit}`;
  }
}
