import { PodKinds, type PodPlace } from '../notation/pod-kinds';
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
    const place = PodKinds.placeIn(manifest.apiVersion, manifest.kind);
    return place && new PodTemplate(manifest, place);
  }

  public readonly metadata: JsonObject;
  public readonly spec: JsonObject;
  /** Path of the pod's metadata in the object, such as `spec.template.metadata`. */
  public readonly metadataPath: string;
  /** Path of the pod spec in the object, such as `spec.template.spec`. */
  public readonly specPath: string;
  public readonly labels: Readonly<Record<string, string>>;
  public readonly annotations: Readonly<Record<string, string>>;
  /** Every container: init containers and native sidecars, containers, ephemeral containers. */
  public readonly containers: readonly PodContainer[];

  private constructor(
    public readonly manifest: Manifest,
    { keys, metadataPath, specPath }: PodPlace,
  ) {
    const pod = Json.at(manifest.object, ...keys);
    this.metadata = Json.object(Json.at(pod, 'metadata'));
    this.spec = Json.object(Json.at(pod, 'spec'));
    this.metadataPath = metadataPath;
    this.specPath = specPath;
    this.labels = Json.texts(this.metadata.labels);
    this.annotations = Json.texts(this.metadata.annotations);
    this.containers = this.readContainers();
  }

  private readContainers(): readonly PodContainer[] {
    const containers: PodContainer[] = [];
    for (let place = 0; place < LISTS.length; place++) {
      const list = LISTS[place];
      const elements = Json.list(this.spec[list]);
      for (let index = 0; index < elements.length; index++) {
        const container = Json.object(elements[index]);
        const name = Json.text(container.name) ?? '';
        containers.push({ list, index, name, path: `${this.specPath}.${list}[${index}]`, container });
      }
    }
    return containers;
  }
}
