import { ImageReference } from '../notation/image-reference';
import { InvalidValue } from '../notation/invalid-value';

const EXAMPLE = '"registry.example.com/team/app@sha256:<64 hexadecimal digits>"';

/**
 * A container image, pinned by its digest.
 *
 * A tag can be moved to another image after review; a digest cannot. A tag may stand beside the digest, for people to read.
 */
export class Image {
  /**
   * Reads an image reference.
   *
   * @param reference such as `registry.example.com/vision/model-api@sha256:<64 hexadecimal digits>`
   * @throws if it is no image reference, or carries no digest
   */
  public static of(reference: string): Image {
    const parts = ImageReference.tryParse(reference);
    if (!parts) throw new InvalidValue('image', `an image reference such as ${EXAMPLE}`, reference);
    if (!parts.digest) throw new InvalidValue('image', `pinned by a digest, such as ${EXAMPLE}`, reference);
    return new Image(reference, parts.registry, parts.repository, parts.digest);
  }

  private constructor(
    /** The whole reference, as it stands in the container. */
    public readonly reference: string,
    /** Host and port of the registry; `docker.io` where the reference names none. */
    public readonly registry: string,
    /** Path of the repository in the registry; Docker's own images are in `library/`. */
    public readonly repository: string,
    /** Such as `sha256:` and 64 hexadecimal digits. */
    public readonly digest: string,
  ) {}
}
