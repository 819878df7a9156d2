import type { JudgedPod } from './_judged-pod';
import { Setters } from './_setters';
import type { VersionedCheck } from './_versioned-check';
import { ALLOWED, forbidden, named } from './_wording';

const REASON = 'runAsNonRoot != true';

/**
 * Containers run as a user other than root.
 *
 * Fields:  <pod>.securityContext.runAsNonRoot
 *          <pod>.{initContainers,containers,ephemeralContainers}[*].securityContext.runAsNonRoot
 * Allowed: true; unset on a container if the pod says true, and on the pod if every container does;
 *          from v1.35 anything, if <pod>.hostUsers is false
 * Source:  https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 * History: since v1.0; from v1.35 not for pods in a user namespace of their own
 */
export const runAsNonRoot: VersionedCheck = {
  id: 'run-as-non-root',
  level: 'restricted',
  title: 'containers must run as a non-root user',
  fix: 'set securityContext.runAsNonRoot to true in the pod, and nowhere to false',
  versions: [
    { since: 0, examine: mustSayNonRoot },
    { since: 35, examine: pod => (pod.isUserNamespaced ? ALLOWED : mustSayNonRoot(pod)) },
  ],
};

function mustSayNonRoot(pod: JudgedPod) {
  const setters = Setters.of(pod, security => security.runAsNonRoot === false);
  if (setters) {
    const detail = `${setters} must not set securityContext.runAsNonRoot=false`;
    return forbidden(setters.at('runAsNonRoot'), REASON, detail);
  }
  if (pod.security.runAsNonRoot === true) return ALLOWED;
  const silent = pod.containers.filter(({ security }) => security.runAsNonRoot === undefined);
  if (silent.length === 0) return ALLOWED;
  const names = silent.map(container => container.name);
  const detail = `pod or ${named('container', names)} must set securityContext.runAsNonRoot=true`;
  return forbidden(silent[0].at('securityContext.runAsNonRoot'), REASON, detail);
}
