import { CidrBlock } from '../notation/cidr';
import { InvalidValue } from '../notation/invalid-value';

const ISSUER = /^https:\/\/[^\s*?=]+$/;
const AUDIENCE = /^[^\s*?=]+$/;

/**
 * How the program behind a route knows its callers (seed row F12). Cilium's gateway cannot ask, as long as the Gateway API has its
 * filter for that in the experimental channel only; so the program, or a proxy in its place, asks, and the route says how.
 * @see https://gateway-api.sigs.k8s.io/geps/gep-1494/
 */
export class RouteAuth {
  /**
   * Every request carries a JSON Web Token, which the program verifies: signature, issuer, audience and end.
   *
   * @param issuer the identity provider, such as `https://gitlab.example.com`; exact
   * @param audience whom the tokens are for, such as the host name of the route; exact
   */
  public static token(issuer: string, audience: string): RouteAuth {
    if (!ISSUER.test(issuer)) throw new InvalidValue('issuer', 'the exact https URL of an identity provider', issuer);
    if (!AUDIENCE.test(audience)) throw new InvalidValue('audience', 'one exact name, without spaces', audience);
    return new RouteAuth('token', [`issuer=${issuer}`, `audience=${audience}`]);
  }

  /** The program has a login of its own, and shows nothing before it. */
  public static login(): RouteAuth {
    return new RouteAuth('login', []);
  }

  /** Every request proves that its sender knows a secret, as a signed webhook does. */
  public static sharedSecret(): RouteAuth {
    return new RouteAuth('shared-secret', []);
  }

  /**
   * Nobody is asked; whoever is in one of these networks may call. Policies have to keep everybody else from the gateway.
   *
   * @param cidrs private blocks such as `192.168.32.0/24`
   */
  public static network(cidrs: string[]): RouteAuth {
    if (cidrs.length === 0) throw new InvalidValue('networks', 'at least one block', cidrs);
    for (const cidr of cidrs) {
      if (!CidrBlock.parse('network', cidr).isPrivate) throw new InvalidValue('network', 'a private block', cidr);
    }
    return new RouteAuth('network', [...cidrs]);
  }

  private constructor(
    /** `token`, `login`, `shared-secret` or `network`. */
    public readonly mode: string,
    private readonly details: string[],
  ) {}

  /** As the route's annotation says it: `token issuer=https://gitlab.example.com audience=api.example.com`. */
  public toString(): string {
    return [this.mode, ...this.details].join(' ');
  }
}
