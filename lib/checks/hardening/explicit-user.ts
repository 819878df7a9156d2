import { Json } from '../../manifests/json/json';
import { PodTemplate } from '../../manifests/pod-template';
import { Flat } from '../../notation/flat';
import type { Check } from '../check';

/**
 * A container runs as a user that its manifest names, and not as whatever its image says.
 *
 * An image without a user runs as root; with `runAsNonRoot` the kubelet does not start it, and without it does.
 *
 * Fields:  <pod>.securityContext.runAsUser;
 *          <pod>.{initContainers,containers,ephemeralContainers}[*].securityContext.runAsUser
 * Allowed: a number above 0, of the container or else of the pod; anything in a pod of Windows
 * Source:  https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
 *          seed rows D01, D04, D06
 */
export const explicitUser: Check = {
  id: 'explicit-user',
  family: 'hardening',
  title: 'containers run as a user other than root that the manifest names',
  fix: 'set securityContext.runAsUser of the pod to a number above 0',
  kinds: PodTemplate.KINDS,
  examine: (manifest, all) => {
    const pod = all.podOf(manifest);
    if (!pod || Json.at(pod.spec.os, 'name') === 'windows') return [];
    const ofPod = Json.at(pod.spec.securityContext, 'runAsUser');
    return Flat.map(pod.containers, ({ name, path, container }) => {
      const user = Json.at(container.securityContext, 'runAsUser') ?? ofPod;
      if (typeof user === 'number' && user > 0) return [];
      const who = `container ${JSON.stringify(name)}`;
      const message =
        user === undefined || user === null
          ? `${who} runs as the user of its image`
          : `${who} runs as user ${JSON.stringify(user)}`;
      return [{ path: `${path}.securityContext.runAsUser`, message }];
    });
  },
};
