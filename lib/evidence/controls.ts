/**
 * Controls of outside frameworks that a check gives evidence for, by check id. Neither the checks nor the profiles know it.
 *
 * `C-…` are controls of the NSA/CISA hardening guide as Kubescape numbers them, `CIS …` of the CIS Kubernetes Benchmark,
 * `MTB-…` of the multi-tenancy benchmarks.
 */
export const CONTROLS: Readonly<Record<string, readonly string[]>> = {
  'run-as-non-root': ['C-0013', 'CIS 5.2.7', 'MTB-PL1-BC-CPI-4'],
  'run-as-user': ['C-0013', 'CIS 5.2.7', 'MTB-PL1-BC-CPI-4'],
  'allow-privilege-escalation': ['C-0016', 'CIS 5.2.6', 'MTB-PL1-BC-CPI-6'],
  privileged: ['C-0057', 'CIS 5.2.2', 'MTB-PL1-BC-CPI-5'],
  'capabilities-restricted': ['C-0046', 'CIS 5.2.8', 'CIS 5.2.9', 'CIS 5.2.10', 'MTB-PL1-BC-CPI-3'],
  'capabilities-baseline': ['C-0046', 'CIS 5.2.9', 'MTB-PL1-BC-CPI-3'],
  'seccomp-profile-restricted': ['C-0055', 'CIS 5.7.2'],
  'host-namespaces': ['C-0038', 'C-0041', 'CIS 5.2.3', 'CIS 5.2.4', 'CIS 5.2.5', 'MTB-PL1-BC-HI-3', 'MTB-PL1-BC-HI-4'],
  'host-ports': ['C-0044', 'CIS 5.2.13', 'MTB-PL1-BC-HI-5'],
  'host-path-volumes': ['C-0048', 'CIS 5.2.12', 'MTB-PL1-BC-HI-1'],
  'read-only-root-filesystem': ['C-0017', 'CIS 5.7.3'],
  'service-account-token': ['C-0034', 'CIS 5.1.5', 'CIS 5.1.6'],
  'default-namespace': ['CIS 5.7.4'],
  'default-deny': ['C-0030', 'C-0054', 'CIS 5.3.2'],
  'service-exposure': ['MTB-PL1-BC-HI-1'],
  'quota-present': ['MTB-PL1-CC-FNS-1', 'MTB-PL1-CC-FNS-2'],
  'limits-present': ['C-0270', 'C-0271'],
  'image-digest': ['CIS 5.5.1'],
};
