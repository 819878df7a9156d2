import { Flat } from '../notation/flat';
import { Json, type JsonObject } from './json/json';
import type { PodContainer, PodTemplate } from './pod-template';

/** A port that a container declares. */
export interface ContainerPort {
  readonly container: PodContainer;
  /** Empty for a port without a name. */
  readonly name: string;
  readonly number: number;
  readonly protocol: string;
}

const KNOWN = new WeakMap<PodContainer, readonly ContainerPort[]>();
const NONE: readonly ContainerPort[] = [];

/** The ports that containers declare. */
export class ContainerPorts {
  /**
   * The ports of all containers that run as long as the pod: those of init containers that are no sidecars are not
   * among them.
   */
  public static of(pod: PodTemplate): readonly ContainerPort[] {
    let ports = NONE;
    for (const container of pod.containers) {
      if (ContainerPorts.staysUp(container)) ports = Flat.join(ports, ContainerPorts.in(container));
    }
    return ports;
  }

  /** The ports of one container, read once. */
  public static in(container: PodContainer): readonly ContainerPort[] {
    if (container.container.ports === undefined) return NONE;
    const known = KNOWN.get(container);
    if (known) return known;
    const ports = ContainerPorts.readAll(container);
    KNOWN.set(container, ports);
    return ports;
  }

  private static readAll(container: PodContainer): readonly ContainerPort[] {
    return Flat.map(Json.objects(container.container.ports), port => ContainerPorts.read(container, port));
  }

  /** Whether it is a container or a native sidecar. */
  public static staysUp({ list, container }: PodContainer): boolean {
    return list === 'containers' || (list === 'initContainers' && container.restartPolicy === 'Always');
  }

  private static read(container: PodContainer, port: JsonObject): readonly ContainerPort[] {
    const { name, containerPort, protocol } = port;
    if (typeof containerPort !== 'number') return [];
    return [{ container, name: Json.text(name) ?? '', number: containerPort, protocol: Json.text(protocol) || 'TCP' }];
  }
}
