import { type Container, type ContainerProps, ImagePullPolicy, type Probe, type Workload } from 'cdk8s-plus-30';
import { handlersOf } from '../../hardening/restricted-standard';
import { InvalidValue } from '../../notation/invalid-value';
import { Names } from '../../notation/names';
import type { Port } from '../../values/port';
import type { Resources } from '../../values/resources';
import type { ContainerSettings } from './hardened-container-props';
import { assertDifferentProbes } from './probe-pair';
import { unfinishedContainers } from './unfinished-containers';

/** What not every container has. */
export interface ContainerExtras {
  readonly port?: Port;
  readonly liveness?: Probe;
  readonly readiness?: Probe;
  readonly startup?: Probe;
}

/** The containers of a pod: what cdk8s-plus takes for each, and what it has no place for. */
export class PodContainers {
  /** Resources by container name. */
  public readonly resources = new Map<string, Resources>();
  /** Port names by container name and `number/protocol`. */
  public readonly portNames = new Map<string, string>();
  /** Containers that were given a startup probe. */
  public readonly startupProbes = new Set<string>();
  private readonly declared = new Set<Container>();

  /** @param workload name of the workload, for messages */
  constructor(private readonly workload: string) {}

  /** The props that cdk8s-plus takes for a container. */
  public propsOf(name: string, settings: ContainerSettings, extras: ContainerExtras): ContainerProps {
    Names.dnsLabel('container name', name);
    if (this.resources.has(name)) throw new InvalidValue('container name', `unique in ${this.workload}`, name);
    this.resources.set(name, settings.resources);
    if (extras.startup) this.startupProbes.add(name);
    const ports = [extras.port, ...(settings.morePorts ?? [])].filter(port => port !== undefined);
    this.namePorts(name, ports);
    // What cdk8s-plus calls portNumber is where probes go, and TCP.
    const served = extras.port?.protocol === 'TCP' ? extras.port : undefined;
    return {
      name,
      image: settings.image.reference,
      imagePullPolicy: settings.imagePullPolicy ?? ImagePullPolicy.IF_NOT_PRESENT,
      command: settings.command,
      args: settings.args,
      workingDir: settings.workingDir,
      envVariables: settings.envVariables && { ...settings.envVariables },
      envFrom: settings.envFrom && [...settings.envFrom],
      volumeMounts: settings.volumeMounts && [...settings.volumeMounts],
      lifecycle: settings.lifecycle,
      securityContext: settings.securityContext,
      portNumber: served?.number,
      ports: ports.filter(port => port !== served).map(({ number, protocol }) => ({ number, protocol })),
      liveness: extras.liveness,
      readiness: extras.readiness,
      startup: extras.startup,
    };
  }

  /** Takes note of a container that was built from {@link propsOf}. */
  public declare(container: Container): Container {
    const isMain = this.declared.size === 0;
    assertDifferentProbes(container, isMain ? this.workload : container.name);
    PodContainers.assertProbePorts(container);
    this.declared.add(container);
    return container;
  }

  /** What is wrong with containers that were added without {@link propsOf}. */
  public problemsIn(workload: Workload): string[] {
    return unfinishedContainers(workload, this.declared);
  }

  private namePorts(container: string, ports: readonly Port[]): void {
    const names = new Set<string>();
    for (const port of ports) {
      if (port.last !== undefined) {
        throw new InvalidValue(`port of container ${JSON.stringify(container)}`, 'a single port', port.toString());
      }
      if (port.name === undefined) continue;
      if (names.has(port.name)) {
        throw new InvalidValue('port name', `unique in container ${JSON.stringify(container)}`, port.name);
      }
      names.add(port.name);
      this.portNames.set(`${container} ${port.number}/${port.protocol}`, port.name);
    }
  }

  /** cdk8s-plus sends a probe without a port to the container's; where there is none, to port 80, without a word. */
  private static assertProbePorts(container: Container): void {
    if (container.portNumber !== undefined) return;
    const declared = container.ports
      .filter(({ protocol }) => (protocol ?? 'TCP') === 'TCP')
      .map(({ number }) => number);
    for (const handler of handlersOf(container._toKube())) {
      const port = (handler.httpGet ?? handler.tcpSocket)?.port.value;
      if (port !== 80 || declared.includes(80)) continue;
      throw new InvalidValue(
        `port of a probe or hook of container ${JSON.stringify(container.name)}`,
        'given, or declared by the container; where it is neither, cdk8s-plus takes 80',
        port,
      );
    }
  }
}
