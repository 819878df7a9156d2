import type { IConstruct, IMixin } from 'constructs';
import type { Image } from '../values/image';
import { ContainerKeys } from './_container-keys';
import { PodSweep } from './_pod-sweep';

/**
 * Pins the images of containers that exist already, by digest; also the place to send them through a registry of your own.
 *
 * Checks: `image-digest`, `image-registry`.
 */
export class ContainerImages implements IMixin {
  private readonly containers: ContainerKeys<Image>;

  /**
   * @param images what takes the place of an image, by the reference as it is written, such as `nginx:1.27`; a reference that
   * no container has is a problem of the synthesis
   */
  constructor(images: { readonly [reference: string]: Image }) {
    this.containers = new ContainerKeys('ContainerImages', 'image', images);
  }

  /** Paths of the objects that it was applied to; empty if nothing matched. */
  public get appliedTo(): string[] {
    return this.containers.paths;
  }

  /** Whether the construct is an object that carries a pod. */
  public supports(construct: IConstruct): boolean {
    return PodSweep.supports(construct);
  }

  /** Replaces the images of the containers of an object. */
  public applyTo(construct: IConstruct): void {
    this.containers.change(construct, (container, { reference }) => ({ ...container, image: reference }));
  }
}
