import type { ManifestSet } from '../../manifests/manifest-set';
import { NamespaceSpeaker } from '../../manifests/namespace-speaker';
import { PodImages } from '../../manifests/pod-images';
import type { PodTemplate } from '../../manifests/pod-template';
import { ImagePolicy } from '../../manifests/supply-chain/image-policy';
import { Flat } from '../../notation/flat';
import type { Check, Violation } from '../check';

/**
 * The cluster refuses every image of a pod that its signer has not signed.
 *
 * Kyverno judges the pods themselves, whatever stamps them out; a policy on workloads alone can be passed by.
 *
 * Fields:  <pod>.{initContainers,containers,ephemeralContainers}[*].image, <pod>.volumes[*].image.reference;
 *          ImageValidatingPolicy, NamespacedImageValidatingPolicy: spec; PolicyException: spec.policyRefs
 * Allowed: an image that one of the globs of a policy matches as it is written, where the policy applies to the namespace,
 *          denies, fails closed, requires verification, sees pods created and updated and their ephemeral containers, has
 *          exact signers (keys, or issuer and subject; no keyless one in an air gap), and neither conditions nor exceptions.
 *          What is no image reference is the question of image-digest
 * Needs:   a policy, or the site's `registries`. Where nobody says which images are meant to run, nothing is said.
 * Source:  https://kyverno.io/docs/policy-types/image-validating-policy/; seed rows H20, I05, I06. By its defaults Kyverno leaves
 *          out its own namespace and kube-system.
 */
export const imageVerified: Check = {
  id: 'image-verified',
  family: 'supply-chain',
  title: 'Every image is verified by an enforcing policy',
  fix: 'render an ImageVerification over the registries of the site, and close what keeps it from enforcing',
  kinds: NamespaceSpeaker.KINDS,
  examine: (manifest, all) => {
    if (ImagePolicy.in(all).length > 0) {
      const pod = all.podOf(manifest);
      return pod ? ofPod(pod, all) : [];
    }
    if (all.facts.registries.length === 0) return [];
    const namespace = NamespaceSpeaker.namespaceOf(manifest, all);
    if (namespace === undefined) return [];
    const message = `no ImageValidatingPolicy verifies the images of pods in namespace ${JSON.stringify(namespace)}`;
    return [{ path: '', message }];
  },
};

function ofPod(pod: PodTemplate, all: ManifestSet): readonly Violation[] {
  const policies = ImagePolicy.in(all).filter(policy => policy.appliesIn(pod.manifest.effectiveNamespace));
  return Flat.map(PodImages.of(pod), image => {
    if (!image.reference || policies.some(policy => policy.gaps.length === 0 && policy.matches(image))) return [];
    const matching = policies.filter(policy => policy.matches(image));
    const lenient = matching.map(policy => `${policy}: ${policy.gaps.join('; ')}`);
    const what =
      lenient.length > 0 ? `is not surely verified: ${lenient.join('. ')}` : 'is matched by no ImageValidatingPolicy';
    return [{ path: image.path, message: `${JSON.stringify(image.text)} of ${PodImages.owner(image)} ${what}` }];
  });
}
