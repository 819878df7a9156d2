import { ContainerPorts } from '../../manifests/container-ports';
import { type PodContainer, PodTemplate } from '../../manifests/pod-template';
import { ProbeActions, type ProbeKeys } from '../../manifests/probe-actions';
import { Flat } from '../../notation/flat';
import type { Check, Violation } from '../check';

const NOTHING: readonly Violation[] = [];
const PROBES: readonly ProbeKeys[] = [
  ['livenessProbe'],
  ['readinessProbe'],
  ['startupProbe'],
  ['lifecycle', 'postStart'],
  ['lifecycle', 'preStop'],
];

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
  examine: manifest => {
    const { pod } = manifest;
    return pod ? Flat.map(pod.containers, container => ofContainer(container, pod)) : NOTHING;
  },
};

function ofContainer(container: PodContainer, pod: PodTemplate): readonly Violation[] {
  const declared = ContainerPorts.in(container);
  return Flat.map(ProbeActions.of(container, PROBES), ({ path, action: { port } }) => {
    const isThere =
      typeof port === 'string'
        ? declared.some(({ name }) => name === port)
        : declared.length === 0 || ContainerPorts.of(pod).some(({ number }) => number === port);
    if (isThere) return NOTHING;
    const ports = declared.map(({ name, number }) => `${number}${name && ` "${name}"`}`).join(', ') || 'no ports';
    const message = `port ${JSON.stringify(port)} is not declared; container "${container.name}" declares ${ports}`;
    return [{ path: `${path}.port`, message }];
  });
}
