import { Json } from './json/json';
import type { PodTemplate } from './pod-template';

/** An image that a pod runs or mounts. */
export interface PodImage {
  /** Exact path of the field, such as `spec.template.spec.containers[0].image`. */
  readonly path: string;
  /** As it is written; empty where it is none. */
  readonly text: string;
  /** Whose it is: `container "api"`, `volume "model"`. */
  readonly owner: string;
}

/** The images of a pod: those of its containers, and those that it mounts. */
export class PodImages {
  public static of(pod: PodTemplate): readonly PodImage[] {
    const containers = pod.containers.map(({ path, name, container }) => ({
      path: `${path}.image`,
      text: Json.text(container.image) ?? '',
      owner: `container ${JSON.stringify(name)}`,
    }));
    const volumes = Json.list(pod.spec.volumes).flatMap((volume, index) => {
      const image = Json.at(volume, 'image');
      if (!Json.isObject(image)) return [];
      const path = `${pod.specPath}.volumes[${index}].image.reference`;
      const owner = `volume ${JSON.stringify(Json.text(Json.at(volume, 'name')) ?? '')}`;
      return [{ path, text: Json.text(image.reference) ?? '', owner }];
    });
    return [...containers, ...volumes];
  }
}
