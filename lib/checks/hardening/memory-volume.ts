import { Json } from '../../manifests/json/json';
import { JsonField } from '../../manifests/json/json-field';
import { PodTemplate } from '../../manifests/pod-template';
import { PodResources } from '../../manifests/quota/pod-resources';
import { Quantity } from '../../notation/quantity';
import type { Check } from '../check';

/**
 * A volume in memory fits into the memory of the container that fills it.
 *
 * What is written there counts as memory of the container that writes: a full volume that is as large as the limit ends the
 * container, and Kubernetes says no word about it before.
 *
 * Fields:  <pod>.volumes[*].emptyDir.{medium,sizeLimit}; <container>.volumeMounts; <container>.resources.limits.memory after
 *          the defaults of LimitRanges
 * Allowed: with medium Memory, a size limit below the memory limit of each container that mounts it writable; where a
 *          container mounts several, their sum
 * Source:  https://kubernetes.io/docs/concepts/storage/volumes/#emptydir
 *          seed row B17: shared memory for training without the host's IPC
 */
export const memoryVolume: Check = {
  id: 'memory-volume',
  family: 'hardening',
  title: 'emptyDirs in memory fit into the memory limits of their containers',
  fix: 'lower emptyDir.sizeLimit, or raise the memory limit',
  kinds: PodTemplate.KINDS,
  examine: (manifest, all) => {
    const pod = all.podOf(manifest);
    if (!pod) return [];
    const sizes = sizesIn(pod);
    if (sizes.size === 0) return [];
    return PodResources.of(pod, all).containers.flatMap(({ container: { container, path, name }, limits }) => {
      const mounted = new JsonField(container)
        .items('volumeMounts')
        .filter(mount => mount.at('readOnly').value !== true);
      const names = new Set(mounted.map(mount => mount.at('name').text ?? ''));
      const sum = [...names].reduce((total, volume) => total.plus(sizes.get(volume) ?? Quantity.ZERO), Quantity.ZERO);
      const limit = limits.get('memory');
      if (limit === undefined || limit.exceeds(sum)) return [];
      const message = `container ${JSON.stringify(name)} may use ${limit.toBinaryString()} of memory, and fill volumes of ${sum.toBinaryString()} with it`;
      return [{ path: `${path}.volumeMounts`, message }];
    });
  },
};

/** The volumes in memory that have a size; sized-empty-dir asks the others for one. */
function sizesIn({ spec }: PodTemplate): ReadonlyMap<string, Quantity> {
  const sizes = new Map<string, Quantity>();
  for (const { name, emptyDir } of Json.objects(spec.volumes)) {
    const { medium, sizeLimit } = Json.object(emptyDir);
    const size = medium === 'Memory' ? Quantity.tryParse(sizeLimit) : undefined;
    if (size) sizes.set(Json.text(name) ?? '', size);
  }
  return sizes;
}
