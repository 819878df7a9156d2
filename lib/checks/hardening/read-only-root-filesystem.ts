import { Json } from '../../manifests/json/json';
import { PodTemplate } from '../../manifests/pod-template';
import type { Check } from '../check';

/**
 * No container can write to its own image.
 *
 * Fields:  <pod>.{initContainers,containers,ephemeralContainers}[*].securityContext.readOnlyRootFilesystem
 * Allowed: true; anything in a pod of Windows, which cannot do it
 * Source:  https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
 *          seed rows D02, D03, D04
 */
export const readOnlyRootFilesystem: Check = {
  id: 'read-only-root-filesystem',
  family: 'hardening',
  title: 'containers have a read-only root file system',
  fix: 'set securityContext.readOnlyRootFilesystem: true, and mount an emptyDir where the program writes',
  kinds: PodTemplate.KINDS,
  examine: (manifest, all) => {
    const pod = all.podOf(manifest);
    if (!pod || Json.at(pod.spec.os, 'name') === 'windows') return [];
    return pod.containers
      .filter(({ container }) => Json.at(container.securityContext, 'readOnlyRootFilesystem') !== true)
      .map(({ name, path }) => ({
        path: `${path}.securityContext.readOnlyRootFilesystem`,
        message: `the root file system of container ${JSON.stringify(name)} is writable`,
      }));
  },
};
