import type { JudgedPod } from './_judged-pod';
import type { VersionedCheck } from './_versioned-check';
import { ALLOWED, forbidden, named, quoted, sortedSet } from './_wording';

/** What container runtimes grant by default, less NET_RAW. */
const ADDABLE = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);

/**
 * Containers add no capability that a runtime does not grant by default; nor NET_RAW, which runtimes do grant.
 *
 * Fields:  <pod>.{initContainers,containers,ephemeralContainers}[*].securityContext.capabilities.add
 * Allowed: AUDIT_WRITE, CHOWN, DAC_OVERRIDE, FOWNER, FSETID, KILL, MKNOD, NET_BIND_SERVICE, SETFCAP, SETGID, SETPCAP,
 *          SETUID, SYS_CHROOT, exactly so written; nothing
 * Source:  https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
 * History: since v1.0; a restricted pod is held to capabilities-restricted in its place from v1.22
 */
export const capabilitiesBaseline: VersionedCheck = {
  id: 'capabilities-baseline',
  level: 'baseline',
  title: 'containers add no capability beyond the default ones',
  fix: 'remove the capability from securityContext.capabilities.add',
  versions: [{ since: 0, examine: mayAddDefaults }],
};

function mayAddDefaults(pod: JudgedPod) {
  const bad = pod.containers.filter(({ security }) => security.capabilities?.add?.some(isBad));
  if (bad.length === 0) return ALLOWED;
  const added = bad.flatMap(({ security }) => security.capabilities?.add?.filter(isBad) ?? []);
  const names = bad.map(container => container.name);
  const index = bad[0].security.capabilities?.add?.findIndex(isBad);
  return forbidden(
    bad[0].at(`securityContext.capabilities.add[${index}]`),
    'non-default capabilities',
    `${named('container', names)} must not include ${quoted(sortedSet(added))} in securityContext.capabilities.add`,
  );
}

function isBad(capability: string): boolean {
  return !ADDABLE.has(capability);
}
