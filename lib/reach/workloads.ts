import { type ContainerPort, ContainerPorts } from '../manifests/container-ports';
import { Json } from '../manifests/json/json';
import type { ManifestSet } from '../manifests/manifest-set';
import { type NetworkEndpoint, NetworkEndpoints } from '../manifests/network/network-endpoints';
import { PerSet } from '../manifests/per-set';
import type { PodTemplate } from '../manifests/pod-template';
import { Parties, type Party } from './party';
import { NO_NAMES, type PortNames, type ReachPort } from './port-match';

const NO_PORTS: readonly ReachPort[] = [];

/** Pods that one controller stamps out, or a pod by itself. */
export interface Workload {
  /** `namespace/name`, of the controller. */
  readonly name: string;
  readonly namespace: string;
  readonly pod: PodTemplate;
  /** Undefined where it shares the network of its node, so that no policy is for it. */
  readonly endpoint: NetworkEndpoint | undefined;
  /** As policies of others know it: a pod, or what is on this node or another. */
  readonly parties: readonly Party[];
  /** The ports that its containers declare, each once, by number and protocol. */
  readonly ports: readonly ReachPort[];
  readonly portNames: PortNames;
}

/** The workloads of a cluster, judged and external, by name. */
export class Workloads {
  private static readonly known = new PerSet(all => Workloads.read(all));
  private static readonly byPod = new PerSet(
    all => new Map(Workloads.of(all).map(workload => [workload.pod, workload] as const)),
  );

  public static of(all: ManifestSet): readonly Workload[] {
    return Workloads.known.of(all);
  }

  /** The workload whose pod it is; undefined where it is not the first of its name. */
  public static ofPod(pod: PodTemplate, all: ManifestSet): Workload | undefined {
    return Workloads.byPod.of(all).get(pod);
  }

  private static read(all: ManifestSet): readonly Workload[] {
    const endpoints = NetworkEndpoints.of(all);
    const byName = new Map<string, Workload>();
    for (const pod of all.pods) {
      if (pod.manifest.kind === 'PodTemplate') continue;
      const workload = Workloads.workload(pod, Workloads.nameOf(pod), endpoints.ofPod(pod));
      const key = byName.has(workload.name) ? Workloads.distinct(workload, byName.get(workload.name)) : workload.name;
      if (key !== undefined) byName.set(key, key === workload.name ? workload : { ...workload, name: key });
    }
    return [...byName.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  /** Pods of one controller are one workload, as is an object that is there twice; another kind is told by its kind. */
  private static distinct({ name, pod }: Workload, known: Workload | undefined): string | undefined {
    if (Workloads.isOwned(pod) || known?.pod.manifest.key === pod.manifest.key) return undefined;
    return `${name} (${pod.manifest.kind})`;
  }

  private static isOwned({ manifest }: PodTemplate): boolean {
    return Json.objects(manifest.metadata.ownerReferences).some(({ controller }) => controller === true);
  }

  /** Of the outermost controller that can be told: a ReplicaSet's name is its Deployment's and a hash. */
  private static nameOf({ manifest, labels }: PodTemplate): string {
    const { ownerReferences } = manifest.metadata;
    if (ownerReferences === undefined) return `${manifest.effectiveNamespace}/${manifest.name}`;
    const own = Json.objects(ownerReferences).find(({ controller }) => controller === true);
    const hash = labels['pod-template-hash'];
    const owner = Json.text(own?.name) ?? manifest.name;
    const isOfDeployment = own?.kind === 'ReplicaSet' && hash !== undefined && owner.endsWith(`-${hash}`);
    return `${manifest.effectiveNamespace}/${isOfDeployment ? owner.slice(0, -hash.length - 1) : owner}`;
  }

  private static workload(pod: PodTemplate, name: string, endpoint: NetworkEndpoint | undefined): Workload {
    const declared = ContainerPorts.of(pod);
    return {
      name,
      namespace: pod.manifest.effectiveNamespace,
      pod,
      endpoint,
      parties: endpoint ? [Parties.pods(endpoint)] : [Parties.HOST, Parties.REMOTE_NODE],
      ports: declared.length === 0 ? NO_PORTS : Workloads.portsOf(declared),
      portNames: declared.length === 0 ? NO_NAMES : Workloads.namesOf(declared),
    };
  }

  private static portsOf(declared: readonly ContainerPort[]): readonly ReachPort[] {
    if (declared.length === 1) return [{ port: declared[0].number, protocol: declared[0].protocol }];
    const ports = new Map(
      declared.map(({ number, protocol }) => [`${number}/${protocol}`, { port: number, protocol }]),
    );
    return [...ports.values()].sort(byPort);
  }

  /** As Cilium reads them: of two ports of one name the last counts, and sidecars among the init containers have none. */
  private static namesOf(declared: readonly ContainerPort[]): PortNames {
    const names = new Map<string, ContainerPort>();
    for (const port of declared) {
      if (port.name !== '' && port.container.list === 'containers') names.set(port.name.toLowerCase(), port);
    }
    return new Map([...names].map(([name, { number, protocol }]) => [`${name}/${protocol}`, number]));
  }
}

/** By number, then protocol. */
export function byPort(one: ReachPort, other: ReachPort): number {
  return one.port - other.port || (one.protocol < other.protocol ? -1 : one.protocol > other.protocol ? 1 : 0);
}
