import { Json } from '../../manifests/json/json';
import type { Manifest } from '../../manifests/manifest';
import { RouteContract } from '../../manifests/references/route-contract';
import type { Check } from '../check';
import { isAnswered } from './_answered-route';

const LIMIT = /^[1-9]\d*\/[sm]$/;

/**
 * Every route that programs call says how many requests of one caller are answered: a model that answers without end can be
 * copied by asking.
 *
 * Fields:  HTTPRoute, GRPCRoute: metadata.annotations[fortress.cdk8s.io/rate-limit]
 * Allowed: such as `20/s` or `600/m` on a route whose callers have tokens, or with a path of predictions; nothing on others
 * Source:  https://github.com/cilium/cilium/issues/33500: the gateway has no limit of its own; seed row F13
 */
export const routeRateLimit: Check = {
  id: 'route-rate-limit',
  family: 'network',
  title: 'Every route that programs call says how much it answers',
  fix: 'give the GatewayRoute its rateLimit: RateLimit.perSecond() or perMinute(), and have the program keep it',
  kinds: ['HTTPRoute', 'GRPCRoute'],
  examine: route => {
    const { mode, rateLimit } = RouteContract.of(route);
    if (rateLimit !== undefined && !LIMIT.test(rateLimit)) {
      return [
        {
          path: RouteContract.RATE_LIMIT,
          message: `a limit must be a number a second or a minute, such as "20/s", got ${JSON.stringify(rateLimit)}`,
        },
      ];
    }
    if (rateLimit !== undefined || !isAnswered(route) || !(mode === 'token' || isForPredictions(route))) return [];
    return [{ path: RouteContract.RATE_LIMIT, message: 'nobody says how many requests of one caller are answered' }];
  },
};

function isForPredictions({ spec }: Manifest): boolean {
  return Json.objects(spec.rules)
    .flatMap(rule => Json.objects(rule.matches))
    .some(({ path }) => /\bpredict/.test(Json.text(Json.object(path).value) ?? ''));
}
