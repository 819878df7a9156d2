import type { JudgedPod } from './_judged-pod';
import type { VersionedCheck } from './_versioned-check';
import { ALLOWED, forbidden, named } from './_wording';
import { fieldsMustNotUnconfine } from './seccomp-profile-baseline';

const overrides = ['seccomp-profile-baseline'];

/**
 * Every container of a restricted pod runs under a seccomp profile: the runtime's default or one of the node's.
 *
 * Fields:  <pod>.securityContext.seccompProfile.type
 *          <pod>.{initContainers,containers,ephemeralContainers}[*].securityContext.seccompProfile.type
 * Allowed: RuntimeDefault, Localhost; no profile on a container if the pod has one, and none on the pod if every
 *          container has; from v1.25 anything, if <pod>.os.name is windows
 * Source:  https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 * History: since v1.19, in place of seccomp-profile-baseline; from v1.25 not for Windows pods, which have no seccomp
 */
export const seccompProfileRestricted: VersionedCheck = {
  id: 'seccomp-profile-restricted',
  level: 'restricted',
  title: 'every container has a seccomp profile, of its own or from its pod',
  fix: 'set securityContext.seccompProfile to { type: RuntimeDefault } in the pod',
  versions: [
    { since: 19, overrides, examine: mustHaveProfile },
    { since: 25, overrides, examine: pod => (pod.isWindows ? ALLOWED : mustHaveProfile(pod)) },
  ],
};

function mustHaveProfile(pod: JudgedPod) {
  const explicit = fieldsMustNotUnconfine(pod);
  if (explicit) return explicit;
  if (pod.security.seccompProfile !== undefined) return ALLOWED;
  const silent = pod.containers.filter(({ security }) => security.seccompProfile === undefined);
  if (silent.length === 0) return ALLOWED;
  const who = named(
    'container',
    silent.map(container => container.name),
  );
  return forbidden(
    silent[0].at('securityContext.seccompProfile.type'),
    'seccompProfile',
    `pod or ${who} must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"`,
  );
}
