import type { JudgedContainer, JudgedPod } from './_judged-pod';
import type { VersionedCheck } from './_versioned-check';
import { ALLOWED, forbidden, named, quoted, sortedSet } from './_wording';

const overrides = ['capabilities-baseline'];

/**
 * Containers drop all capabilities, and add back at most the right to bind a port below 1024.
 *
 * Fields:  <pod>.{initContainers,containers,ephemeralContainers}[*].securityContext.capabilities.drop
 * Allowed: any list with ALL in it, exactly so written
 * Fields:  <pod>.{initContainers,containers,ephemeralContainers}[*].securityContext.capabilities.add
 * Allowed: NET_BIND_SERVICE; nothing
 *          from v1.25 both anything, if <pod>.os.name is windows
 * Source:  https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 * History: since v1.22, in place of capabilities-baseline; from v1.25 not for Windows pods, which then have neither
 */
export const capabilitiesRestricted: VersionedCheck = {
  id: 'capabilities-restricted',
  level: 'restricted',
  title: 'containers drop all capabilities and add none but NET_BIND_SERVICE',
  fix: 'set securityContext.capabilities to { drop: [ALL] } in every container',
  versions: [
    { since: 22, overrides, examine: mustDropAll },
    { since: 25, overrides, examine: pod => (pod.isWindows ? ALLOWED : mustDropAll(pod)) },
  ],
};

function mustDropAll(pod: JudgedPod) {
  const keeping = pod.containers.filter(container => !dropOf(container).includes('ALL'));
  const adding = pod.containers.filter(container => addOf(container).some(isBad));
  if (keeping.length === 0 && adding.length === 0) return ALLOWED;
  const details: string[] = [];
  if (keeping.length > 0) {
    details.push(`${named('container', namesOf(keeping))} must set securityContext.capabilities.drop=["ALL"]`);
  }
  if (adding.length > 0) {
    const added = quoted(sortedSet(adding.flatMap(container => addOf(container).filter(isBad))));
    const who = named('container', namesOf(adding));
    details.push(`${who} must not include ${added} in securityContext.capabilities.add`);
  }
  return forbidden(firstPath(keeping, adding), 'unrestricted capabilities', details.join('; '));
}

/** Of the two faults that the detail names, the first. */
function firstPath(keeping: readonly JudgedContainer[], adding: readonly JudgedContainer[]): string {
  if (keeping.length > 0) return keeping[0].at('securityContext.capabilities.drop');
  return adding[0].at(`securityContext.capabilities.add[${addOf(adding[0]).findIndex(isBad)}]`);
}

function dropOf({ security }: JudgedContainer): readonly string[] {
  return security.capabilities?.drop ?? [];
}

function addOf({ security }: JudgedContainer): readonly string[] {
  return security.capabilities?.add ?? [];
}

function isBad(capability: string): boolean {
  return capability !== 'NET_BIND_SERVICE';
}

function namesOf(containers: readonly JudgedContainer[]): string[] {
  return containers.map(container => container.name);
}
