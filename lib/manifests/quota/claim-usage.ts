import { Quantity } from '../../notation/quantity';
import { Json, type JsonObject } from '../json/json';
import type { ManifestSet } from '../manifest-set';
import { PerSet } from '../per-set';
import { ResourceList } from './resource-list';

const ONE = Quantity.units(1);
const CLASS_ANNOTATION = 'volume.beta.kubernetes.io/storage-class';
const DEFAULT_ANNOTATIONS = [
  'storageclass.kubernetes.io/is-default-class',
  'storageclass.beta.kubernetes.io/is-default-class',
];

/**
 * What one PersistentVolumeClaim takes of a ResourceQuota, by its keys.
 *
 * https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/quota/v1/evaluator/core/persistent_volume_claims.go
 */
export class ClaimUsage {
  private static readonly defaultClass = new PerSet(all => {
    const classes = all.ofKind('storage.k8s.io', 'StorageClass');
    return classes.find(({ annotations }) => DEFAULT_ANNOTATIONS.some(key => annotations[key] === 'true'))?.name ?? '';
  });

  public static of(claim: JsonObject, all: ManifestSet): ResourceList {
    const taken: [string, Quantity][] = [
      ['persistentvolumeclaims', ONE],
      ['count/persistentvolumeclaims', ONE],
    ];
    const storageClass = ClaimUsage.classOf(claim, all);
    if (storageClass !== '') taken.push([`${storageClass}.storageclass.storage.k8s.io/persistentvolumeclaims`, ONE]);
    const storage = ClaimUsage.storageOf(claim);
    if (storage) {
      taken.push(['requests.storage', storage]);
      if (storageClass !== '') taken.push([`${storageClass}.storageclass.storage.k8s.io/requests.storage`, storage]);
    }
    return ResourceList.ofAmounts(taken);
  }

  /** Bytes, rounded up to whole ones; what is already allocated counts where it is more. */
  private static storageOf(claim: JsonObject): Quantity | undefined {
    const asked = ResourceList.of(Json.at(claim.spec, 'resources', 'requests')).get('storage');
    if (!asked) return undefined;
    const allocated = ResourceList.of(Json.at(claim.status, 'allocatedResources')).get('storage') ?? Quantity.ZERO;
    const milli = asked.max(allocated).milli;
    return Quantity.units(milli / 1000n + (milli % 1000n > 0n ? 1n : 0n));
  }

  /** The class that the claim names, be it an empty one; without, the default of the cluster. */
  private static classOf(claim: JsonObject, all: ManifestSet): string {
    const annotated = Json.texts(Json.at(claim.metadata, 'annotations'))[CLASS_ANNOTATION];
    const named = annotated ?? Json.text(Json.at(claim.spec, 'storageClassName'));
    return named ?? ClaimUsage.defaultClass.of(all);
  }
}
