import { Json } from '../../manifests/json/json';
import type { ManifestSet } from '../../manifests/manifest-set';
import { PodImages } from '../../manifests/pod-images';
import { PodTemplate } from '../../manifests/pod-template';
import type { Check } from '../check';
import { isFrom, isPrivate } from './_registries';

/**
 * Pods with images of a private registry of the site say with which credentials the kubelet pulls them.
 *
 * Private is what the site lists as a registry, and is none of the public ones.
 *
 * Fields:  <pod>.imagePullSecrets, <pod>.serviceAccountName; ServiceAccount: imagePullSecrets
 * Allowed: a pull secret of the pod, or of its ServiceAccount; none for images of public registries, and of registries that
 *          the site does not list. Whether the secret is there is another check's.
 * Source:  https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/; seed rows D04, H19
 */
export const imagePullSecret: Check = {
  id: 'image-pull-secret',
  family: 'supply-chain',
  title: 'Pods with private images name a pull secret',
  fix: 'add imagePullSecrets to the pod, or to its ServiceAccount',
  kinds: PodTemplate.KINDS,
  examine: (manifest, all) => {
    const pod = all.podOf(manifest);
    if (!pod || hasSecret(pod.spec.imagePullSecrets) || hasSecret(accountOf(pod, all)?.imagePullSecrets)) return [];
    const registries = new Set(
      PodImages.of(pod).flatMap(({ reference }) => {
        if (!reference || !isPrivate(reference)) return [];
        return all.facts.registries.some(registry => isFrom(registry, reference)) ? [reference.registry] : [];
      }),
    );
    if (registries.size === 0) return [];
    return [
      {
        path: `${pod.specPath}.imagePullSecrets`,
        message: `neither the pod nor its ServiceAccount names a secret to pull from ${[...registries].join(', ')}`,
      },
    ];
  },
};

function hasSecret(list: unknown): boolean {
  return Json.objects(list).some(({ name }) => typeof name === 'string' && name !== '');
}

function accountOf({ spec, manifest }: PodTemplate, all: ManifestSet): Readonly<Record<string, unknown>> | undefined {
  const name = Json.text(spec.serviceAccountName) || Json.text(spec.serviceAccount) || 'default';
  return all.find('', 'ServiceAccount', manifest.effectiveNamespace, name)?.object;
}
