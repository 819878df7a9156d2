import { JsonField } from '../manifests/json/json-field';
import type { Manifest } from '../manifests/manifest';
import { GatewayListeners } from '../manifests/references/gateway-listeners';
import { ReferenceGrants } from '../manifests/references/reference-grants';
import { type RouteAttachment, RouteAttachments } from '../manifests/references/route-attachments';
import { GATEWAY_GROUP, RouteFields } from '../manifests/references/route-references';
import { Flat } from '../notation/flat';
import { Parties } from './party';
import type { Reason } from './policy-rule';
import type { ReachPort } from './port-match';
import type { Reachability } from './reachability';
import { type ServiceTarget, ServiceTargets } from './service-targets';
import type { Workload } from './workloads';

/** One way through a gateway: from a listener by a route and a Service to pods. */
export interface GatewayFlow {
  readonly attachment: RouteAttachment;
  readonly hostnames: readonly string[];
  /** Of the backend in the route, such as `spec.rules[0].backendRefs[0]`. */
  readonly path: string;
  readonly service: Manifest;
  readonly to: Workload;
  readonly port: ReachPort;
  readonly allowed: boolean;
  readonly reasons: readonly Reason[];
  /** What stops it, where that is no policy. */
  readonly problem?: string;
}

/** Which pods can be reached through gateways: what a listener takes goes on with the identity `ingress`. */
export class GatewayReach {
  public static *flows(reach: Reachability): Generator<GatewayFlow> {
    const { all } = reach;
    const gateways = [...all.ofKind(GATEWAY_GROUP, 'Gateway')].sort((one, other) => (one.key < other.key ? -1 : 1));
    for (const gateway of gateways) {
      for (const attachment of RouteAttachments.to(gateway, all)) yield* GatewayReach.byRoute(attachment, reach);
    }
  }

  private static *byRoute(attachment: RouteAttachment, reach: Reachability): Generator<GatewayFlow> {
    const { route } = attachment;
    const hostnames = GatewayListeners.hostnamesOf(route);
    for (const backend of RouteFields.backends(new JsonField(route.spec, 'spec'))) {
      const namespace = backend.at('namespace').text ?? route.effectiveNamespace;
      const reference = { group: '', kind: 'Service', namespace, name: backend.at('name').text ?? '' };
      const isService = (backend.at('kind').text ?? 'Service') === 'Service' && !backend.at('group').text;
      const service = isService ? reach.all.find('', 'Service', namespace, reference.name) : undefined;
      if (!service) continue;
      const isGranted = namespace === route.effectiveNamespace || ReferenceGrants.include(route, reference, reach.all);
      for (const target of ServiceTargets.of(service, backend.at('port').value, reach.all)) {
        const way = { attachment, hostnames, path: backend.path, service, to: target.workload, port: target.port };
        yield { ...way, ...GatewayReach.verdict(target, isGranted, reach) };
      }
    }
  }

  private static verdict({ workload, port }: ServiceTarget, isGranted: boolean, reach: Reachability) {
    if (!isGranted)
      return { allowed: false, reasons: [], problem: 'no ReferenceGrant lets the route name the Service' };
    const verdicts = [
      ...workload.parties.slice(0, 1).map(party => reach.gatewayPolicies.egress.judge(party, port, workload.portNames)),
      reach.ingress([Parties.INGRESS], workload, port),
    ];
    const allowed = verdicts.every(verdict => verdict.allowed);
    const telling = allowed ? verdicts : verdicts.filter(verdict => !verdict.allowed);
    return { allowed, reasons: Flat.map(telling, ({ reasons }) => reasons) };
  }
}
