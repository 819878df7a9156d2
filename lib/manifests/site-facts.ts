import { Json, type JsonObject } from './json/json';
import { Manifest } from './manifest';

/** A taint of a node. */
export interface TaintFacts {
  readonly key: string;
  readonly value: string;
  readonly effect: string;
}

/** A node, as the scheduler sees it. */
export interface NodeFacts {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly TaintFacts[];
  readonly allocatable: Readonly<Record<string, string>>;
}

/** The types that Prometheus knows. */
const METRIC_TYPES = ['counter', 'gauge', 'histogram', 'summary'] as const;

/** A metric that rules and dashboards may ask for. */
export interface MetricFacts {
  readonly name: string;
  readonly type: (typeof METRIC_TYPES)[number];
  /** Who exports it, by a label of what is scraped. */
  readonly exporter: string;
}

/** API version and kind of the one document of a site file that is not a Kubernetes object. */
export const SITE_KIND = { apiVersion: 'fortress.cdk8s.io/v1', kind: 'Site' } as const;

/**
 * What is true of a site whatever is rendered: its nodes, its addresses, its versions, and what else lives on the cluster.
 *
 * Its written form is a list of YAML documents: Node objects as `kubectl get nodes -o yaml` prints them, at most one
 * document of kind Site with everything that is no Kubernetes object, and stubs of objects that are rendered elsewhere.
 */
export class SiteFacts {
  public static readonly NONE = new SiteFacts([], {}, []);

  /** Reads the documents of a site file; a `List` is unpacked. */
  public static fromObjects(documents: readonly JsonObject[]): SiteFacts {
    const objects = documents.flatMap(document =>
      document.kind === 'List' ? Json.objects(document.items) : [document],
    );
    const isNode = (object: JsonObject) => object.apiVersion === 'v1' && object.kind === 'Node';
    const isSite = (object: JsonObject) => object.kind === SITE_KIND.kind && object.apiVersion === SITE_KIND.apiVersion;
    return new SiteFacts(
      objects.filter(isNode).map(SiteFacts.node),
      Json.object(objects.find(isSite)?.spec),
      objects.filter(object => !isNode(object) && !isSite(object)).map(object => new Manifest(object)),
    );
  }

  /** A metric of the list; undefined where it says too little, or a type that there is not. */
  public static metric(value: unknown): MetricFacts | undefined {
    const { name, type, exporter } = Json.object(value);
    const known = METRIC_TYPES.find(each => each === type);
    return typeof name === 'string' && typeof exporter === 'string' && known
      ? { name, type: known, exporter }
      : undefined;
  }

  private static node(object: JsonObject): NodeFacts {
    const text = (value: unknown) => Json.text(value) ?? '';
    return {
      name: text(Json.at(object, 'metadata', 'name')),
      labels: Json.texts(Json.at(object, 'metadata', 'labels')),
      taints: Json.objects(Json.at(object, 'spec', 'taints')).map(taint => ({
        key: text(taint.key),
        value: text(taint.value),
        effect: text(taint.effect),
      })),
      allocatable: SiteFacts.amounts(Json.at(object, 'status', 'allocatable')),
    };
  }

  /** Amounts as text; a file written by hand may have numbers. */
  private static amounts(value: unknown): Readonly<Record<string, string>> {
    const entries = Object.entries(Json.object(value));
    return Json.texts(Object.fromEntries(entries.map(([name, x]) => [name, typeof x === 'number' ? String(x) : x])));
  }

  private readonly listed = new Map<string, readonly string[]>();

  private constructor(
    public readonly nodes: readonly NodeFacts[],
    /** The spec of the Site document. */
    private readonly site: JsonObject,
    /** Stubs of objects that live on the cluster and are rendered elsewhere. */
    public readonly externals: readonly Manifest[],
  ) {}

  /** Whether anything is known of the site at all: without it, what the cluster itself offers cannot be judged. */
  public get isKnown(): boolean {
    return this.nodes.length > 0 || this.externals.length > 0 || Object.keys(this.site).length > 0;
  }

  public get podCidrs(): readonly string[] {
    return this.texts('podCIDRs');
  }

  public get serviceCidrs(): readonly string[] {
    return this.texts('serviceCIDRs');
  }

  /** The registries images may come from, such as `gitlab.build.server:5050`. */
  public get registries(): readonly string[] {
    return this.texts('registries');
  }

  /** The admission plugins that the API server runs beside those of Kubernetes' own choice, such as `PodNodeSelector`. */
  public get admissionPlugins(): readonly string[] {
    return this.texts('admissionPlugins');
  }

  /** What people have to see to themselves, because no object shows it. */
  public get preconditions(): readonly string[] {
    return this.texts('preconditions');
  }

  /** Whether nothing at the site reaches the internet. */
  public get isAirGapped(): boolean {
    return this.site.airGapped === true;
  }

  /** The StorageClasses of the cluster; none where nobody has said. */
  public get storageClasses(): readonly string[] {
    return this.texts('storageClasses');
  }

  /** Whether workloads may run in a debug mode here. */
  public get allowsDebug(): boolean {
    return this.site.debug === true;
  }

  /** The metrics that there are; undefined where nobody says. */
  public get metrics(): readonly MetricFacts[] | undefined {
    if (this.site.metrics === undefined) return undefined;
    return Json.list(this.site.metrics).flatMap(each => SiteFacts.metric(each) ?? []);
  }

  /** Image references whose digest is an example, not one that a build has produced. */
  public get exampleImages(): readonly string[] {
    return this.texts('exampleImages');
  }

  /** Versions by component: `kubernetes`, `cilium`, `gatewayAPI`, `argocd`. */
  public get versions(): Readonly<Record<string, string>> {
    return Json.texts(this.site.versions);
  }

  /** Addresses and the one role that each has. */
  public get addresses(): Readonly<Record<string, string>> {
    return Json.texts(this.site.addresses);
  }

  /** The texts of a list of the Site document: read once, for every pod asks for some. */
  private texts(key: string): readonly string[] {
    const known = this.listed.get(key);
    if (known) return known;
    const texts = Json.list(this.site[key]).filter(item => typeof item === 'string');
    this.listed.set(key, texts);
    return texts;
  }
}
