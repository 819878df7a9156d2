import { ROUTE_CONTRACT } from '../../notation/route-contract';
import type { Manifest } from '../manifest';

/** What the program behind a route promises, by the route's annotations. */
export class RouteContract {
  /** Paths of the two annotations. */
  public static readonly AUTHENTICATION = `metadata.annotations[${ROUTE_CONTRACT.authentication}]`;
  public static readonly RATE_LIMIT = `metadata.annotations[${ROUTE_CONTRACT.rateLimit}]`;

  public static of({ annotations }: Manifest): RouteContract {
    const [mode, ...details] = (annotations[ROUTE_CONTRACT.authentication] ?? '').split(/\s+/);
    return new RouteContract(mode, details, annotations[ROUTE_CONTRACT.rateLimit]);
  }

  private constructor(
    /** How callers are known: `token`, `login`, `shared-secret`, `network`; empty where nobody says. */
    public readonly mode: string,
    private readonly details: readonly string[],
    /** Such as `20/s`; undefined where nobody says. */
    public readonly rateLimit: string | undefined,
  ) {}

  /** The words after the mode. */
  public get words(): readonly string[] {
    return this.details;
  }

  /** What stands after `<name>=`. */
  public detail(name: string): string | undefined {
    return this.details.find(word => word.startsWith(`${name}=`))?.slice(name.length + 1);
  }
}
