/** A control of another catalogue. */
export interface Control {
  /** As its catalogue numbers it. */
  readonly id: string;
  /** The catalogue. */
  readonly framework: 'CIS' | 'NSA' | 'MTB';
  /** What it asks, in short. */
  readonly title: string;
}

const CIS: Readonly<Record<string, string>> = {
  '5.1.1': 'cluster-admin only where it is required',
  '5.1.2': 'little access to Secrets',
  '5.1.3': 'few wildcards in roles',
  '5.1.4': 'little access to create pods',
  '5.1.5': 'default ServiceAccounts are not used',
  '5.1.6': 'ServiceAccount tokens are mounted only where necessary',
  '5.1.7': 'the group system:masters is not used',
  '5.1.8': 'few rights to bind, impersonate and escalate',
  '5.1.9': 'little access to create PersistentVolumes',
  '5.1.10': 'little access to the proxy of nodes',
  '5.1.11': 'little access to approve certificates',
  '5.1.12': 'little access to webhook configurations',
  '5.1.13': 'little access to create ServiceAccount tokens',
  '5.2.1': 'a policy control mechanism is active',
  '5.2.2': 'privileged containers are not admitted',
  '5.2.3': 'the process namespace of the host is not shared',
  '5.2.4': 'the IPC namespace of the host is not shared',
  '5.2.5': 'the network namespace of the host is not shared',
  '5.2.6': 'privilege escalation is not admitted',
  '5.2.7': 'root containers are not admitted',
  '5.2.8': 'the capability NET_RAW is not admitted',
  '5.2.9': 'capabilities are dropped',
  '5.2.10': 'Windows HostProcess containers are not admitted',
  '5.2.11': 'HostPath volumes are not admitted',
  '5.2.12': 'host ports are not admitted',
  '5.3.1': 'the CNI supports network policies',
  '5.3.2': 'all namespaces have network policies',
  '5.4.1': 'Secrets are files rather than environment variables',
  '5.4.2': 'Secrets are stored outside of the cluster',
  '5.5.1': 'the provenance of images is verified',
  '5.6.1': 'namespaces are boundaries of administration',
  '5.6.2': 'the seccomp profile is that of the runtime',
  '5.6.3': 'pods and containers have a security context',
  '5.6.4': 'the namespace default is not used',
};

const NSA: Readonly<Record<string, string>> = {
  'C-0002': 'commands cannot be run in containers',
  'C-0012': 'no credentials in configuration',
  'C-0013': 'containers do not run as root',
  'C-0016': 'privilege escalation is not allowed',
  'C-0017': 'the file system of containers is immutable',
  'C-0030': 'ingress and egress are blocked by default',
  'C-0034': 'ServiceAccount tokens are not mounted without need',
  'C-0035': 'administrative roles are few',
  'C-0038': 'host PID and IPC are not shared',
  'C-0041': 'the host network is not shared',
  'C-0044': 'host ports are not used',
  'C-0046': 'capabilities are safe',
  'C-0054': 'the network inside of the cluster is divided',
  'C-0055': 'Linux hardening: seccomp, SELinux, AppArmor, capabilities',
  'C-0057': 'containers are not privileged',
  'C-0270': 'CPU limits are set',
  'C-0271': 'memory limits are set',
};

const MTB: Readonly<Record<string, string>> = {
  'MTB-PL1-BC-CPI-2': 'tenants do not change resources that tenants share',
  'MTB-PL1-BC-CPI-3': 'capabilities cannot be added',
  'MTB-PL1-BC-CPI-4': 'containers run as a user other than root',
  'MTB-PL1-BC-CPI-5': 'privileged containers are blocked',
  'MTB-PL1-BC-CPI-6': 'privilege escalation is blocked',
  'MTB-PL1-BC-HI-1': 'host paths, and Services of type NodePort, are blocked',
  'MTB-PL1-BC-HI-3': 'host network and host ports are blocked',
  'MTB-PL1-BC-HI-4': 'host PID is blocked',
  'MTB-PL1-BC-HI-5': 'host IPC is blocked',
  'MTB-PL1-CC-CPI-1': 'tenants have no access to resources of the cluster',
  'MTB-PL1-CC-DI-1': 'images are always pulled',
  'MTB-PL1-CC-FNS-1': 'namespaces have a quota of resources',
  'MTB-PL1-CC-FNS-2': 'namespaces have a quota of objects',
  'MTB-PL1-CC-TI-1': 'tenants do not change their quota',
  'MTB-PL1-CC-TI-2': 'tenants have no access to the resources of others',
  'MTB-PL2-BC-OPS-3': 'tenants can make role bindings',
  'MTB-PL2-BC-OPS-4': 'tenants can make network policies',
  'MTB-PL2-CC-TI-1': 'tenants do not raise their rights by roles',
};

function controlsOf(framework: Control['framework'], titles: Readonly<Record<string, string>>): Control[] {
  return Object.entries(titles).map(([id, title]) => ({ id, framework, title }));
}

/**
 * The controls that speak of what is rendered.
 *
 * CIS: section 5 of the CIS Kubernetes Benchmark v1.12, all of it.
 * NSA: the NSA and CISA Kubernetes Hardening Guidance, which has no numbers, by those that Kubescape gave it; without what
 * only a running control plane can show. https://github.com/kubescape/regolibrary/blob/master/frameworks/nsaframework.json
 * MTB: the multi-tenancy benchmarks, which have one number twice.
 * https://github.com/kubernetes-retired/multi-tenancy/tree/master/benchmarks
 */
export const CONTROL_CATALOGUE: readonly Control[] = [
  ...controlsOf('CIS', CIS),
  ...controlsOf('NSA', NSA),
  ...controlsOf('MTB', MTB),
];
