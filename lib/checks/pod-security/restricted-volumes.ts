import type { JudgedPod } from './_judged-pod';
import type { VolumeFields } from './_pod-fields';
import type { VersionedCheck } from './_versioned-check';
import { ALLOWED_VOLUMES, RESTRICTED_VOLUMES } from './_volume-sources';
import { ALLOWED, forbidden, named, plural, sortedSet } from './_wording';

/**
 * A restricted pod uses only volumes that bring their content from the cluster, not from the node or the network.
 *
 * Fields:  <pod>.volumes[*]
 * Allowed: configMap, csi, downwardAPI, emptyDir, ephemeral, image, persistentVolumeClaim, projected, secret; a volume
 *          that has one of them passes, whatever else it has; so does one without any source, which the API server
 *          makes an emptyDir before it judges; one with a source that upstream does not know does not
 * Source:  https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 * History: since v1.0, in place of host-path-volumes
 */
export const restrictedVolumes: VersionedCheck = {
  id: 'restricted-volumes',
  level: 'restricted',
  title: 'pods use only volumes of the allowed kinds',
  fix: `use a volume of one of the kinds ${ALLOWED_VOLUMES.join(', ')}`,
  versions: [{ since: 0, overrides: ['host-path-volumes'], examine: mustBeAllowedKind }],
};

function mustBeAllowedKind(pod: JudgedPod) {
  const volumes = pod.spec.volumes ?? [];
  const bad = volumes.filter(volume => !isAllowed(volume));
  if (bad.length === 0) return ALLOWED;
  const kinds = sortedSet(bad.map(volume => kindOf(volume) ?? 'unknown'));
  const names = bad.map(volume => volume.name ?? '');
  const uses = plural(bad.length, 'uses', 'use');
  const path = pod.at(`volumes[${volumes.indexOf(bad[0])}]`);
  const kind = kindOf(bad[0]);
  return forbidden(
    kind === undefined ? path : `${path}.${kind}`,
    'restricted volume types',
    `${named('volume', names)} ${uses} ${named('restricted volume type', kinds)}`,
  );
}

function isAllowed(volume: VolumeFields): boolean {
  if (ALLOWED_VOLUMES.some(kind => volume[kind] !== undefined)) return true;
  return Object.entries(volume).every(([key, value]) => key === 'name' || value === undefined || value === null);
}

function kindOf(volume: VolumeFields) {
  return RESTRICTED_VOLUMES.find(kind => volume[kind] !== undefined);
}
