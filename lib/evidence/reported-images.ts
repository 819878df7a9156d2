import type { Manifest } from '../manifests/manifest';
import type { ManifestSet } from '../manifests/manifest-set';
import { PodImages } from '../manifests/pod-images';
import type { PodTemplate } from '../manifests/pod-template';
import { ImagePolicy } from '../manifests/supply-chain/image-policy';

/** An image, by its digest, and what is known of it from the registry to the objects that run it. */
export interface ReportedImage {
  /** As it is written in the objects. */
  readonly image: string;
  readonly digest: string;
  /** Whether the digest is an example: no build has produced it yet. */
  readonly example: boolean;
  /** The policies that refuse it unless its signer has signed this digest. */
  readonly signatureAskedBy: readonly string[];
  /** Those of them that ask for the signer's attestation of a scan, too. */
  readonly scanAskedBy: readonly string[];
  /** The objects that run or mount it. */
  readonly objects: readonly string[];
}

interface KnownImage {
  readonly digest: string;
  readonly policies: Set<ImagePolicy>;
  readonly objects: Set<string>;
}

/**
 * The images of an environment: from a digest to the scan and the signature that the cluster asks for, and on to the objects
 * (seed row I12). Audit records have the same digest.
 */
export class ReportedImages {
  /** In the order of their references. */
  public static of(all: ManifestSet): readonly ReportedImage[] {
    const images = new Map<string, KnownImage>();
    for (const manifest of [...all.manifests, ...all.made]) {
      if (manifest.pod) ReportedImages.collect(manifest, manifest.pod, images, all);
    }
    const examples = new Set(all.facts.exampleImages);
    const sorted = [...images].sort(([a], [b]) => (a < b ? -1 : 1));
    return sorted.map(([image, { digest, policies, objects }]) => ({
      image,
      digest,
      example: examples.has(image),
      signatureAskedBy: [...policies].map(String).sort(),
      scanAskedBy: [...policies]
        .filter(policy => policy.asksForScan)
        .map(String)
        .sort(),
      objects: [...objects].sort(),
    }));
  }

  private static collect(
    manifest: Manifest,
    pod: PodTemplate,
    images: Map<string, KnownImage>,
    all: ManifestSet,
  ): void {
    const policies = ImagePolicy.in(all).filter(
      policy => policy.gaps.length === 0 && policy.appliesIn(manifest.effectiveNamespace),
    );
    for (const image of PodImages.of(pod)) {
      const digest = image.reference?.digest;
      if (digest === undefined) continue;
      const known = images.get(image.text) ?? { digest, policies: new Set(), objects: new Set() };
      images.set(image.text, known);
      known.objects.add(String(manifest.maker?.manifest ?? manifest));
      for (const policy of policies) if (policy.matches(image)) known.policies.add(policy);
    }
  }
}
