import { ContainerPorts } from '../../manifests/container-ports';
import { Json } from '../../manifests/json/json';
import { JsonField } from '../../manifests/json/json-field';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { MONITORING_GROUP, MonitorTargets } from '../../manifests/references/monitor-targets';
import type { Check, Violation } from '../check';

/**
 * A monitor scrapes ports that are there.
 *
 * Fields:  spec.endpoints[*].port of ServiceMonitors; spec.podMetricsEndpoints[*].{port,portNumber} of PodMonitors
 * Allowed: the name of a port of at least one Service, or container, that the monitor selects; a number likewise, where
 *          the containers declare ports. What selects nothing is another check's
 * Source:  https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.Endpoint
 *          seed rows J03, K04
 */
export const monitorPort: Check = {
  id: 'monitor-port',
  family: 'references',
  title: 'ServiceMonitors and PodMonitors scrape ports that their targets have',
  fix: 'correct the port of the endpoint, or name the port of the Service or container',
  kinds: ['ServiceMonitor', 'PodMonitor'],
  examine: (monitor, all) => {
    if (monitor.group !== MONITORING_GROUP) return [];
    return monitor.kind === 'ServiceMonitor' ? ofServices(monitor, all) : ofPods(monitor, all);
  },
};

function ofServices(monitor: Manifest, all: ManifestSet): readonly Violation[] {
  const services = MonitorTargets.services(monitor, all);
  const names = new Set(services.flatMap(({ spec }) => Json.objects(spec.ports).map(({ name }) => name)));
  return new JsonField(monitor.spec, 'spec')
    .items('endpoints')
    .map(endpoint => endpoint.at('port'))
    .filter(({ text }) => services.length > 0 && text !== undefined && !names.has(text))
    .map(port =>
      violation(
        port,
        'Service',
        [...names].filter(name => typeof name === 'string'),
      ),
    );
}

function ofPods(monitor: Manifest, all: ManifestSet): readonly Violation[] {
  const pods = MonitorTargets.pods(monitor, all);
  const ports = pods.flatMap(pod => ContainerPorts.of(pod));
  const [names, numbers] = [new Set(ports.map(({ name }) => name)), new Set(ports.map(({ number }) => number))];
  return new JsonField(monitor.spec, 'spec').items('podMetricsEndpoints').flatMap(endpoint => {
    const [port, number] = [endpoint.at('port'), endpoint.at('portNumber')];
    if (pods.length === 0) return [];
    if (port.text !== undefined && !names.has(port.text)) return [violation(port, 'pod', [...names].filter(Boolean))];
    if (typeof number.value !== 'number' || numbers.size === 0 || numbers.has(number.value)) return [];
    return [violation(number, 'pod', [...numbers].map(String))];
  });
}

function violation({ path, value }: JsonField, what: string, there: readonly string[]): Violation {
  const ports = there.length === 0 ? 'none with a name' : [...there].sort().join(', ');
  return { path, message: `no selected ${what} has a port ${JSON.stringify(value)}; there are ${ports}` };
}
