import type { JudgedPod } from './_judged-pod';
import type { SharedSecurity } from './_pod-fields';
import { Setters } from './_setters';
import type { VersionedCheck } from './_versioned-check';
import { ALLOWED, forbidden, goQuoted, plural, quoted, sortedSet } from './_wording';

const ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/';
const TYPES = new Set(['RuntimeDefault', 'Localhost']);

/**
 * The AppArmor profile that the runtime applies by default is not switched off or replaced by an unknown one.
 *
 * Fields:  <pod>.securityContext.appArmorProfile.type
 *          <pod>.{initContainers,containers,ephemeralContainers}[*].securityContext.appArmorProfile.type
 * Allowed: RuntimeDefault, Localhost; no profile at all
 * Fields:  metadata.annotations[container.apparmor.security.beta.kubernetes.io/*], of whatever container
 * Allowed: runtime/default, localhost/*, empty; no annotation
 * Source:  https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
 * History: since v1.0, field and annotation alike
 */
export const appArmorProfile: VersionedCheck = {
  id: 'app-armor-profile',
  level: 'baseline',
  title: 'AppArmor profiles are the default of the runtime or a profile of the node',
  fix: 'remove appArmorProfile and the AppArmor annotations, or use RuntimeDefault or Localhost',
  versions: [{ since: 0, examine: mustKeepProfile }],
};

function mustKeepProfile(pod: JudgedPod) {
  const setters = Setters.of(pod, isBad);
  const annotations = Object.keys(pod.annotations).filter(key => isBadAnnotation(key, pod.annotations[key]));
  if (!setters && annotations.length === 0) return ALLOWED;
  const types = setters?.all.map(({ security }) => security).filter(isBad) ?? [];
  const texts = sortedSet(annotations.map(key => `${key}=${goQuoted(pod.annotations[key])}`));
  const values = [...sortedSet(types.map(security => security.appArmorProfile?.type ?? '')), ...texts];
  const who = [
    ...(setters ? [setters.toString()] : []),
    ...(annotations.length > 0 ? [plural(annotations.length, 'annotation')] : []),
  ];
  return forbidden(
    setters?.at('appArmorProfile.type') ?? pod.atAnnotation(sortedSet(annotations)[0]),
    plural(values.length, 'forbidden AppArmor profile'),
    `${who.join(' and ')} must not set AppArmor profile type to ${quoted(values)}`,
  );
}

function isBad({ appArmorProfile: profile }: SharedSecurity): boolean {
  return profile !== undefined && !TYPES.has(profile.type ?? '');
}

function isBadAnnotation(key: string, value: string): boolean {
  if (!key.startsWith(ANNOTATION)) return false;
  return value !== '' && value !== 'runtime/default' && !value.startsWith('localhost/');
}
