import { Flat } from '../../notation/flat';
import { LabelSelector } from '../../notation/label-selector';
import { Json, type JsonObject } from '../json/json';
import type { Manifest } from '../manifest';
import type { ManifestSet } from '../manifest-set';
import { NamespaceLabels } from '../namespace-labels';
import { SelectorTerms } from '../network/selector-terms';

const GROUP = 'gateway.networking.k8s.io';

/** A listener of a Gateway, or of a ListenerSet that adds to one. */
export interface GatewayListener {
  /** The object that it stands in. */
  readonly manifest: Manifest;
  /** Such as `spec.listeners[0]`. */
  readonly path: string;
  readonly listener: JsonObject;
  readonly name: string;
  readonly protocol: string;
  readonly port: number | undefined;
  /** Small letters; empty where it takes every host name. */
  readonly hostname: string;
}

/** Kinds of routes that a listener takes unless it says so itself. */
const KINDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['HTTP', ['HTTPRoute', 'GRPCRoute']],
  ['HTTPS', ['HTTPRoute', 'GRPCRoute']],
  ['TLS', ['TLSRoute', 'TCPRoute']],
  ['TCP', ['TCPRoute']],
  ['UDP', ['UDPRoute']],
]);
/** Kinds of routes with host names. */
const NAMED = ['HTTPRoute', 'GRPCRoute', 'TLSRoute'];

const KNOWN = new WeakMap<Manifest, readonly GatewayListener[]>();

/**
 * The listeners of gateways, and which routes they take.
 *
 * https://gateway-api.sigs.k8s.io/reference/spec/#listener
 */
export class GatewayListeners {
  /** The listeners of a Gateway or a ListenerSet. */
  public static of(manifest: Manifest): readonly GatewayListener[] {
    if (manifest.group !== GROUP || !['Gateway', 'ListenerSet'].includes(manifest.kind)) return [];
    const known = KNOWN.get(manifest);
    if (known) return known;
    const listeners = Json.list(manifest.spec.listeners).map((element, index) => {
      const listener = Json.object(element);
      return {
        manifest,
        path: `spec.listeners[${index}]`,
        listener,
        name: Json.text(listener.name) ?? '',
        protocol: Json.text(listener.protocol) ?? '',
        port: typeof listener.port === 'number' ? listener.port : undefined,
        hostname: (Json.text(listener.hostname) ?? '').toLowerCase(),
      };
    });
    KNOWN.set(manifest, listeners);
    return listeners;
  }

  /** Why a listener does not take a route; undefined where it does. */
  public static refusal(listener: GatewayListener, route: Manifest, all: ManifestSet): string | undefined {
    if (!GatewayListeners.takesKind(listener, route)) {
      const isSpoken = KINDS.get(listener.protocol)?.includes(route.kind);
      return `${isSpoken ? 'allowedRoutes.kinds' : `protocol ${listener.protocol}`} takes no ${route.kind}`;
    }
    if (!GatewayListeners.takesNamespace(listener, route, all)) {
      return `allowedRoutes.namespaces takes no route of namespace ${JSON.stringify(route.effectiveNamespace)}`;
    }
    const names = GatewayListeners.hostnamesOf(route);
    const isServed = names.length === 0 || names.some(name => GatewayListeners.serves(listener, name));
    return isServed ? undefined : `hostname ${JSON.stringify(listener.hostname)} has none in common with the route`;
  }

  /** Whether a listener serves a host name, or some of those that a wildcard stands for. */
  public static serves({ hostname }: GatewayListener, name: string): boolean {
    const asked = name.toLowerCase();
    return hostname === '' || includes(hostname, asked) || includes(asked, hostname);
  }

  /** The host names that a route asks for; none for every name. */
  public static hostnamesOf(route: Manifest): readonly string[] {
    if (!NAMED.includes(route.kind)) return [];
    return Flat.map(Json.list(route.spec.hostnames), name => (typeof name === 'string' ? [name] : []));
  }

  private static takesKind({ listener, protocol }: GatewayListener, route: Manifest): boolean {
    if (!KINDS.get(protocol)?.includes(route.kind)) return false;
    const kinds = Json.objects(Json.at(listener, 'allowedRoutes', 'kinds'));
    if (kinds.length === 0) return true;
    return kinds.some(({ group, kind }) => (group ?? GROUP) === GROUP && kind === route.kind);
  }

  private static takesNamespace({ manifest, listener }: GatewayListener, route: Manifest, all: ManifestSet): boolean {
    const namespaces = Json.at(listener, 'allowedRoutes', 'namespaces');
    const selector = Json.at(namespaces, 'selector');
    switch (Json.at(namespaces, 'from') ?? 'Same') {
      case 'All':
        return true;
      case 'Same':
        return route.effectiveNamespace === manifest.effectiveNamespace;
      case 'Selector':
        return LabelSelector.matches(SelectorTerms.read(selector), NamespaceLabels.of(route.effectiveNamespace, all));
      default:
        return false;
    }
  }
}

/** Whether one host name, perhaps with a wildcard for one or more labels at its start, includes another. */
function includes(one: string, other: string): boolean {
  return one === other || (one.startsWith('*.') && other.endsWith(one.slice(1)));
}
