import { JsonField } from '../../manifests/json/json-field';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { type GatewayListener, GatewayListeners } from '../../manifests/references/gateway-listeners';
import { GATEWAY_GROUP, ROUTE_KINDS } from '../../manifests/references/route-references';
import { Flat } from '../../notation/flat';
import { HostnamePattern } from '../../notation/hostname-pattern';
import type { Check, Violation } from '../check';

/** A parent of a route that is there, and what came of it. */
interface Attachment {
  readonly violations: readonly Violation[];
  /** The listeners that take the route. */
  readonly listeners: readonly GatewayListener[];
}

/**
 * A route attaches to the gateway that it names, and each of its host names is served there.
 *
 * Fields:  spec.parentRefs[*].{sectionName,port}, spec.hostnames[*] of routes;
 *          spec.listeners[*].{name,port,protocol,hostname,allowedRoutes} of the Gateway or ListenerSet
 * Allowed: a listener of that name and port whose protocol is the route's, whose allowedRoutes admit its kind and
 *          namespace (by default the gateway's own namespace only), and whose host name has one in common with the
 *          route's. Each host name of the route is served by at least one of the listeners that take it, and not by a
 *          closer match that does not. A gateway that is not there is another check's
 * Source:  https://gateway-api.sigs.k8s.io/reference/spec/#routenamespaces
 *          https://github.com/cilium/cilium/blob/v1.20.2/operator/pkg/gateway-api/routechecks/gateway_checks.go
 *          seed rows F03, F04, F06, F10, F19, N10
 */
export const routeAttaches: Check = {
  id: 'route-attaches',
  family: 'references',
  title: 'routes attach to listeners of their gateways, which serve all their host names',
  fix: 'name a listener that takes the route, or let the listener take it: allowedRoutes, hostname, protocol',
  kinds: ROUTE_KINDS,
  examine: (route, all) => {
    if (route.group !== GATEWAY_GROUP) return [];
    const spec = new JsonField(route.spec, 'spec');
    const attachments = Flat.map(spec.items('parentRefs'), parent => attach(parent, route, all));
    const listeners = Flat.map(attachments, attachment => attachment.listeners);
    return [...Flat.map(attachments, ({ violations }) => violations), ...unserved(spec, listeners)];
  },
};

function attach(parent: JsonField, route: Manifest, all: ManifestSet): readonly Attachment[] {
  const kind = parent.at('kind').text ?? 'Gateway';
  const namespace = parent.at('namespace').text ?? route.effectiveNamespace;
  const group = typeof parent.object.group === 'string' ? parent.object.group : GATEWAY_GROUP;
  const gateway = all.find(group, kind, namespace, parent.at('name').text ?? '');
  if (!gateway || group !== GATEWAY_GROUP) return [];
  const { sectionName, port } = parent.object;
  const meant = GatewayListeners.of(gateway)
    .filter(({ name }) => sectionName === undefined || sectionName === null || name === sectionName)
    .filter(listener => port === undefined || port === null || listener.port === port);
  if (meant.length === 0) {
    const asked = JSON.stringify({ sectionName, port });
    const there = GatewayListeners.of(gateway).map(
      ({ name, port: number }) => `${JSON.stringify(name)} on ${number ?? 'no port'}`,
    );
    const message = `${gateway} has no listener ${asked}; it has ${there.join(', ') || 'none'}`;
    return [{ violations: [{ path: parent.path, message }], listeners: [] }];
  }
  const listeners = meant.filter(listener => GatewayListeners.refusal(listener, route, all) === undefined);
  if (listeners.length > 0) return [{ violations: [], listeners }];
  const why = meant.map(listener => `${listener.name}: ${GatewayListeners.refusal(listener, route, all)}`).join('; ');
  return [
    { violations: [{ path: parent.path, message: `no listener of ${gateway} takes this route; ${why}` }], listeners },
  ];
}

/** Without host names a route serves all of its listeners. */
function unserved(spec: JsonField, listeners: readonly GatewayListener[]): readonly Violation[] {
  if (listeners.length === 0) return [];
  return spec
    .items('hostnames')
    .filter(({ text }) => text !== undefined && !listeners.some(listener => reaches(text, listener)))
    .map(({ path, text }) => {
      const there = listeners.map(
        ({ name, hostname }) => `${JSON.stringify(name)} for ${JSON.stringify(hostname || '*')}`,
      );
      return { path, message: `no listener serves ${JSON.stringify(text)}; the route is on ${there.join(', ')}` };
    });
}

/** Requests for a host name go to the listener of the port that matches it closest. */
function reaches(hostname: string, listener: GatewayListener): boolean {
  if (!GatewayListeners.serves(listener, hostname)) return false;
  if (HostnamePattern.isExact(listener.hostname)) return true;
  const name = hostname.toLowerCase();
  const others = GatewayListeners.of(listener.manifest).filter(
    other => other.port === listener.port && other.hostname !== listener.hostname,
  );
  const isCloser = (other: GatewayListener) =>
    HostnamePattern.isCloser(other.hostname, listener.hostname) && HostnamePattern.covers(other.hostname, name);
  return !others.some(other => other.hostname === name || isCloser(other));
}
