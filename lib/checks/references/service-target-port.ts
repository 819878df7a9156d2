import { type ContainerPort, ContainerPorts } from '../../manifests/container-ports';
import { Json, type JsonObject } from '../../manifests/json/json';
import { SelectorTerms } from '../../manifests/network/selector-terms';
import { PodSelection } from '../../manifests/pod-selection';
import type { PodTemplate } from '../../manifests/pod-template';
import { Flat } from '../../notation/flat';
import type { Check, Violation } from '../check';

const NOTHING: readonly Violation[] = [];

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
    return Flat.map(Json.list(service.spec.ports), (element, index) => {
      const port = Json.object(element);
      const lacking = pods.filter(pod => !has(pod, port));
      return lacking.length === 0 ? NOTHING : [violation(port, `spec.ports[${index}]`, lacking)];
    });
  },
};

/** The name of the field that says where the port leads. */
function targetOf({ targetPort }: JsonObject): 'targetPort' | 'port' {
  return targetPort === undefined || targetPort === null ? 'port' : 'targetPort';
}

function protocolOf({ protocol }: JsonObject): string {
  return Json.text(protocol) || 'TCP';
}

function has(pod: PodTemplate, port: JsonObject): boolean {
  const declared = ContainerPorts.of(pod);
  const target = port[targetOf(port)];
  const isOf = ({ protocol }: ContainerPort) => protocol === protocolOf(port);
  if (typeof target === 'string') return declared.some(each => each.name === target && isOf(each));
  return declared.length === 0 || declared.some(each => each.number === target && isOf(each));
}

function violation(port: JsonObject, path: string, [pod, ...more]: readonly PodTemplate[]): Violation {
  const target = targetOf(port);
  const declared = ContainerPorts.of(pod).map(
    ({ name, number, protocol }) => `${number}/${protocol}${name && ` "${name}"`}`,
  );
  const others = more.length === 0 ? '' : ` and ${more.length} more`;
  const has = declared.length === 0 ? 'declares no ports' : `has ${declared.join(', ')}`;
  const said = `${protocolOf(port)} port ${JSON.stringify(port[target])}`;
  const message = `${said} is no port of ${pod.manifest}${others}, which ${has}`;
  return { path: `${path}.${target}`, message };
}
