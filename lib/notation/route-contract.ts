/** Annotations of a route that say what the program behind it promises, for a gateway cannot do it. */
export const ROUTE_CONTRACT = {
  /** How callers are known: a mode, and what belongs to it. */
  authentication: 'fortress.cdk8s.io/authentication',
  /** How many requests of one caller are answered: `20/s`, `600/m`. */
  rateLimit: 'fortress.cdk8s.io/rate-limit',
} as const;
