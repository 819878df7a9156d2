import { Flat } from '../../notation/flat';
import { Grouped } from '../../notation/grouped';
import { Json, type JsonObject } from '../json/json';
import type { Manifest } from '../manifest';
import type { ManifestSet } from '../manifest-set';
import { PerSet } from '../per-set';
import { type GatewayListener, GatewayListeners } from './gateway-listeners';

const GROUP = 'gateway.networking.k8s.io';
/** Kinds of routes with host names. */
const NAMED = ['HTTPRoute', 'GRPCRoute', 'TLSRoute'];
const KINDS = [...NAMED, 'TCPRoute', 'UDPRoute'];

/** A listener that takes a route. */
export interface RouteAttachment {
  readonly route: Manifest;
  /** Of the reference by which it attaches; such as `spec.parentRefs[0]`. */
  readonly path: string;
  readonly gateway: Manifest;
  readonly listener: GatewayListener;
}

/** Which routes attach to which gateways, by which listeners. */
export class RouteAttachments {
  /** The kinds of routes that have host names. */
  public static readonly NAMED_KINDS: readonly string[] = NAMED;

  private static readonly known = new PerSet(all => RouteAttachments.index(all));

  public static isRoute(manifest: Manifest): boolean {
    return manifest.group === GROUP && KINDS.includes(manifest.kind);
  }

  /** The host names that a route asks for, in small letters; none where it has none. */
  public static hostnamesOf(route: Manifest): readonly string[] {
    return GatewayListeners.hostnamesOf(route).map(name => name.toLowerCase());
  }

  /** The listeners that take the route. */
  public static of(route: Manifest, all: ManifestSet): readonly RouteAttachment[] {
    if (!RouteAttachments.isRoute(route)) return [];
    return Flat.map(Json.list(route.spec.parentRefs), (element, index) => {
      const parent = Json.object(element);
      const found = RouteAttachments.parent(route, parent, all);
      const gateway = found && RouteAttachments.gatewayOf(found, all);
      if (!gateway) return [];
      return GatewayListeners.of(found)
        .filter(listener => isMeant(parent.sectionName, listener.name) && isMeant(parent.port, listener.port))
        .filter(listener => GatewayListeners.refusal(listener, route, all) === undefined)
        .map(listener => ({ route, path: `spec.parentRefs[${index}]`, gateway, listener }));
    });
  }

  /** The routes that attach to a Gateway, by listeners of its own or of its ListenerSets. */
  public static to(gateway: Manifest, all: ManifestSet): readonly RouteAttachment[] {
    return RouteAttachments.known.of(all).get(gateway) ?? [];
  }

  private static index(all: ManifestSet): ReadonlyMap<Manifest, readonly RouteAttachment[]> {
    const attached = new Map<Manifest, RouteAttachment[]>();
    for (const route of KINDS.flatMap(kind => all.ofKind(GROUP, kind))) {
      for (const attachment of RouteAttachments.of(route, all)) {
        Grouped.add(attached, attachment.gateway, attachment);
      }
    }
    return attached;
  }

  private static parent(route: Manifest, parent: JsonObject, all: ManifestSet): Manifest | undefined {
    const { group = GROUP, kind = 'Gateway', name = '', namespace = route.effectiveNamespace } = Json.texts(parent);
    return all.find(group, kind, namespace, name);
  }

  /** A ListenerSet adds to the Gateway that it names. */
  private static gatewayOf(parent: Manifest, all: ManifestSet): Manifest | undefined {
    if (parent.kind === 'Gateway') return parent;
    const { name = '', namespace = parent.effectiveNamespace } = Json.texts(parent.spec.parentRef);
    return all.find(GROUP, 'Gateway', namespace, name);
  }
}

/** Whether a field that may be left out is left out, or has this value. */
function isMeant(field: unknown, value: unknown): boolean {
  return field === undefined || field === null || field === value;
}
