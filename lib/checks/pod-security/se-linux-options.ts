import type { JudgedPod } from './_judged-pod';
import type { SharedSecurity } from './_pod-fields';
import { Setters } from './_setters';
import type { VersionedCheck } from './_versioned-check';
import { ALLOWED, forbidden, named, sortedSet } from './_wording';

const TYPES = new Set(['', 'container_t', 'container_init_t', 'container_kvm_t']);
const TYPES_FROM_31 = new Set([...TYPES, 'container_engine_t']);

/**
 * The SELinux type is one that is meant for containers, and user and role stay those of the node's policy.
 *
 * Fields:  <pod>.securityContext.seLinuxOptions.type
 *          <pod>.{initContainers,containers,ephemeralContainers}[*].securityContext.seLinuxOptions.type
 * Allowed: container_t, container_init_t, container_kvm_t, from v1.31 container_engine_t; empty; unset
 * Fields:  user and role at the same places
 * Allowed: empty; unset
 * Source:  https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
 * History: since v1.0; one type more from v1.31
 */
export const seLinuxOptions: VersionedCheck = {
  id: 'se-linux-options',
  level: 'baseline',
  title: 'SELinux types are those meant for containers, and no SELinux user or role is set',
  fix: 'remove seLinuxOptions, or set only its type to container_t, container_init_t or container_kvm_t',
  versions: [
    { since: 0, examine: pod => mustUseContainerType(pod, TYPES) },
    { since: 31, examine: pod => mustUseContainerType(pod, TYPES_FROM_31) },
  ],
};

function mustUseContainerType(pod: JudgedPod, types: ReadonlySet<string>) {
  const badFields = ({ seLinuxOptions: options }: SharedSecurity) => [
    ...(types.has(options?.type ?? '') ? [] : ['type']),
    ...(options?.user ? ['user'] : []),
    ...(options?.role ? ['role'] : []),
  ];
  const setters = Setters.of(pod, security => security.seLinuxOptions !== undefined && badFields(security).length > 0);
  if (!setters) return ALLOWED;
  const contexts = setters.all.map(({ security }) => security);
  const badTypes = sortedSet(contexts.map(security => security.seLinuxOptions?.type ?? '').filter(t => !types.has(t)));
  const fields = contexts.flatMap(badFields);
  const faults = [
    ...(badTypes.length > 0 ? [named('type', badTypes)] : []),
    ...['user', 'role'].filter(field => fields.includes(field)).map(field => `${field} may not be set`),
  ];
  return forbidden(
    setters.at(`seLinuxOptions.${fields[0]}`),
    'seLinuxOptions',
    `${setters} set forbidden securityContext.seLinuxOptions: ${faults.join('; ')}`,
  );
}
