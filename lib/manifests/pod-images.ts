import { Flat } from '../notation/flat';
import { ImageReference } from '../notation/image-reference';
import { Json } from './json/json';
import type { PodTemplate } from './pod-template';

/** An image that a pod runs or mounts. */
export interface PodImage {
  /** Exact path of the field, such as `spec.template.spec.containers[0].image`. */
  readonly path: string;
  /** As it is written; empty where it is none. */
  readonly text: string;
  /** Undefined where the text is no image reference. */
  readonly reference: ImageReference | undefined;
  /** Of the container or the volume whose it is. */
  readonly name: string;
  readonly isVolume: boolean;
}

const KNOWN = new WeakMap<PodTemplate, readonly PodImage[]>();

/** The images of a pod: those of its containers, and those that it mounts. */
export class PodImages {
  public static of(pod: PodTemplate): readonly PodImage[] {
    const known = KNOWN.get(pod);
    if (known) return known;
    const images = Flat.join(PodImages.ofContainers(pod), PodImages.ofVolumes(pod));
    KNOWN.set(pod, images);
    return images;
  }

  /** Whose an image is, in words: `container "api"`, `volume "model"`. */
  public static owner({ name, isVolume }: PodImage): string {
    return `${isVolume ? 'volume' : 'container'} ${JSON.stringify(name)}`;
  }

  private static ofContainers({ containers, manifest }: PodTemplate): readonly PodImage[] {
    return Flat.map(containers, ({ path, name, container }) => {
      // What the object leaves open, the controller that makes the pod decides.
      if (manifest.maker && container.image === undefined) return [];
      const text = Json.text(container.image) ?? '';
      return { path: `${path}.image`, text, reference: ImageReference.tryParse(text), name, isVolume: false };
    });
  }

  private static ofVolumes({ spec, specPath }: PodTemplate): readonly PodImage[] {
    return Flat.map(Json.list(spec.volumes), (volume, index) => {
      const image = Json.at(volume, 'image');
      if (!Json.isObject(image)) return [];
      const path = `${specPath}.volumes[${index}].image.reference`;
      const text = Json.text(image.reference) ?? '';
      const name = Json.text(Json.at(volume, 'name')) ?? '';
      return [{ path, text, reference: ImageReference.tryParse(text), name, isVolume: true }];
    });
  }
}
