import type { PodSecurityLevel, PodSecurityVersion } from '../../manifests/pod-security-levels';
import type { PodTemplate } from '../../manifests/pod-template';
import type { Violation } from '../check';
import { CheckTable } from './_check-table';
import { JudgedPod } from './_judged-pod';
import type { VersionedCheck } from './_versioned-check';
import { allowPrivilegeEscalation } from './allow-privilege-escalation';
import { appArmorProfile } from './app-armor-profile';
import { capabilitiesBaseline } from './capabilities-baseline';
import { capabilitiesRestricted } from './capabilities-restricted';
import { hostNamespaces } from './host-namespaces';
import { hostPathVolumes } from './host-path-volumes';
import { hostPorts } from './host-ports';
import { hostProbesAndHostLifecycle } from './host-probes-and-host-lifecycle';
import { podSecurityFields } from './pod-security-fields';
import { privileged } from './privileged';
import { procMountBaseline } from './proc-mount-baseline';
import { procMountRestricted } from './proc-mount-restricted';
import { restrictedVolumes } from './restricted-volumes';
import { runAsNonRoot } from './run-as-non-root';
import { runAsUser } from './run-as-user';
import { seLinuxOptions } from './se-linux-options';
import { seccompProfileBaseline } from './seccomp-profile-baseline';
import { seccompProfileRestricted } from './seccomp-profile-restricted';
import { sysctls } from './sysctls';
import { windowsHostProcess } from './windows-host-process';

/** In the order in which the API server names violations: after what it cannot decode, baseline first, then by name. */
const TABLE = new CheckTable([
  podSecurityFields,
  appArmorProfile,
  capabilitiesBaseline,
  hostNamespaces,
  hostPathVolumes,
  hostPorts,
  hostProbesAndHostLifecycle,
  privileged,
  procMountBaseline,
  seLinuxOptions,
  seccompProfileBaseline,
  sysctls,
  windowsHostProcess,
  allowPrivilegeEscalation,
  capabilitiesRestricted,
  procMountRestricted,
  restrictedVolumes,
  runAsNonRoot,
  runAsUser,
  seccompProfileRestricted,
]);

/** A violation, and the check that found it. */
export interface StandardViolation extends Violation {
  readonly check: string;
}

/**
 * The Pod Security Standards: the verdict that the admission plugin of the API server gives on a pod, in its words.
 *
 * https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export class PodSecurityStandard {
  /** The newest version that changed a check; every newer one, and `latest`, is judged like it. */
  public static readonly NEWEST_VERSION = TABLE.newest;

  /** The checks of the standards, in the order of their violations. */
  public static readonly CHECKS: readonly VersionedCheck[] = TABLE.checks;

  /** Judges the pod that an object stamps out, or is. Empty where the pod is allowed. */
  public static evaluate(
    template: PodTemplate,
    level: PodSecurityLevel,
    version: PodSecurityVersion,
  ): readonly StandardViolation[] {
    return PodSecurityStandard.judge(JudgedPod.of(template), level, version);
  }

  /** Judges a pod that has been read already, as it is for several levels. */
  public static judge(
    pod: JudgedPod,
    level: PodSecurityLevel,
    version: PodSecurityVersion,
  ): readonly StandardViolation[] {
    const found: StandardViolation[] = [];
    const editions = TABLE.editions(level, version);
    for (let index = 0; index < editions.length; index++) {
      const { id, examine, overridden } = editions[index];
      const violations = examine(pod);
      if (violations.length === 0) continue;
      for (const violation of violations) {
        // What a baseline check would find cannot be waived, also where a restricted one finds it in its place.
        const unwaivable = overridden.some(baseline => baseline(pod).length > 0);
        found.push({ check: id, ...violation, ...(unwaivable && { unwaivable }) });
      }
    }
    return found;
  }
}
