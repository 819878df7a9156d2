import { ContainerPorts } from '../../manifests/container-ports';
import { JsonField } from '../../manifests/json/json-field';
import { type PodContainer, PodTemplate } from '../../manifests/pod-template';
import { Flat } from '../../notation/flat';
import type { Check, Violation } from '../check';

const PROBES: readonly (readonly string[])[] = [
  ['livenessProbe'],
  ['readinessProbe'],
  ['startupProbe'],
  ['lifecycle', 'postStart'],
  ['lifecycle', 'preStop'],
];
const HANDLERS = ['httpGet', 'tcpSocket', 'grpc'];

/**
 * A probe asks at a port that is there.
 *
 * Fields:  <container>.{livenessProbe,readinessProbe,startupProbe,lifecycle.postStart,lifecycle.preStop}
 *          .{httpGet,tcpSocket,grpc}.port
 * Allowed: a name that the same container gives to a port; a number that some container of the pod declares. A
 *          container that declares no ports may listen on any number, and a probe of another host is not asked
 * Source:
 *          https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#use-a-named-port
 *          https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/probe/util.go
 *          seed row D05
 */
export const probePort: Check = {
  id: 'probe-port',
  family: 'references',
  title: 'probes and lifecycle hooks ask at ports that their containers declare',
  fix: 'correct the port of the probe, or declare it in the ports of the container',
  kinds: PodTemplate.KINDS,
  examine: (manifest, all) => {
    const pod = all.podOf(manifest);
    if (!pod) return [];
    const numbers = new Set(ContainerPorts.of(pod).map(({ number }) => number));
    return Flat.map(pod.containers, container => ofContainer(container, numbers));
  },
};

function ofContainer(container: PodContainer, numbers: ReadonlySet<number>): readonly Violation[] {
  const declared = ContainerPorts.in(container);
  const field = new JsonField(container.container, container.path);
  return Flat.map(
    Flat.map(
      PROBES.map(keys => field.at(...keys)).filter(probe => probe.isObject),
      probe => HANDLERS.map(handler => probe.at(handler)),
    )
      .filter(handler => handler.isObject && handler.at('host').text === undefined)
      .map(handler => handler.at('port')),
    ({ path, value }) => {
      const isThere =
        typeof value === 'string'
          ? declared.some(({ name }) => name === value)
          : declared.length === 0 || (typeof value === 'number' && numbers.has(value));
      const ports = declared.map(({ name, number }) => `${number}${name && ` "${name}"`}`).join(', ') || 'no ports';
      const message = `port ${JSON.stringify(value)} is not declared; container "${container.name}" declares ${ports}`;
      return isThere ? [] : [{ path, message }];
    },
  );
}
