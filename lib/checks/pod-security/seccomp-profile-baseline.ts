import type { JudgedPod } from './_judged-pod';
import type { SharedSecurity } from './_pod-fields';
import { Setters } from './_setters';
import type { VersionedCheck } from './_versioned-check';
import { ALLOWED, forbidden, goQuoted, plural, quoted, sortedSet } from './_wording';

const POD_ANNOTATION = 'seccomp.security.alpha.kubernetes.io/pod';
const CONTAINER_ANNOTATION = 'container.seccomp.security.alpha.kubernetes.io/';
const TYPES = new Set(['RuntimeDefault', 'Localhost']);

/**
 * Where a seccomp profile is named, it is the runtime's default or one of the node's: seccomp is not switched off.
 *
 * Fields:  until v1.18 metadata.annotations[seccomp.security.alpha.kubernetes.io/pod]
 *                  and metadata.annotations[container.seccomp.security.alpha.kubernetes.io/<name of a container>]
 * Allowed: runtime/default, docker/default, localhost/*; no annotation
 * Fields:  from v1.19 <pod>.securityContext.seccompProfile.type
 *                 and <pod>.{initContainers,containers,ephemeralContainers}[*].securityContext.seccompProfile.type
 * Allowed: RuntimeDefault, Localhost; no profile at all
 * Source:  https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
 * History: annotations since v1.0, fields in their place from v1.19, where a restricted pod is held to
 *          seccomp-profile-restricted instead
 */
export const seccompProfileBaseline: VersionedCheck = {
  id: 'seccomp-profile-baseline',
  level: 'baseline',
  title: 'no seccomp profile is set to anything but the default of the runtime or a profile of the node',
  fix: 'remove the seccomp profile, or use RuntimeDefault or Localhost',
  versions: [
    { since: 0, examine: annotationsMustNotUnconfine },
    { since: 19, examine: pod => fieldsMustNotUnconfine(pod) ?? ALLOWED },
  ],
};

function annotationsMustNotUnconfine(pod: JudgedPod) {
  const keys = [POD_ANNOTATION, ...pod.containers.map(({ name }) => CONTAINER_ANNOTATION + name)];
  const bad = [...new Set(keys)].filter(key => Object.hasOwn(pod.annotations, key) && !isProfile(pod.annotations[key]));
  if (bad.length === 0) return ALLOWED;
  const texts = sortedSet(bad.map(key => `${key}=${goQuoted(pod.annotations[key])}`));
  return forbidden(
    pod.atAnnotation(bad[0]),
    'seccompProfile',
    `forbidden ${plural(texts.length, 'annotation')} ${texts.join(', ')}`,
  );
}

function isProfile(annotation: string): boolean {
  return annotation === 'runtime/default' || annotation === 'docker/default' || annotation.startsWith('localhost/');
}

/** Undefined where no profile is a bad one. */
export function fieldsMustNotUnconfine(pod: JudgedPod) {
  const setters = Setters.of(pod, hasBadProfile);
  if (!setters) return undefined;
  const types = sortedSet(setters.all.map(({ security }) => security.seccompProfile?.type ?? ''));
  return forbidden(
    setters.at('seccompProfile.type'),
    'seccompProfile',
    `${setters} must not set securityContext.seccompProfile.type to ${quoted(types)}`,
  );
}

function hasBadProfile({ seccompProfile: profile }: SharedSecurity): boolean {
  return profile !== undefined && !TYPES.has(profile.type ?? '');
}
