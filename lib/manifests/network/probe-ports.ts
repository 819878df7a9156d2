import { Flat } from '../../notation/flat';
import { ContainerPorts } from '../container-ports';
import { Json } from '../json/json';
import { JsonField } from '../json/json-field';
import type { PodContainer, PodTemplate } from '../pod-template';

/** A port of a pod that the kubelet connects to, over TCP. */
export interface ProbePort {
  /** Path of the action, such as `spec.containers[0].readinessProbe.httpGet`. */
  readonly path: string;
  readonly number: number;
}

const HANDLERS: readonly (readonly string[])[] = [
  ['startupProbe'],
  ['readinessProbe'],
  ['livenessProbe'],
  ['lifecycle', 'postStart'],
  ['lifecycle', 'preStop'],
];
const ACTIONS = ['httpGet', 'tcpSocket', 'grpc'];

/**
 * The ports that probes and lifecycle hooks address: in the pod itself, from the node it runs on. An action with a `host`
 * goes elsewhere.
 *
 * https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/
 */
export class ProbePorts {
  public static of(pod: PodTemplate): readonly ProbePort[] {
    return Flat.map(pod.containers.filter(ContainerPorts.staysUp), container => {
      const field = new JsonField(container.container, container.path);
      return Flat.map(
        Flat.map(HANDLERS, keys => ACTIONS.map(action => field.at(...keys, action))).filter(
          ({ isObject, object }) => isObject && !Json.text(object.host),
        ),
        action => ProbePorts.read(action, container),
      );
    });
  }

  /** A name is one of the same container's ports, no matter of which protocol. */
  private static read({ path, object: { port } }: JsonField, container: PodContainer): readonly ProbePort[] {
    const named = () => ContainerPorts.in(container).find(({ name }) => name === port)?.number;
    const number = typeof port === 'string' ? named() : port;
    return typeof number === 'number' ? [{ path, number }] : [];
  }
}
