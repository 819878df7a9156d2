import type { JudgedPod } from './_judged-pod';
import type { VersionedCheck } from './_versioned-check';
import { ALLOWED, forbidden, named } from './_wording';

/**
 * No container is privileged: that would switch most of its isolation off.
 *
 * Fields:  <pod>.{initContainers,containers,ephemeralContainers}[*].securityContext.privileged
 * Allowed: false; unset
 * Source:  https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
 * History: since v1.0
 */
export const privileged: VersionedCheck = {
  id: 'privileged',
  level: 'baseline',
  title: 'no container is privileged',
  fix: 'remove securityContext.privileged',
  versions: [{ since: 0, examine: mustNotBePrivileged }],
};

function mustNotBePrivileged(pod: JudgedPod) {
  const bad = pod.containers.filter(({ security }) => security.privileged === true);
  if (bad.length === 0) return ALLOWED;
  const names = bad.map(container => container.name);
  return forbidden(
    bad[0].at('securityContext.privileged'),
    'privileged',
    `${named('container', names)} must not set securityContext.privileged=true`,
  );
}
