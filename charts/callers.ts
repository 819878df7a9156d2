import { type Hostname, RateLimit, RouteAuth } from '../lib';
import { IDENTITY_PROVIDER } from './site';

/**
 * What the program behind every route for predictions promises: each request carries a token for its host name, and one caller
 * gets so many answers a second that it can work, and not copy the model (seed rows F12, F13).
 */
export function predictionCallers(hostname: Hostname): { auth: RouteAuth; rateLimit: RateLimit } {
  return { auth: RouteAuth.token(IDENTITY_PROVIDER, hostname.name), rateLimit: RateLimit.perSecond(20) };
}
