import { ContainerPorts } from '../manifests/container-ports';
import { Json, type JsonObject } from '../manifests/json/json';
import { JsonField } from '../manifests/json/json-field';
import { keyPath } from '../manifests/json/key-path';
import type { Manifest } from '../manifests/manifest';
import type { ManifestSet } from '../manifests/manifest-set';
import { PrometheusConfiguration } from '../manifests/network/prometheus-configuration';
import { ServiceAddresses } from '../manifests/network/service-addresses';
import { MONITORING_GROUP, MonitorTargets } from '../manifests/references/monitor-targets';
import { References } from '../manifests/references/references';
import { Flat } from '../notation/flat';
import type { ReachPort } from './port-match';
import { Scrapers } from './scrapers';
import { ServiceTargets } from './service-targets';
import { type Workload, Workloads } from './workloads';

/** A port whose metrics somebody fetches. */
export interface Scrape {
  /** What asks for it. */
  readonly manifest: Manifest;
  readonly path: string;
  /** Who fetches: one of these. */
  readonly from: readonly Workload[];
  readonly to: Workload;
  readonly port: ReachPort;
}

const SCRAPE = 'prometheus.io/scrape';
const PORT = 'prometheus.io/port';

/** What is scraped, by whom: as monitors, Prometheus configurations in ConfigMaps, and annotations of pods say it. */
export class Scrapes {
  private static readonly known = new WeakMap<ManifestSet, readonly Scrape[]>();

  public static of(all: ManifestSet): readonly Scrape[] {
    const known = Scrapes.known.get(all) ?? new Scrapes(all).read();
    Scrapes.known.set(all, known);
    return known;
  }

  /** Who mounts a ConfigMap that configures scrapes. */
  private readonly configured: readonly { readonly by: Workload; readonly configMap: Manifest }[];
  private readonly workloads: readonly Workload[];

  private constructor(private readonly all: ManifestSet) {
    this.workloads = Workloads.of(all);
    this.configured = this.workloads.flatMap(by =>
      Flat.map(
        References.of(by.pod.manifest).filter(
          ({ group, kind, key }) => group === '' && kind === 'ConfigMap' && key === undefined,
        ),
        ({ namespace, name }) => all.find('', 'ConfigMap', namespace, name) ?? [],
      ).map(configMap => ({ by, configMap })),
    );
  }

  private read(): readonly Scrape[] {
    const monitors = ['ServiceMonitor', 'PodMonitor'].flatMap(kind => this.all.ofKind(MONITORING_GROUP, kind));
    const found = [...monitors.flatMap(monitor => this.byMonitor(monitor)), ...this.byTarget(), ...this.byAnnotation()];
    return found.filter(({ from, to }) => from.length > 0 && !from.includes(to));
  }

  private byMonitor(manifest: Manifest): readonly Scrape[] {
    const targets = manifest.kind === 'ServiceMonitor' ? this.ofServices(manifest) : this.ofPods(manifest);
    return Scrapers.of(manifest, this.all).flatMap(from => targets.map(target => ({ manifest, from, ...target })));
  }

  /** By the name of a port of the Service, or by what its pods call theirs. */
  private ofServices(monitor: Manifest): readonly Pick<Scrape, 'path' | 'to' | 'port'>[] {
    const services = MonitorTargets.services(monitor, this.all);
    return new JsonField(monitor.spec, 'spec').items('endpoints').flatMap(({ path, object: { port, targetPort } }) =>
      services.flatMap(service => {
        const ports = Json.objects(service.spec.ports).filter(each =>
          port === undefined ? each.targetPort === targetPort : each.name === port,
        );
        return ports
          .flatMap(each => ServiceTargets.of(service, each.port, this.all))
          .map(target => ({ path, to: target.workload, port: target.port }));
      }),
    );
  }

  private ofPods(monitor: Manifest): readonly Pick<Scrape, 'path' | 'to' | 'port'>[] {
    const pods = new Set(MonitorTargets.pods(monitor, this.all));
    const selected = this.workloads.filter(({ pod }) => pods.has(pod));
    return new JsonField(monitor.spec, 'spec')
      .items('podMetricsEndpoints')
      .flatMap(({ path, object }) => selected.flatMap(to => portsOf(to, object).map(port => ({ path, to, port }))));
  }

  private byTarget(): readonly Scrape[] {
    return this.configured.flatMap(({ by, configMap }) =>
      ServiceAddresses.scrapedBy(configMap, this.all).flatMap(({ path, namespace, name, port }) => {
        const service = this.all.find('', 'Service', namespace, name);
        const targets = service ? ServiceTargets.of(service, port, this.all) : [];
        return targets.map(target => ({
          manifest: configMap,
          path,
          from: [by],
          to: target.workload,
          port: target.port,
        }));
      }),
    );
  }

  /** Of pods with several ports, and no word on which, nothing is said. */
  private byAnnotation(): readonly Scrape[] {
    const jobs = this.configured.flatMap(({ by, configMap }) =>
      Object.values(Json.texts(configMap.object.data)).flatMap(text => {
        const configuration = PrometheusConfiguration.read(text);
        return configuration ? [{ by, configuration }] : [];
      }),
    );
    return this.workloads
      .filter(({ pod }) => pod.annotations[SCRAPE] === 'true')
      .flatMap(to => {
        const { pod, namespace } = to;
        const path = keyPath(`${pod.metadataPath}.annotations`, SCRAPE);
        const number = Number(pod.annotations[PORT]);
        const ports = number > 0 ? [{ port: number, protocol: 'TCP' }] : to.ports;
        if (ports.length !== 1) return [];
        return jobs
          .filter(({ configuration }) => configuration.scrapesAnnotatedPods(namespace))
          .map(({ by }) => ({ manifest: pod.manifest, path, from: [by], to, port: ports[0] }));
      });
  }
}

/** The port of a workload that an endpoint of a PodMonitor names, or gives the number of. */
function portsOf({ pod }: Workload, { port, portNumber, targetPort }: JsonObject): readonly ReachPort[] {
  const asked = port ?? portNumber ?? targetPort;
  if (typeof asked === 'number') return [{ port: asked, protocol: 'TCP' }];
  const named = ContainerPorts.of(pod).filter(({ name }) => name !== '' && name === asked);
  return named.map(({ number, protocol }) => ({ port: number, protocol }));
}
