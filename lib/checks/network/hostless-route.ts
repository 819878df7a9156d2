import { Json } from '../../manifests/json/json';
import { RouteAttachments } from '../../manifests/references/route-attachments';
import type { Check } from '../check';

/**
 * Routes name the host names that they serve. One without takes every host name of its listeners, those of other tenants
 * among them.
 *
 * Fields:  HTTPRoute, GRPCRoute, TLSRoute: spec.hostnames, spec.parentRefs[*].kind
 * Allowed: at least one host name; none, if all parents are Services (a mesh has no host names)
 * Source:  https://gateway-api.sigs.k8s.io/reference/spec/#httproutespec; seed row F19
 */
export const hostlessRoute: Check = {
  id: 'hostless-route',
  family: 'network',
  title: 'Every route names its host names',
  fix: 'list the host names in spec.hostnames',
  kinds: RouteAttachments.NAMED_KINDS,
  examine: route => {
    if (!RouteAttachments.isRoute(route)) return [];
    const parents = Json.objects(route.spec.parentRefs);
    const isMesh = parents.length > 0 && parents.every(({ kind }) => kind === 'Service' || kind === 'ServiceEntry');
    if (isMesh || RouteAttachments.hostnamesOf(route).length > 0) return [];
    return [{ path: 'spec.hostnames', message: 'without host names it serves every host name of its listeners' }];
  },
};
