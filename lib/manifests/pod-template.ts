import { PodKinds } from '../notation/pod-kinds';
import { Json, type JsonObject } from './json/json';
import type { Manifest } from './manifest';

/** The three lists a container can stand in. */
export type ContainerList = 'initContainers' | 'containers' | 'ephemeralContainers';

const LISTS: readonly ContainerList[] = ['initContainers', 'containers', 'ephemeralContainers'];

/** One container of a pod, with the place it stands at. */
export interface PodContainer {
  readonly list: ContainerList;
  readonly index: number;
  readonly name: string;
  /** Full path in the object, such as `spec.template.spec.containers[0]`. */
  readonly path: string;
  readonly container: JsonObject;
}

/** The pod that an object stamps out, or is: the only place that knows where it stands and which lists hold containers. */
export class PodTemplate {
  /** The kinds that carry a pod. */
  public static readonly KINDS: readonly string[] = PodKinds.NAMES;

  /** The pod of the object, or undefined where its kind carries none. */
  public static in(manifest: Manifest): PodTemplate | undefined {
    const keys = PodKinds.podAt(manifest.apiVersion, manifest.kind);
    if (!keys) return undefined;
    return new PodTemplate(manifest, keys);
  }

  public readonly metadata: JsonObject;
  public readonly spec: JsonObject;
  /** Path of the pod's metadata in the object, such as `spec.template.metadata`. */
  public readonly metadataPath: string;
  /** Path of the pod spec in the object, such as `spec.template.spec`. */
  public readonly specPath: string;

  private constructor(
    public readonly manifest: Manifest,
    keys: readonly string[],
  ) {
    const pod = Json.at(manifest.object, ...keys);
    this.metadata = Json.object(Json.at(pod, 'metadata'));
    this.spec = Json.object(Json.at(pod, 'spec'));
    this.metadataPath = [...keys, 'metadata'].join('.');
    this.specPath = [...keys, 'spec'].join('.');
  }

  public get labels(): Readonly<Record<string, string>> {
    return Json.texts(this.metadata.labels);
  }

  public get annotations(): Readonly<Record<string, string>> {
    return Json.texts(this.metadata.annotations);
  }

  /** Every container: init containers and native sidecars, containers, ephemeral containers. */
  public get containers(): readonly PodContainer[] {
    return LISTS.flatMap(list =>
      Json.list(this.spec[list]).map((container, index) => ({
        list,
        index,
        name: Json.text(Json.at(container, 'name')) ?? '',
        path: `${this.specPath}.${list}[${index}]`,
        container: Json.object(container),
      })),
    );
  }
}
