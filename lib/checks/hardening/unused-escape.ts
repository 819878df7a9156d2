import { Escapes } from '../../manifests/escapes';
import { PodTemplate } from '../../manifests/pod-template';
import type { Check } from '../check';
import { PodSecurityStandard } from '../pod-security/pod-security-standard';

/** What a pod that uses an escape has in its spec. */
const FIELDS: Readonly<Record<string, string>> = {
  'host-network': 'hostNetwork',
  'host-pid': 'hostPID',
  'host-ipc': 'hostIPC',
};

/** Checks of which a pod that uses an escape violates one. */
const VIOLATED: Readonly<Record<string, readonly string[]>> = {
  'host-path': ['host-path-volumes'],
  'host-port': ['host-ports'],
  privileged: ['privileged'],
  'host-probe': ['host-probes-and-host-lifecycle'],
  'privilege-escalation': ['allow-privilege-escalation'],
  'baseline-capabilities': ['capabilities-restricted'],
  capabilities: ['capabilities-baseline'],
  'root-user': ['run-as-user', 'run-as-non-root'],
  unconfined: ['seccomp-profile-baseline', 'seccomp-profile-restricted'],
  sysctls: ['sysctls'],
  'volume-types': ['restricted-volumes'],
};

/**
 * An escape from the restricted standard is there because it is used: one that is left over would let the next change pass
 * unseen.
 *
 * Fields:  metadata.annotations[fortress.cdk8s.io/escapes]; <pod>
 * Allowed: escapes that exist, each for something that the pod does and the restricted standard, in its latest version,
 *          forbids
 * Source:  the annotation is what HardenedPod makes of its escapes
 */
export const unusedEscape: Check = {
  id: 'unused-escape',
  family: 'hardening',
  title: 'every escape that a workload names is used',
  fix: 'remove the escape',
  kinds: PodTemplate.KINDS,
  examine: (manifest, all) => {
    const escapes = Escapes.of(manifest);
    const pod = all.podOf(manifest);
    if (!pod || escapes.length === 0) return [];
    const violated = new Set(violations(pod));
    return escapes.flatMap(({ kind }) => {
      const isField = Object.hasOwn(FIELDS, kind);
      const isKnown = isField || Object.hasOwn(VIOLATED, kind);
      const isUsed = isField
        ? pod.spec[FIELDS[kind]] === true
        : isKnown && VIOLATED[kind].some(check => violated.has(check));
      if (isKnown && isUsed) return [];
      const name = JSON.stringify(kind);
      return [{ path: Escapes.PATH, message: isKnown ? `${name} is not used` : `there is no escape ${name}` }];
    });
  },
};

/** Of both levels: restricted checks take the place of some baseline ones. */
function violations(pod: PodTemplate): readonly string[] {
  return (['baseline', 'restricted'] as const).flatMap(level =>
    PodSecurityStandard.evaluate(pod, level, 'latest').map(({ check }) => check),
  );
}
