import { PodImages } from '../../manifests/pod-images';
import { PodTemplate } from '../../manifests/pod-template';
import { Flat } from '../../notation/flat';
import type { Check } from '../check';

/**
 * Every image is named by its digest. A tag is moved by whoever can push, and what runs is then not what was reviewed.
 *
 * Fields:  <pod>.{initContainers,containers,ephemeralContainers}[*].image, <pod>.volumes[*].image.reference
 * Allowed: a reference with a digest, with or without a tag beside it
 * Source:  https://kubernetes.io/docs/concepts/containers/images/#image-names; seed rows D04, D11, N12
 */
export const imageDigest: Check = {
  id: 'image-digest',
  family: 'supply-chain',
  title: 'Every image is named by its digest',
  fix: 'name it by what was built and scanned: registry/repository@sha256:…',
  kinds: PodTemplate.KINDS,
  examine: (manifest, all) => {
    const pod = all.podOf(manifest);
    if (!pod) return [];
    return Flat.map(PodImages.of(pod), image => {
      const { path, text, reference } = image;
      if (reference?.digest !== undefined) return [];
      const what = reference
        ? `is tag ${JSON.stringify(reference.tag ?? 'latest')}, which can move`
        : 'is no image reference';
      return [{ path, message: `${JSON.stringify(text)} of ${PodImages.owner(image)} ${what}` }];
    });
  },
};
