import type { Check } from './check';
import { POD_SECURITY_CHECKS } from './pod-security/pod-security-checks';

/** Every check, in the order in which findings are printed. A check that is not in this table does not exist. */
export const CHECKS: readonly Check[] = [...POD_SECURITY_CHECKS];
