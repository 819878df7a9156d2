import { ContainerPorts } from '../../manifests/container-ports';
import { Json } from '../../manifests/json/json';
import { JsonField } from '../../manifests/json/json-field';
import { SelectorTerms } from '../../manifests/network/selector-terms';
import { PodSelection } from '../../manifests/pod-selection';
import type { PodTemplate } from '../../manifests/pod-template';
import { Flat } from '../../notation/flat';
import type { Check, Violation } from '../check';

/**
 * Where a Service sends its traffic is a port of the pods that it selects.
 *
 * Fields:  spec.ports[*].targetPort, and spec.ports[*].port where there is none
 * Allowed: a name that each selected pod gives to a port of that protocol; a number that each of them declares. A pod
 *          that declares no ports may listen on any number, so it is not asked
 * Source:  https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports
 *          https://github.com/kubernetes/endpointslice/blob/v0.36.3/utils.go (FindPort)
 *          seed rows D05, D15, D24, J03
 */
export const serviceTargetPort: Check = {
  id: 'service-target-port',
  family: 'references',
  title: 'Services send traffic to ports that their pods have',
  fix: 'correct targetPort, or declare the port on the container that listens on it',
  kinds: ['Service'],
  examine: (service, all) => {
    const { selector, type } = service.spec;
    if (service.group !== '' || type === 'ExternalName' || Object.keys(Json.object(selector)).length === 0) return [];
    const pods = PodSelection.of(SelectorTerms.read({ matchLabels: selector }), service.effectiveNamespace, all);
    return Flat.map(new JsonField(service.spec, 'spec').items('ports'), port => {
      const lacking = pods.filter(pod => !has(pod, port));
      return lacking.length === 0 ? [] : [violation(port, lacking)];
    });
  },
};

function targetOf(port: JsonField): JsonField {
  const target = port.at('targetPort');
  return target.value === undefined || target.value === null ? port.at('port') : target;
}

function has(pod: PodTemplate, port: JsonField): boolean {
  const target = targetOf(port).value;
  const ports = ContainerPorts.of(pod).filter(({ protocol }) => protocol === (port.at('protocol').text ?? 'TCP'));
  if (typeof target === 'string') return ports.some(({ name }) => name === target);
  return ContainerPorts.of(pod).length === 0 || ports.some(({ number }) => number === target);
}

function violation(port: JsonField, [pod, ...more]: readonly PodTemplate[]): Violation {
  const target = targetOf(port);
  const declared = ContainerPorts.of(pod).map(
    ({ name, number, protocol }) => `${number}/${protocol}${name && ` "${name}"`}`,
  );
  const others = more.length === 0 ? '' : ` and ${more.length} more`;
  const has = declared.length === 0 ? 'declares no ports' : `has ${declared.join(', ')}`;
  const protocol = port.at('protocol').text ?? 'TCP';
  const said = `${protocol} port ${JSON.stringify(target.value)}`;
  const message = `${said} is no port of ${pod.manifest}${others}, which ${has}`;
  return { path: target.path, message };
}
