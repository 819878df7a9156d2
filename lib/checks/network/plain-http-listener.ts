import { Json } from '../../manifests/json/json';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { type GatewayListener, GatewayListeners } from '../../manifests/references/gateway-listeners';
import { RouteAttachments } from '../../manifests/references/route-attachments';
import { Flat } from '../../notation/flat';
import type { Check, Violation } from '../check';
import { isRedirectToHttps } from './_redirects';

const PLAIN = 'HTTP';

/**
 * Nothing is served over plain HTTP: what attaches to an HTTP listener redirects to HTTPS, and nobody else's routes attach.
 *
 * Fields:  Gateway, ListenerSet: spec.listeners[*].{protocol,allowedRoutes.namespaces.from};
 *          routes: spec.parentRefs[*], spec.rules[*].{filters,backendRefs}
 * Allowed: on listeners of protocol HTTP, allowedRoutes from the same namespace or none; routes whose every rule is a
 *          RequestRedirect to scheme https, without backends
 * Source:  https://gateway-api.sigs.k8s.io/guides/http-redirect-rewrite/; seed rows F03, F08, F11
 */
export const plainHttpListener: Check = {
  id: 'plain-http-listener',
  family: 'network',
  title: 'HTTP listeners only redirect to HTTPS',
  fix: 'attach the route to an HTTPS listener, and leave a redirect on the HTTP listener',
  kinds: ['Gateway', 'ListenerSet', ...RouteAttachments.NAMED_KINDS],
  examine: (manifest, all) => [...ofListeners(manifest), ...ofRoute(manifest, all)],
};

function ofListeners(manifest: Manifest): readonly Violation[] {
  return Flat.map(
    GatewayListeners.of(manifest).filter(({ protocol }) => protocol === PLAIN),
    listener => {
      const from = Json.at(listener.listener, 'allowedRoutes', 'namespaces', 'from') ?? 'Same';
      if (from === 'Same' || from === 'None') return [];
      return [
        {
          path: `${listener.path}.allowedRoutes.namespaces.from`,
          message: `from ${JSON.stringify(from)} lets routes of other namespaces attach to ${shown(listener)}`,
          fix: 'let only redirects attach: from Same, and one redirect beside the gateway',
        },
      ];
    },
  );
}

function ofRoute(route: Manifest, all: ManifestSet): Violation[] {
  if (!RouteAttachments.isRoute(route) || isRedirectToHttps(route)) return [];
  return RouteAttachments.of(route, all)
    .filter(({ listener }) => listener.protocol === PLAIN)
    .map(({ path, listener }) => ({
      path,
      message: `is served over plain HTTP by ${shown(listener)} of ${listener.manifest}`,
    }));
}

function shown({ name, port }: GatewayListener): string {
  return `listener ${JSON.stringify(name)} on port ${port ?? 'unknown'}`;
}
