import { Json } from '../../manifests/json/json';
import type { Manifest } from '../../manifests/manifest';

/** Whether all that a route does is send requests on to HTTPS. */
export function isRedirectToHttps(route: Manifest): boolean {
  const rules = Json.list(route.spec.rules);
  return rules.length > 0 && rules.every(isRedirect);
}

function isRedirect(rule: unknown): boolean {
  const sendsOn = Json.objects(Json.at(rule, 'filters')).some(
    filter => filter.type === 'RequestRedirect' && Json.at(filter, 'requestRedirect', 'scheme') === 'https',
  );
  return sendsOn && Json.list(Json.at(rule, 'backendRefs')).length === 0;
}
