import type { JudgedPod } from './_judged-pod';
import { Setters } from './_setters';
import type { VersionedCheck } from './_versioned-check';
import { ALLOWED, forbidden } from './_wording';

/**
 * No container runs as a process of a Windows node.
 *
 * Fields:  <pod>.securityContext.windowsOptions.hostProcess
 *          <pod>.{initContainers,containers,ephemeralContainers}[*].securityContext.windowsOptions.hostProcess
 * Allowed: false; unset
 * Source:  https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
 * History: since v1.0
 */
export const windowsHostProcess: VersionedCheck = {
  id: 'windows-host-process',
  level: 'baseline',
  title: 'no container is a Windows host process',
  fix: 'remove securityContext.windowsOptions.hostProcess',
  versions: [{ since: 0, examine: mustNotBeHostProcess }],
};

function mustNotBeHostProcess(pod: JudgedPod) {
  const setters = Setters.of(pod, security => security.windowsOptions?.hostProcess === true);
  if (!setters) return ALLOWED;
  return forbidden(
    setters.at('windowsOptions.hostProcess'),
    'hostProcess',
    `${setters} must not set securityContext.windowsOptions.hostProcess=true`,
  );
}
