import { ContainerPorts } from '../manifests/container-ports';
import { Json, type JsonObject } from '../manifests/json/json';
import type { Manifest } from '../manifests/manifest';
import type { ManifestSet } from '../manifests/manifest-set';
import { SelectorTerms } from '../manifests/network/selector-terms';
import { PodSelection } from '../manifests/pod-selection';
import { Flat } from '../notation/flat';
import type { ReachPort } from './port-match';
import { type Workload, Workloads } from './workloads';

/** Where a Service sends what comes to one of its ports. */
export interface ServiceTarget {
  readonly workload: Workload;
  readonly port: ReachPort;
}

/** The pods behind Services, headless ones among them. */
export class ServiceTargets {
  /** The endpoints of one port, or of all of them: where whoever reads EndpointSlices goes, as gateways and Prometheus do. */
  public static of(service: Manifest, port: unknown, all: ManifestSet): readonly ServiceTarget[] {
    const ports = Json.objects(service.spec.ports).filter(each => port === undefined || each.port === port);
    return Flat.map(ServiceTargets.behind(service, all), workload =>
      Flat.map(ports, each => ServiceTargets.target(workload, each)),
    );
  }

  /**
   * Where whoever asks for its name and a port goes: to the endpoints; of a headless Service, whose name is the addresses
   * of its pods, to the very port that was asked for.
   */
  public static dialed(service: Manifest, port: number | undefined, all: ManifestSet): readonly ServiceTarget[] {
    if (service.spec.clusterIP !== 'None' || port === undefined) return ServiceTargets.of(service, port, all);
    const { protocol } = Json.objects(service.spec.ports).find(each => each.port === port) ?? {};
    const dialed = { port, protocol: Json.text(protocol) || 'TCP' };
    return ServiceTargets.behind(service, all).map(workload => ({ workload, port: dialed }));
  }

  private static behind(service: Manifest, all: ManifestSet): readonly Workload[] {
    const { selector, type } = service.spec;
    if (type === 'ExternalName' || Object.keys(Json.object(selector)).length === 0) return [];
    const pods = PodSelection.of(SelectorTerms.read({ matchLabels: selector }), service.effectiveNamespace, all);
    return pods.map(pod => Workloads.ofPod(pod, all)).filter(workload => workload !== undefined);
  }

  /** A target port by name is the first of the pod's own; without one it is the port of the Service. */
  private static target(workload: Workload, port: JsonObject): readonly ServiceTarget[] {
    const protocol = Json.text(port.protocol) || 'TCP';
    const target = port.targetPort ?? port.port;
    const named = () => ContainerPorts.of(workload.pod).find(own => own.name === target && own.protocol === protocol);
    const number = typeof target === 'string' ? named()?.number : target;
    return typeof number === 'number' ? [{ workload, port: { port: number, protocol } }] : [];
  }
}
