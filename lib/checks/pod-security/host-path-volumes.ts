import type { JudgedPod } from './_judged-pod';
import type { VersionedCheck } from './_versioned-check';
import { ALLOWED, forbidden, named } from './_wording';

/**
 * A pod mounts nothing of its node's file system.
 *
 * Fields:  <pod>.volumes[*].hostPath
 * Allowed: unset
 * Source:  https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
 * History: since v1.0; a restricted pod is held to restricted-volumes in its place
 */
export const hostPathVolumes: VersionedCheck = {
  id: 'host-path-volumes',
  level: 'baseline',
  title: 'pods mount no path of the node',
  fix: 'use a volume of another kind, such as emptyDir or persistentVolumeClaim',
  versions: [{ since: 0, examine: mustNotMountNode }],
};

function mustNotMountNode(pod: JudgedPod) {
  const volumes = pod.spec.volumes ?? [];
  const bad = volumes.filter(volume => volume.hostPath !== undefined);
  if (bad.length === 0) return ALLOWED;
  const names = bad.map(volume => volume.name ?? '');
  return forbidden(pod.at(`volumes[${volumes.indexOf(bad[0])}].hostPath`), 'hostPath volumes', named('volume', names));
}
