import { ContainerPorts } from '../container-ports';
import type { PodContainer, PodTemplate } from '../pod-template';
import { ProbeActions, type ProbeKeys } from '../probe-actions';

/** A port of a pod that the kubelet connects to, over TCP. */
export interface ProbePort {
  /** Path of the action, such as `spec.containers[0].readinessProbe.httpGet`. */
  readonly path: string;
  readonly number: number;
}

const ASKED: readonly ProbeKeys[] = [
  ['startupProbe'],
  ['readinessProbe'],
  ['livenessProbe'],
  ['lifecycle', 'postStart'],
  ['lifecycle', 'preStop'],
];

/**
 * The ports that probes and lifecycle hooks address: in the pod itself, from the node it runs on. An action with a `host`
 * goes elsewhere.
 *
 * https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/
 */
export class ProbePorts {
  public static of(pod: PodTemplate): readonly ProbePort[] {
    const ports: ProbePort[] = [];
    for (const container of pod.containers) {
      if (!ContainerPorts.staysUp(container)) continue;
      for (const { path, action } of ProbeActions.of(container, ASKED)) {
        const number = ProbePorts.read(action.port, container);
        if (number !== undefined) ports.push({ path, number });
      }
    }
    return ports;
  }

  /** A name is one of the same container's ports, no matter of which protocol. */
  private static read(port: unknown, container: PodContainer): number | undefined {
    if (typeof port === 'number') return port;
    if (typeof port !== 'string') return undefined;
    return ContainerPorts.in(container).find(({ name }) => name === port)?.number;
  }
}
