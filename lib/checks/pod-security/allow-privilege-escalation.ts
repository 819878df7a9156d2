import type { JudgedPod } from './_judged-pod';
import type { VersionedCheck } from './_versioned-check';
import { ALLOWED, forbidden, named } from './_wording';

/**
 * No process gains more privileges than its parent, as a set-user-ID file would give it.
 *
 * Fields:  <pod>.{initContainers,containers,ephemeralContainers}[*].securityContext.allowPrivilegeEscalation
 * Allowed: false; from v1.25 anything, if <pod>.os.name is windows
 * Source:  https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 * History: since v1.8, which brought the field; from v1.25 not for Windows pods, which do not have it
 */
export const allowPrivilegeEscalation: VersionedCheck = {
  id: 'allow-privilege-escalation',
  level: 'restricted',
  title: 'containers forbid privilege escalation',
  fix: 'set securityContext.allowPrivilegeEscalation to false in every container',
  versions: [
    { since: 8, examine: mustForbidEscalation },
    { since: 25, examine: pod => (pod.isWindows ? ALLOWED : mustForbidEscalation(pod)) },
  ],
};

function mustForbidEscalation(pod: JudgedPod) {
  const bad = pod.containers.filter(({ security }) => security.allowPrivilegeEscalation !== false);
  if (bad.length === 0) return ALLOWED;
  const names = bad.map(container => container.name);
  return forbidden(
    bad[0].at('securityContext.allowPrivilegeEscalation'),
    'allowPrivilegeEscalation != false',
    `${named('container', names)} must set securityContext.allowPrivilegeEscalation=false`,
  );
}
