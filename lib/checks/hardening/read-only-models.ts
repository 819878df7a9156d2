import { JsonField } from '../../manifests/json/json-field';
import { PodTemplate } from '../../manifests/pod-template';
import { WorkloadIntents } from '../../manifests/workload-intents';
import type { Check } from '../check';

/** Volumes that outlive the pod, or that others have a part in. */
const LASTING = ['persistentVolumeClaim', 'csi', 'nfs', 'ephemeral', 'hostPath', 'iscsi', 'cephfs', 'rbd', 'glusterfs'];

/**
 * A pod that serves a model cannot change it: it mounts what lasts read-only.
 *
 * Whoever takes over a server that strangers talk to must not be able to leave another model behind.
 *
 * Fields:  <container>.volumeMounts[*].readOnly, <container>.volumeDevices; <pod>.volumes[*]; label
 *          fortress.cdk8s.io/workload-class of the pod or its Namespace
 * Allowed: for pods of class inference, readOnly in each mount of a volume that is a claim or comes from outside the pod, or
 *          in the claim's or volume's own field; emptyDirs as they are; no block device
 * Source:  https://kubernetes.io/docs/concepts/storage/volumes/#read-only-mounts
 *          seed rows D34, L02
 */
export const readOnlyModels: Check = {
  id: 'read-only-models',
  family: 'hardening',
  title: 'inference pods mount what lasts read-only',
  fix: 'set readOnly: true in the mount',
  kinds: PodTemplate.KINDS,
  examine: (manifest, all) => {
    const pod = all.podOf(manifest);
    if (!pod || WorkloadIntents.classOf(pod, all) !== 'inference') return [];
    const volumes = new JsonField(pod.spec, pod.specPath).items('volumes').filter(isWritable);
    const names = new Set(volumes.map(volume => volume.at('name').text));
    return pod.containers.flatMap(({ container, path, name }) => {
      const field = new JsonField(container, path);
      const mounts = field.items('volumeMounts').filter(mount => {
        return names.has(mount.at('name').text) && mount.at('readOnly').value !== true;
      });
      return [...mounts, ...field.items('volumeDevices')].map(mount => {
        const volume = JSON.stringify(mount.at('name').text ?? '');
        return { path: mount.path, message: `container ${JSON.stringify(name)} can write to volume ${volume}` };
      });
    });
  },
};

function isWritable(volume: JsonField): boolean {
  return LASTING.some(kind => volume.at(kind).isObject && volume.at(kind, 'readOnly').value !== true);
}
