import { Json } from '../../manifests/json/json';
import { JsonField } from '../../manifests/json/json-field';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { GATEWAY_GROUP, ROUTE_KINDS, RouteFields } from '../../manifests/references/route-references';
import { Flat } from '../../notation/flat';
import type { Check, Violation } from '../check';

/**
 * Every rule of a route leads to a port of a Service.
 *
 * Fields:  spec.rules[*].backendRefs[*].port, spec.rules[*].filters[*].requestMirror.backendRef.port
 * Allowed: a port of the Service, by number; a rule that redirects, or is answered by a filter of another kind, needs
 *          no backend. A Service that is not there is another check's
 * Source:  https://gateway-api.sigs.k8s.io/reference/spec/#backendobjectreference
 *          seed rows F04, F06, F10
 */
export const routeBackend: Check = {
  id: 'route-backend',
  family: 'references',
  title: 'every rule of a route leads to a port of a Service',
  fix: 'give the rule a backend, and name a port of its Service',
  kinds: ROUTE_KINDS,
  examine: (route, all) => {
    if (route.group !== GATEWAY_GROUP) return [];
    const spec = new JsonField(route.spec, 'spec');
    return [
      ...leadingNowhere(spec),
      ...Flat.map(RouteFields.backends(spec), backend => ofBackend(backend, route, all)),
    ];
  },
};

function leadingNowhere(spec: JsonField): readonly Violation[] {
  const rules = spec.items('rules');
  if (rules.length === 0) return [{ path: 'spec.rules', message: 'the route has no rule, and so leads nowhere' }];
  return rules
    .filter(rule => rule.items('backendRefs').length === 0)
    .filter(rule => !rule.items('filters').some(({ object }) => object.requestRedirect || object.extensionRef))
    .map(({ path }) => ({ path: `${path}.backendRefs`, message: 'the rule has no backend, and does not redirect' }));
}

function ofBackend(backend: JsonField, route: Manifest, all: ManifestSet): readonly Violation[] {
  const { group = '', kind = 'Service', port } = backend.object;
  if (group !== '' || kind !== 'Service') return [];
  const namespace = backend.at('namespace').text ?? route.effectiveNamespace;
  const service = all.find('', 'Service', namespace, backend.at('name').text ?? '');
  const path = backend.at('port').path;
  if (typeof port !== 'number') {
    return [{ path, message: `the port of a Service must be a number, got ${JSON.stringify(port ?? null)}` }];
  }
  if (!service) return [];
  const ports = Json.objects(service.spec.ports).map(item => item.port);
  if (ports.includes(port)) return [];
  return [{ path, message: `${service} has no port ${port}; it has ${ports.join(', ') || 'none'}` }];
}
