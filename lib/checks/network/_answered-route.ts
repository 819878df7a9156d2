import { Json } from '../../manifests/json/json';
import type { Manifest } from '../../manifests/manifest';

/** Whether a program answers requests by this route: not if the gateway redirects them all. */
export function isAnswered({ group, spec }: Manifest): boolean {
  if (group !== 'gateway.networking.k8s.io') return false;
  const rules = Json.objects(spec.rules);
  return rules.some(rule => !Json.objects(rule.filters).some(({ type }) => type === 'RequestRedirect'));
}
