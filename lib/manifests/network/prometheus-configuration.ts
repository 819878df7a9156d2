import { load } from 'js-yaml';
import { Json, type JsonObject } from '../json/json';

/** Who can ask to be scraped with an annotation. */
export type Annotated = 'pod' | 'service';

/** Prometheus' discoveries that find them: the pods behind a Service are found as its endpoints. */
const ROLES: Readonly<Record<Annotated, readonly unknown[]>> = {
  pod: ['pod'],
  service: ['service', 'endpoints', 'endpointslice'],
};

/** What a Prometheus configuration says is scraped. */
export class PrometheusConfiguration {
  /** Reads a text; undefined where it is no configuration of scrapes. */
  public static read(text: string): PrometheusConfiguration | undefined {
    if (!text.includes('static_configs') && !text.includes('kubernetes_sd_configs')) return undefined;
    try {
      return new PrometheusConfiguration(objectsIn(load(text)));
    } catch {
      return undefined;
    }
  }

  private constructor(private readonly objects: readonly JsonObject[]) {}

  /** The targets of `static_configs`, wherever they stand. */
  public get staticTargets(): readonly string[] {
    return this.objects
      .flatMap(({ static_configs }) => Json.objects(static_configs))
      .flatMap(({ targets }) => Json.list(targets))
      .filter(target => typeof target === 'string');
  }

  /**
   * Whether it scrapes what in a namespace asks for it with `prometheus.io/scrape: "true"`: by a job that keeps those
   * only. What else a job says of them is not read.
   */
  public scrapesAnnotated(what: Annotated, namespace: string): boolean {
    const asked = `__meta_kubernetes_${what}_annotation_prometheus_io_scrape`;
    return this.objects.some(({ kubernetes_sd_configs, relabel_configs }) => {
      const keeps = Json.objects(relabel_configs).some(
        ({ action, source_labels }) => action === 'keep' && Json.list(source_labels).includes(asked),
      );
      return keeps && Json.objects(kubernetes_sd_configs).some(discovery => isIn(discovery, ROLES[what], namespace));
    });
  }
}

function isIn({ role, namespaces }: JsonObject, roles: readonly unknown[], namespace: string): boolean {
  const names = Json.list(Json.at(namespaces, 'names'));
  return roles.includes(role) && (names.length === 0 || names.includes(namespace));
}

/** Every object once: an alias of YAML makes one object stand in many places. */
function objectsIn(value: unknown, seen: Set<unknown> = new Set()): readonly JsonObject[] {
  if (typeof value !== 'object' || value === null || seen.has(value)) return [];
  seen.add(value);
  const below = Object.values(value).flatMap(item => objectsIn(item, seen));
  return Json.isObject(value) ? [value, ...below] : below;
}
