import { Json } from '../../manifests/json/json';
import type { Manifest } from '../../manifests/manifest';
import type { Check, Violation } from '../check';

const EXPOSED: Readonly<Record<string, string>> = {
  LoadBalancer: 'an address outside the cluster, and a port on every node',
  NodePort: 'a port on every node',
};

/**
 * Services stay inside the cluster: what is reached from outside is reached through a Gateway, with its TLS, its host names
 * and its policies.
 *
 * Fields:  Service: spec.type, spec.externalIPs, metadata.ownerReferences
 * Allowed: types ClusterIP and ExternalName; no externalIPs; any Service that the controller of a Gateway has made
 * Source:  https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types
 *          seed rows D11, K06
 */
export const serviceExposure: Check = {
  id: 'service-exposure',
  family: 'network',
  title: 'No Service opens a way into the cluster beside the Gateway',
  fix: 'make it a ClusterIP Service, and route to it with an HTTPRoute',
  kinds: ['Service'],
  examine: manifest => {
    if (manifest.group !== '' || isOfGateway(manifest)) return [];
    return [...ofType(manifest), ...ofAddresses(manifest)];
  },
};

function ofType({ spec }: Manifest): Violation[] {
  const type = Json.text(spec.type) ?? '';
  if (!Object.hasOwn(EXPOSED, type)) return [];
  return [{ path: 'spec.type', message: `type ${JSON.stringify(type)} gives the Service ${EXPOSED[type]}` }];
}

/** Every node takes packets for these addresses, whoever they belong to. */
function ofAddresses({ spec }: Manifest): Violation[] {
  const addresses = Json.list(spec.externalIPs);
  if (addresses.length === 0) return [];
  return [{ path: 'spec.externalIPs', message: `takes packets for ${JSON.stringify(addresses)} on every node` }];
}

function isOfGateway({ metadata }: Manifest): boolean {
  return Json.objects(metadata.ownerReferences).some(({ kind }) => kind === 'Gateway');
}
