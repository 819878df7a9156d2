import type { VersionedCheck } from './_versioned-check';
import { mustMountDefault } from './proc-mount-baseline';

/**
 * Containers of a restricted pod keep the default parts of /proc hidden, whatever user namespace they run in.
 *
 * Fields:  <pod>.{initContainers,containers,ephemeralContainers}[*].securityContext.procMount
 * Allowed: Default; unset
 * Source:  https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 * History: since v1.35, where proc-mount-baseline, whose place it takes, was relaxed; until then that one says the same
 */
export const procMountRestricted: VersionedCheck = {
  id: 'proc-mount-restricted',
  level: 'restricted',
  title: 'containers see only the default parts of /proc',
  fix: 'remove securityContext.procMount',
  versions: [{ since: 35, overrides: ['proc-mount-baseline'], examine: mustMountDefault }],
};
