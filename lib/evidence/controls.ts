import { CONTROL_CATALOGUE, type Control } from './control-catalogue';

/** The controls that each check speaks to. Neither the checks nor the catalogue know of it. */
const BY_CHECK: Readonly<Record<string, readonly string[]>> = {
  'app-armor-profile': ['5.6.3', 'C-0055'],
  'capabilities-baseline': ['C-0046', 'MTB-PL1-BC-CPI-3'],
  'host-namespaces': [
    '5.2.3',
    '5.2.4',
    '5.2.5',
    'C-0038',
    'C-0041',
    'MTB-PL1-BC-HI-3',
    'MTB-PL1-BC-HI-4',
    'MTB-PL1-BC-HI-5',
  ],
  'host-path-volumes': ['5.2.11', 'MTB-PL1-BC-HI-1'],
  'host-ports': ['5.2.12', 'C-0044', 'MTB-PL1-BC-HI-3'],
  privileged: ['5.2.2', 'C-0057', 'MTB-PL1-BC-CPI-5'],
  'se-linux-options': ['5.6.3', 'C-0055'],
  'seccomp-profile-baseline': ['5.6.2', 'C-0055'],
  'windows-host-process': ['5.2.10'],
  'allow-privilege-escalation': ['5.2.6', 'C-0016', 'MTB-PL1-BC-CPI-6'],
  'capabilities-restricted': ['5.2.8', '5.2.9', 'C-0046', 'MTB-PL1-BC-CPI-3'],
  'restricted-volumes': ['5.2.11', 'MTB-PL1-BC-HI-1'],
  'run-as-non-root': ['5.2.7', 'C-0013', 'MTB-PL1-BC-CPI-4'],
  'run-as-user': ['5.2.7', 'C-0013', 'MTB-PL1-BC-CPI-4'],
  'seccomp-profile-restricted': ['5.6.2', 'C-0055'],
  'pod-security-enforced': ['5.2.1'],
  'namespace-level': ['5.2.1'],
  'dedicated-service-account': ['5.1.5'],
  'explicit-user': ['5.2.7', 'C-0013', 'MTB-PL1-BC-CPI-4'],
  'host-isolation': [
    '5.2.3',
    '5.2.4',
    '5.2.5',
    'C-0038',
    'C-0041',
    'MTB-PL1-BC-HI-3',
    'MTB-PL1-BC-HI-4',
    'MTB-PL1-BC-HI-5',
  ],
  'read-only-root-filesystem': ['5.6.3', 'C-0017'],
  'resources-set': ['C-0270', 'C-0271'],
  'service-account-token': ['5.1.6', 'C-0034'],
  'quota-present': ['MTB-PL1-CC-FNS-1'],
  'default-namespace': ['5.6.4'],
  'class-service-account': ['5.1.5'],
  'cluster-admin-binding': ['5.1.1', '5.1.7', 'C-0035'],
  'cross-tenant-access': ['5.6.1', 'MTB-PL1-CC-TI-2'],
  'default-account-rights': ['5.1.5'],
  'everyone-binding': ['5.1.1', 'C-0035'],
  'long-lived-token': ['5.1.6', 'C-0034'],
  'rbac-escalation': [
    '5.1.8',
    '5.1.9',
    '5.1.10',
    '5.1.11',
    '5.1.12',
    '5.1.13',
    'C-0002',
    'MTB-PL1-CC-CPI-1',
    'MTB-PL2-CC-TI-1',
  ],
  'rbac-wildcard': ['5.1.3', 'C-0035'],
  'reads-secrets': ['5.1.2'],
  'tenant-self-service': ['MTB-PL1-CC-TI-1', 'MTB-PL2-CC-TI-1'],
  'default-deny': ['5.3.2', 'C-0030', 'C-0054'],
  'allow-all-rule': ['C-0054'],
  'class-peers': ['C-0054'],
  'cluster-wide-allow': ['C-0054'],
  'tenant-isolation': ['C-0054', 'MTB-PL1-CC-TI-2'],
  'service-exposure': ['MTB-PL1-BC-HI-1'],
  'argo-cd-access': ['C-0035'],
  'argo-impersonation': ['5.1.1', 'C-0035'],
  'image-verified': ['5.5.1'],
  'literal-credential': ['C-0012'],
  'secret-data': ['5.4.2', 'C-0012'],
};

/** Which controls of other catalogues a check speaks to: the third table, beside the checks and the catalogue. */
export class Controls {
  /** Every control of the catalogue, also those that no check speaks to. */
  public static readonly ALL: readonly Control[] = CONTROL_CATALOGUE;

  /** Ids of checks that speak to some control. */
  public static readonly CHECKS: readonly string[] = Object.keys(BY_CHECK);

  /** Whether some check speaks to a control. */
  public static isJudged(control: string): boolean {
    return Object.values(BY_CHECK).some(controls => controls.includes(control));
  }

  /** Ids of the controls that a check speaks to. */
  public static of(check: string): readonly string[] {
    return Object.hasOwn(BY_CHECK, check) ? BY_CHECK[check] : [];
  }
}
