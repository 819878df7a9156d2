import { ContainerPorts } from '../manifests/container-ports';
import { Json, type JsonObject } from '../manifests/json/json';
import { JsonField } from '../manifests/json/json-field';
import { keyPath } from '../manifests/json/key-path';
import type { Manifest } from '../manifests/manifest';
import type { ManifestSet } from '../manifests/manifest-set';
import { type Annotated, PrometheusConfiguration } from '../manifests/network/prometheus-configuration';
import { type ServiceAddress, ServiceAddresses } from '../manifests/network/service-addresses';
import { PerSet } from '../manifests/per-set';
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
  /** What it does there; `scrapes` unless it says so. */
  readonly verb?: string;
}

/** Where a scrape goes, and what says so. */
type ScrapeTarget = Pick<Scrape, 'path' | 'to' | 'port'>;

const SCRAPE = 'prometheus.io/scrape';
const PORT = 'prometheus.io/port';

/**
 * What is scraped, by whom: as the operator's objects, Prometheus configurations in ConfigMaps, and annotations of pods and
 * Services say it.
 */
export class Scrapes {
  private static readonly known = new PerSet(all => new Scrapes(all).read());

  public static of(all: ManifestSet): readonly Scrape[] {
    return Scrapes.known.of(all);
  }

  /** Who mounts a ConfigMap that configures scrapes. */
  private readonly configured: readonly { readonly by: Workload; readonly configMap: Manifest }[];
  private readonly configurations: readonly {
    readonly by: Workload;
    readonly configuration: PrometheusConfiguration;
  }[];
  private readonly workloads: readonly Workload[];

  /** What is scraped by each kind of object that a Prometheus follows; by a Probe, its prober. */
  private readonly targets: Readonly<Record<string, (manifest: Manifest) => readonly ScrapeTarget[]>> = {
    ServiceMonitor: monitor => this.ofServices(monitor),
    PodMonitor: monitor => this.ofPods(monitor),
    ScrapeConfig: ({ spec, effectiveNamespace }) =>
      new JsonField(spec, 'spec')
        .items('staticConfigs')
        .flatMap(each => each.items('targets'))
        .flatMap(target => this.ofText(target, effectiveNamespace)),
    Probe: probe => this.ofText(new JsonField(probe.spec, 'spec').at('prober', 'url'), probe.effectiveNamespace),
  };

  private constructor(private readonly all: ManifestSet) {
    this.workloads = Workloads.of(all);
    this.configured = Flat.map(this.workloads, by =>
      Flat.map(
        References.of(by.pod.manifest).filter(
          ({ group, kind, key }) => group === '' && kind === 'ConfigMap' && key === undefined,
        ),
        ({ namespace, name }) => all.find('', 'ConfigMap', namespace, name) ?? [],
      ).map(configMap => ({ by, configMap })),
    );
    this.configurations = this.configured.flatMap(({ by, configMap }) =>
      Object.values(Json.texts(configMap.object.data)).flatMap(text => {
        const configuration = PrometheusConfiguration.read(text);
        return configuration ? [{ by, configuration }] : [];
      }),
    );
  }

  private read(): readonly Scrape[] {
    const monitors = Object.keys(this.targets).flatMap(kind => this.all.ofKind(MONITORING_GROUP, kind));
    const found = [
      ...monitors.flatMap(monitor => this.byMonitor(monitor)),
      ...this.all.ofKind(MONITORING_GROUP, 'Probe').flatMap(probe => this.byProber(probe)),
      ...this.byTarget(),
      ...this.byAnnotatedPod(),
      ...this.byAnnotatedService(),
    ];
    return found.filter(({ from, to }) => from.length > 0 && !from.includes(to));
  }

  private byMonitor(manifest: Manifest): readonly Scrape[] {
    const targets = this.targets[manifest.kind](manifest);
    return Scrapers.of(manifest, this.all).flatMap(from => targets.map(target => ({ manifest, from, ...target })));
  }

