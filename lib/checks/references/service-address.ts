import { Json } from '../../manifests/json/json';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { type ServiceAddress, ServiceAddresses } from '../../manifests/network/service-addresses';
import { PodTemplate } from '../../manifests/pod-template';
import { Flat } from '../../notation/flat';
import type { Check, Violation } from '../check';

const NOTHING: readonly Violation[] = [];

/**
 * A Service that configuration addresses by name is there, and has the port.
 *
 * Fields:  <container>.{command,args,env[*].value}; data of ConfigMaps, static targets of Prometheus among it
 * Allowed: a Service that is rendered here or said in the site file, and one of its ports. Host names of more than one
 *          label are asked only if they say `svc`, or end with a namespace; ports only of Services with an address of
 *          their own
 * Source:  https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
 *          seed rows D16, J03, J05
 */
export const serviceAddress: Check = {
  id: 'service-address',
  family: 'references',
  title: 'Services that configuration addresses by name are there, with that port',
  fix: 'correct the address, render the Service, or add a stub of it to the site file',
  kinds: [...PodTemplate.KINDS, 'ConfigMap'],
  examine: (manifest, all) => Flat.map(ServiceAddresses.of(manifest, all), address => violation(address, all)),
};

function violation(address: ServiceAddress, all: ManifestSet): readonly Violation[] {
  const { path, namespace, name, port } = address;
  if (namespace === 'default' && name === 'kubernetes') return NOTHING;
  const service = all.find('', 'Service', namespace, name);
  if (!service) return [{ path, message: `${meant(address)}, which does not exist` }];
  if (port === undefined) return NOTHING;
  const ports = portsOf(service);
  if (ports === undefined || ports.includes(port)) return NOTHING;
  return [{ path, message: `${meant(address)}, which has no port ${port}; it has ${ports.join(', ') || 'none'}` }];
}

function meant({ written, namespace, name }: ServiceAddress): string {
  return `${JSON.stringify(written)} means Service ${JSON.stringify(`${namespace}/${name}`)}`;
}

/** Undefined where the Service is only a name: of its pods, or of a host. */
function portsOf({ spec }: Manifest): readonly unknown[] | undefined {
  if (spec.clusterIP === 'None' || spec.type === 'ExternalName') return undefined;
  return Json.objects(spec.ports).map(({ port }) => port);
}
