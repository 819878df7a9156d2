import type { HttpRouteSpecParentRefs } from '../../../imports/gateway-gateway.networking.k8s.io';
import type { INamespace } from '../../values/namespace';

/**
 * The parent of a route, with what the API server would fill in. Argo CD compares lists of custom kinds as a whole, so a
 * default that is not written would show as a difference for ever.
 */
export function gatewayParent(
  gateway: { readonly gatewayName: string; readonly namespace: INamespace },
  sectionName: string,
): HttpRouteSpecParentRefs {
  return {
    group: 'gateway.networking.k8s.io',
    kind: 'Gateway',
    name: gateway.gatewayName,
    namespace: gateway.namespace.namespaceName,
    sectionName,
  };
}