  /** By the name of a port of the Service, or by what its pods call theirs. */
  private ofServices(monitor: Manifest): readonly ScrapeTarget[] {
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

  private ofPods(monitor: Manifest): readonly ScrapeTarget[] {
    const pods = new Set(MonitorTargets.pods(monitor, this.all));
    const selected = this.workloads.filter(({ pod }) => pods.has(pod));
    return new JsonField(monitor.spec, 'spec')
      .items('podMetricsEndpoints')
      .flatMap(({ path, object }) => selected.flatMap(to => portsOf(to, object).map(port => ({ path, to, port }))));
  }

  /** What a prober, such as the blackbox exporter, is told to ask. */
  private byProber(manifest: Manifest): readonly Scrape[] {
    const { spec, effectiveNamespace } = manifest;
    const from = [...new Set(this.targets.Probe(manifest).map(({ to }) => to))];
    return new JsonField(spec, 'spec')
      .at('targets', 'staticConfig')
      .items('static')
      .flatMap(target => this.ofText(target, effectiveNamespace))
      .map(target => ({ manifest, from, verb: 'probes', ...target }));
  }

  private ofText(text: JsonField, namespace: string): readonly ScrapeTarget[] {
    return ServiceAddresses.target(text, namespace, this.all).flatMap(address => this.ofAddress(address));
  }

  private ofAddress({ path, namespace, name, port }: ServiceAddress): readonly ScrapeTarget[] {
    const service = this.all.find('', 'Service', namespace, name);
    const targets = service ? ServiceTargets.dialed(service, port, this.all) : [];
    return targets.map(target => ({ path, to: target.workload, port: target.port }));
  }

  private byTarget(): readonly Scrape[] {
    return this.configured.flatMap(({ by, configMap }) =>
      ServiceAddresses.scrapedBy(configMap, this.all)
        .flatMap(address => this.ofAddress(address))
        .map(target => ({ manifest: configMap, from: [by], ...target })),
    );
  }

  /** Of pods with several ports, and no word on which, nothing is said. */
  private byAnnotatedPod(): readonly Scrape[] {
    return this.workloads
      .filter(({ pod }) => pod.annotations[SCRAPE] === 'true')
      .flatMap(to => {
        const { pod, namespace } = to;
        const path = keyPath(`${pod.metadataPath}.annotations`, SCRAPE);
        const ports = annotatedPort(pod.annotations) ?? to.ports;
        if (ports.length !== 1) return [];
        return this.readersOf('pod', namespace).map(by => ({
          manifest: pod.manifest,
          path,
          from: [by],
          to,
          port: ports[0],
        }));
      });
  }

  private byAnnotatedService(): readonly Scrape[] {
    return this.all
      .ofKind('', 'Service')
      .filter(({ annotations }) => annotations[SCRAPE] === 'true')
      .flatMap(manifest => {
        const path = keyPath('metadata.annotations', SCRAPE);
        const readers = this.readersOf('service', manifest.effectiveNamespace);
        return ServiceTargets.of(manifest, undefined, this.all).flatMap(({ workload: to, port: own }) => {
          const [port] = annotatedPort(manifest.annotations) ?? [own];
          return readers.map(by => ({ manifest, path, from: [by], to, port }));
        });
      });
  }

  /** Who scrapes what is annotated in a namespace. */
  private readersOf(what: Annotated, namespace: string): readonly Workload[] {
    return this.configurations
      .filter(({ configuration }) => configuration.scrapesAnnotated(what, namespace))
      .map(({ by }) => by);
  }
}

/** The port that `prometheus.io/port` names. */
function annotatedPort(annotations: Readonly<Record<string, string>>): readonly ReachPort[] | undefined {
  const port = Number(annotations[PORT]);
  return port > 0 ? [{ port, protocol: 'TCP' }] : undefined;
}

/** The port of a workload that an endpoint of a PodMonitor names, or gives the number of. */
function portsOf({ pod }: Workload, { port, portNumber, targetPort }: JsonObject): readonly ReachPort[] {
  const asked = port ?? portNumber ?? targetPort;
  if (typeof asked === 'number') return [{ port: asked, protocol: 'TCP' }];
  const named = ContainerPorts.of(pod).filter(({ name }) => name !== '' && name === asked);
  return named.map(({ number, protocol }) => ({ port: number, protocol }));
}
