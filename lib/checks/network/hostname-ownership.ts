import { Json } from '../../manifests/json/json';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { SelectorTerms } from '../../manifests/network/selector-terms';
import { PerSet } from '../../manifests/per-set';
import { GatewayListeners } from '../../manifests/references/gateway-listeners';
import { type RouteAttachment, RouteAttachments } from '../../manifests/references/route-attachments';
import { Answers } from '../../notation/answers';
import { Flat } from '../../notation/flat';
import type { Check, Violation } from '../check';
import { isRedirectToHttps } from './_redirects';

/** Host names of a gateway, with one route of each namespace that claims it. */
type Claims = ReadonlyMap<string, ReadonlyMap<string, Manifest>>;

const CLAIMS = new PerSet(all => new Answers((gateway: Manifest) => claimsOn(gateway, all)));

/**
 * A host name of a gateway belongs to one namespace: no two namespaces have routes for it, of whatever kind, and no listener
 * takes routes of just any namespace.
 *
 * Fields:  routes: spec.{parentRefs,hostnames}; Gateway, ListenerSet: spec.listeners[*].allowedRoutes.namespaces
 * Allowed: routes of one namespace for each host name, redirects to HTTPS beside the gateway aside; listeners that take routes
 *          of their own namespace, or of those that a selector asks something of
 * Source:  https://gateway-api.sigs.k8s.io/concepts/security-model/; seed rows F03, F19
 */
export const hostnameOwnership: Check = {
  id: 'hostname-ownership',
  family: 'network',
  title: 'Every host name of a gateway belongs to one namespace',
  fix: 'give each namespace host names of its own; admit routes by a selector on kubernetes.io/metadata.name',
  kinds: ['Gateway', 'ListenerSet', ...RouteAttachments.NAMED_KINDS],
  examine: (manifest, all) => [...ofListeners(manifest), ...ofRoute(manifest, all)],
};

function ofListeners(manifest: Manifest): readonly Violation[] {
  return Flat.map(GatewayListeners.of(manifest), ({ path, name, listener }) => {
    const namespaces = Json.at(listener, 'allowedRoutes', 'namespaces');
    const from = Json.at(namespaces, 'from');
    const isOpen =
      from === 'All' ||
      (from === 'Selector' && SelectorTerms.isEmpty(SelectorTerms.read(Json.at(namespaces, 'selector'))));
    if (!isOpen) return [];
    const message = `listener ${JSON.stringify(name)} takes routes of every namespace, for whatever host name they ask`;
    return [{ path: `${path}.allowedRoutes.namespaces.${from === 'All' ? 'from' : 'selector'}`, message }];
  });
}

function ofRoute(route: Manifest, all: ManifestSet): Violation[] {
  const found = new Map<string, Violation>();
  for (const attachment of RouteAttachments.of(route, all)) {
    const claims = CLAIMS.of(all).of(attachment.gateway);
    for (const name of namesOf(attachment)) {
      const other = otherNamespace(claims.get(name), route);
      if (!other || isOwnRedirect(attachment)) continue;
      const index = RouteAttachments.hostnamesOf(route).indexOf(name);
      const path = index < 0 ? attachment.path : `spec.hostnames[${index}]`;
      const message = `${JSON.stringify(name)} of ${attachment.gateway} is also claimed by ${other.kind} ${other.effectiveNamespace}/${other.name}`;
      found.set(`${path} ${message}`, { path, message });
    }
  }
  return [...found.values()];
}

function otherNamespace(claims: ReadonlyMap<string, Manifest> | undefined, route: Manifest): Manifest | undefined {
  for (const [namespace, other] of claims ?? []) {
    if (namespace !== route.effectiveNamespace) return other;
  }
  return undefined;
}

function claimsOn(gateway: Manifest, all: ManifestSet): Claims {
  const claims = new Map<string, Map<string, Manifest>>();
  for (const attachment of RouteAttachments.to(gateway, all)) {
    if (isOwnRedirect(attachment)) continue;
    const { route } = attachment;
    for (const name of namesOf(attachment)) {
      const ofName = claims.get(name) ?? new Map<string, Manifest>();
      claims.set(name, ofName);
      if (!ofName.has(route.effectiveNamespace)) ofName.set(route.effectiveNamespace, route);
    }
  }
  return claims;
}

/** The names of the route that its listener serves; without any, the name of the listener. */
function namesOf({ route, listener }: RouteAttachment): readonly string[] {
  const names = RouteAttachments.hostnamesOf(route).filter(name => GatewayListeners.serves(listener, name));
  return names.length > 0 || listener.hostname === '' ? names : [listener.hostname];
}

/** The redirect from HTTP that stands beside the gateway serves nothing of its own. */
function isOwnRedirect({ route, gateway }: RouteAttachment): boolean {
  return route.effectiveNamespace === gateway.effectiveNamespace && isRedirectToHttps(route);
}
