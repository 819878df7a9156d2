import { PodImages } from '../../manifests/pod-images';
import { PodTemplate } from '../../manifests/pod-template';
import { Flat } from '../../notation/flat';
import type { Check } from '../check';
import { isFrom } from './_registries';

/**
 * Every image comes from a registry of the site.
 *
 * Fields:  <pod>.{initContainers,containers,ephemeralContainers}[*].image, <pod>.volumes[*].image.reference
 * Allowed: the site's `registries`: a host with its port, or with a path the repositories below it. A reference without a
 *          host is one of docker.io. Without registries nothing is known, and nothing is said.
 * Source:  https://kubernetes.io/docs/concepts/containers/images/#image-names; seed rows H19, K09
 */
export const imageRegistry: Check = {
  id: 'image-registry',
  family: 'supply-chain',
  title: 'Every image comes from a registry of the site',
  fix: 'mirror it to a registry of the site, or add its registry to the site',
  kinds: PodTemplate.KINDS,
  examine: (manifest, all) => {
    const pod = all.podOf(manifest);
    const { registries } = all.facts;
    if (!pod || registries.length === 0) return [];
    return Flat.map(PodImages.of(pod), image => {
      const { path, text, reference } = image;
      if (reference && registries.some(registry => isFrom(registry, reference))) return [];
      const what = reference
        ? `is from ${JSON.stringify(reference.registry)}, not from ${registries.join(', ')}`
        : 'is no image reference';
      return [{ path, message: `${JSON.stringify(text)} of ${PodImages.owner(image)} ${what}` }];
    });
  },
};
