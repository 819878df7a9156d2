import { Json, type JsonObject } from './json/json';
import { KindFacts } from './kind-facts';
import { PodTemplate } from './pod-template';

/** What tells one object of a cluster from another. */
export interface ObjectIdentity {
  readonly apiVersion: string;
  readonly kind: string;
  /** As written; empty where the object names none. */
  readonly namespace: string;
  readonly name: string;
}

/** A key that an object was written with more than once. */
export interface DuplicateKey {
  /** Exact path of the field. */
  readonly path: string;
  /** Line of the later one, from 1. */
  readonly line: number;
}

/** Where an object came from: a construct, or a place in a file. */
export interface Origin {
  readonly constructPath?: string;
  /** Where the construct was made, such as `charts/tenants.ts:12`; only on request. */
  readonly source?: string;
  /** The directory of one Argo CD Application, relative to the environment's folder. */
  readonly application?: string;
  readonly file?: string;
  /** Number of the YAML document in the file, from 1; empty ones count. */
  readonly document?: number;
  /** Line on which the document starts, or its object in a list, from 1. */
  readonly line?: number;
  /** Path of the object in the lists of the document, such as `items[3]`. */
  readonly item?: string;
  /** The keys that it was written with more than once; it has the last value, as on a cluster. */
  readonly duplicateKeys?: readonly DuplicateKey[];
}

/** The object that a controller makes another one of, and where the fields of that one stand in it. */
export interface Maker {
  readonly manifest: Manifest;
  readonly fields: { sourceOf(path: string): string };
}

/** A read-only view of one rendered Kubernetes object. */
export class Manifest implements ObjectIdentity {
  public readonly apiVersion: string;
  /** The API group; empty for the core group. */
  public readonly group: string;
  public readonly kind: string;
  /** Group and kind as one text: `apps/Deployment`, `/Service`. */
  public readonly groupKind: string;
  public readonly namespace: string;
  public readonly name: string;
  public readonly metadata: JsonObject;
  public readonly labels: Readonly<Record<string, string>>;
  public readonly annotations: Readonly<Record<string, string>>;
  public readonly spec: JsonObject;
  public readonly isClusterScoped: boolean;
  /** The namespace that the API server would store it in; empty for a cluster-scoped kind. */
  public readonly effectiveNamespace: string;
  /** The pod that it stamps out, or is; undefined where its kind carries none. */
  public readonly pod: PodTemplate | undefined;

  constructor(
    public readonly object: JsonObject,
    public readonly origin: Origin = {},
    /** What it is made of, where nobody renders it and a controller makes it. */
    public readonly maker?: Maker,
  ) {
    const facts = KindFacts.of(Json.text(object.apiVersion) ?? '', Json.text(object.kind) ?? '');
    this.apiVersion = facts.apiVersion;
    this.kind = facts.kind;
    this.group = facts.group;
    this.groupKind = facts.groupKind;
    this.metadata = Json.object(object.metadata);
    this.namespace = Json.text(this.metadata.namespace) ?? '';
    this.name = Json.text(this.metadata.name) ?? '';
    this.labels = Json.texts(this.metadata.labels);
    this.annotations = Json.texts(this.metadata.annotations);
    this.spec = Json.object(object.spec);
    this.isClusterScoped = facts.isClusterScoped;
    this.effectiveNamespace = this.isClusterScoped ? '' : this.namespace || 'default';
    this.pod = PodTemplate.in(this);
  }

  /** One key per object of a cluster: group and kind (whatever the version), namespace and name. */
  public get key(): string {
    return Manifest.keyOf(this.group, this.kind, this.effectiveNamespace, this.name);
  }

  /** As a person names it: `Deployment tenant-a/model-api`. */
  public toString(): string {
    return Manifest.nameOf(this);
  }

  /** An object as a person names it. */
  public static nameOf({ kind, namespace, name }: ObjectIdentity): string {
    return `${kind} ${namespace === '' ? name : `${namespace}/${name}`}`;
  }

  public static keyOf(group: string, kind: string, namespace: string, name: string): string {
    return `${group}/${kind}/${namespace}/${name}`;
  }

  public static groupOf(apiVersion: string): string {
    return KindFacts.groupOf(apiVersion);
  }
}
