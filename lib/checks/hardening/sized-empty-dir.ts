import { Json } from '../../manifests/json/json';
import { JsonField } from '../../manifests/json/json-field';
import { PodTemplate } from '../../manifests/pod-template';
import { Flat } from '../../notation/flat';
import { Quantity } from '../../notation/quantity';
import type { Check } from '../check';

/**
 * A scratch volume has a size: it cannot fill the disk or the memory of its node.
 *
 * Fields:  <pod>.volumes[*].emptyDir.sizeLimit; a volume that names no source is an emptyDir
 * Allowed: a quantity above 0
 * Source:  https://kubernetes.io/docs/concepts/storage/volumes/#emptydir
 *          https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/kubelet/eviction/eviction_manager.go
 *          seed row D03
 */
export const sizedEmptyDir: Check = {
  id: 'sized-empty-dir',
  family: 'hardening',
  title: 'emptyDir volumes have a size limit',
  fix: 'set emptyDir.sizeLimit',
  kinds: PodTemplate.KINDS,
  examine: manifest => {
    const { pod } = manifest;
    if (!pod || Json.list(pod.spec.volumes).every(isSized)) return [];
    return Flat.map(new JsonField(pod.spec, pod.specPath).items('volumes').filter(isEmptyDir), volume => {
      if (isSized(volume.value)) return [];
      const { path, value } = volume.at('emptyDir', 'sizeLimit');
      const limit = value === undefined ? 'no size limit' : `the size limit ${JSON.stringify(value)}, which is none`;
      return [{ path, message: `volume ${JSON.stringify(volume.at('name').text ?? '')} has ${limit}` }];
    });
  },
};

function isSized(volume: unknown): boolean {
  return Quantity.tryParse(Json.at(volume, 'emptyDir', 'sizeLimit'))?.exceeds(Quantity.ZERO) === true;
}

/** The API server makes an emptyDir of a volume without a source. */
function isEmptyDir(volume: JsonField): boolean {
  if (volume.at('emptyDir').isObject) return true;
  return volume.isObject && Object.entries(volume.object).every(([key, value]) => key === 'name' || value === null);
}
