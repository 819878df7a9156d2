import { Json, type JsonObject } from '../../manifests/json/json';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { PodTemplate } from '../../manifests/pod-template';
import type { Check, Violation } from '../check';

const CLASS_ANNOTATION = 'volume.beta.kubernetes.io/storage-class';

/** A claim for a volume, and where it stands. */
interface Claim {
  /** Empty for a PersistentVolumeClaim. */
  readonly path: string;
  readonly claim: JsonObject;
}

/**
 * Every claim names a StorageClass of the cluster. One that names none gets whatever the cluster has for its default at that
 * time, and one that names an unknown class waits for ever.
 *
 * Fields:  spec.storageClassName of PersistentVolumeClaims, of StatefulSets' volumeClaimTemplates[*], and of
 *          <pod>.volumes[*].ephemeral.volumeClaimTemplate; the annotation volume.beta.kubernetes.io/storage-class of claims
 * Allowed: a name among the site's storageClasses, or of a StorageClass that is rendered; an empty one, which asks for a
 *          volume made by hand; a volumeName. Where the site does not say which classes there are, everything
 * Source:  https://kubernetes.io/docs/concepts/storage/persistent-volumes/#class-1; seed row D26
 */
export const storageClass: Check = {
  id: 'storage-class',
  family: 'references',
  title: 'every claim names a StorageClass that the cluster has',
  fix: 'set storageClassName to one of the classes of the site',
  kinds: ['PersistentVolumeClaim', ...PodTemplate.KINDS],
  examine: (manifest, all) => {
    const { storageClasses } = all.facts;
    if (storageClasses.length === 0) return [];
    return claimsOf(manifest, all).flatMap(claim => ofClaim(claim, storageClasses, all));
  },
};

function claimsOf(manifest: Manifest, all: ManifestSet): readonly Claim[] {
  const { group, kind, object, spec } = manifest;
  if (group === '' && kind === 'PersistentVolumeClaim') return [{ path: '', claim: object }];
  const templates = group === 'apps' && kind === 'StatefulSet' ? Json.objects(spec.volumeClaimTemplates) : [];
  const pod = all.podOf(manifest);
  return [
    ...templates.map((claim, index) => ({ path: `spec.volumeClaimTemplates[${index}].`, claim })),
    ...Json.objects(pod?.spec.volumes).flatMap((volume, index) => {
      const claim = Json.at(volume, 'ephemeral', 'volumeClaimTemplate');
      const path = `${pod?.specPath}.volumes[${index}].ephemeral.volumeClaimTemplate.`;
      return Json.isObject(claim) ? [{ path, claim }] : [];
    }),
  ];
}

function ofClaim({ path, claim }: Claim, known: readonly string[], all: ManifestSet): Violation[] {
  const annotated = Json.texts(Json.at(claim, 'metadata', 'annotations'))[CLASS_ANNOTATION];
  const name = annotated ?? Json.text(Json.at(claim, 'spec', 'storageClassName'));
  const volume = Json.text(Json.at(claim, 'spec', 'volumeName')) ?? '';
  const field = `${path}spec.storageClassName`;
  const classes = `the site has ${known.join(', ')}`;
  if (volume !== '' || name === '') return [];
  if (name === undefined) return [{ path: field, message: `no StorageClass is named; ${classes}` }];
  if (known.includes(name) || all.find('storage.k8s.io', 'StorageClass', '', name)) return [];
  return [{ path: field, message: `there is no StorageClass ${JSON.stringify(name)}; ${classes}` }];
}
