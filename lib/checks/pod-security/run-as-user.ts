import type { JudgedPod } from './_judged-pod';
import { Setters } from './_setters';
import type { VersionedCheck } from './_versioned-check';
import { ALLOWED, forbidden } from './_wording';

/**
 * Containers do not ask for user 0.
 *
 * Fields:  <pod>.securityContext.runAsUser
 *          <pod>.{initContainers,containers,ephemeralContainers}[*].securityContext.runAsUser
 * Allowed: any number but 0; unset; from v1.35 anything, if <pod>.hostUsers is false
 * Source:  https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 * History: since v1.23; from v1.35 not for pods in a user namespace of their own
 */
export const runAsUser: VersionedCheck = {
  id: 'run-as-user',
  level: 'restricted',
  title: 'containers do not run as user 0',
  fix: 'set securityContext.runAsUser to the number of another user, or remove it',
  versions: [
    { since: 23, examine: mustNotBeRoot },
    { since: 35, examine: pod => (pod.isUserNamespaced ? ALLOWED : mustNotBeRoot(pod)) },
  ],
};

function mustNotBeRoot(pod: JudgedPod) {
  const setters = Setters.of(pod, security => security.runAsUser === 0);
  if (!setters) return ALLOWED;
  return forbidden(setters.at('runAsUser'), 'runAsUser=0', `${setters} must not set runAsUser=0`);
}
