import type { JudgedContainer, JudgedPod } from './_judged-pod';
import type { VersionedCheck } from './_versioned-check';
import { ALLOWED, forbidden, named, quoted, sortedSet } from './_wording';

/**
 * Containers keep the parts of /proc hidden that runtimes hide by default.
 *
 * Fields:  <pod>.{initContainers,containers,ephemeralContainers}[*].securityContext.procMount
 * Allowed: Default; unset; from v1.35 anything, if <pod>.hostUsers is false
 * Source:  https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
 * History: since v1.0; from v1.35 not for pods in a user namespace of their own, and a restricted pod is held to
 *          proc-mount-restricted in its place
 */
export const procMountBaseline: VersionedCheck = {
  id: 'proc-mount-baseline',
  level: 'baseline',
  title: 'containers see only the default parts of /proc, unless the pod has its own user namespace',
  fix: 'remove securityContext.procMount, or set hostUsers to false (from v1.35)',
  versions: [
    { since: 0, examine: mustMountDefault },
    { since: 35, examine: pod => (pod.isUserNamespaced ? ALLOWED : mustMountDefault(pod)) },
  ],
};

export function mustMountDefault(pod: JudgedPod) {
  const bad = pod.containers.filter(container => typeOf(container) !== 'Default');
  if (bad.length === 0) return ALLOWED;
  const names = bad.map(container => container.name);
  return forbidden(
    bad[0].at('securityContext.procMount'),
    'procMount',
    `${named('container', names)} must not set securityContext.procMount to ${quoted(sortedSet(bad.map(typeOf)))}`,
  );
}

function typeOf({ security }: JudgedContainer): string {
  return security.procMount ?? 'Default';
}
