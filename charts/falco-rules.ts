const OUTPUT = 'file=%fd.name process=%proc.cmdline user=%user.name';
const WHERE = 'namespace=%k8s.ns.name pod=%k8s.pod.name container=%container.name image=%container.image.repository';

/** One entry of a rules file of Falco. */
export type FalcoEntry =
  | { readonly list: string; readonly items: readonly string[] }
  | { readonly macro: string; readonly condition: string }
  | {
      readonly rule: string;
      readonly desc: string;
      readonly condition: string;
      readonly output: string;
      readonly priority: string;
      readonly tags: readonly string[];
    };

/**
 * Who started a process is the runtime, and not the first process of the container: an exec of the API server, or of the node
 * itself. What the container starts by itself has a parent in it.
 */
const ENTERED =
  'fortress_started and fortress_in_container and proc.vpid != 1 and ' +
  '(not proc.pname exists or proc.pname in (containerd-shim, runc) or proc.pname startswith runc:)';

/**
 * Rules of our own, beside those that Falco brings: they need none of its macros.
 * @param gpuNamespaces the namespaces into whose pods nobody is to go unnoticed, for models and data lie in the memory of GPUs
 */
export const falcoRules = (gpuNamespaces: readonly string[]): readonly FalcoEntry[] => [
  { list: 'fortress_gpu_namespaces', items: gpuNamespaces },
  {
    list: 'fortress_config_writers',
    items: ['cloud-init', 'dpkg', 'k3s', 'systemd', 'systemd-hostnam', 'systemd-timesyn'],
  },
  {
    macro: 'fortress_opened_for_writing',
    condition: "evt.type in (open, openat, openat2) and evt.is_open_write=true and fd.typechar='f' and fd.num>=0",
  },
  { macro: 'fortress_in_container', condition: 'container.id != host' },
  { macro: 'fortress_started', condition: 'evt.type in (execve, execveat)' },
  {
    rule: 'Write below etc in a container',
    desc: 'A container writes below /etc. Its root file system is read-only, so something found a way around it.',
    condition: 'fortress_opened_for_writing and fortress_in_container and fd.name startswith /etc/',
    output: `A container wrote below /etc | ${OUTPUT} ${WHERE}`,
    priority: 'ERROR',
    tags: ['container', 'filesystem', 'mitre_persistence', 'T1543'],
  },
  {
    rule: 'Write below etc on a node',
    desc: 'A process of the node writes below /etc, and is none of those that do.',
    condition:
      'fortress_opened_for_writing and not fortress_in_container and fd.name startswith /etc/ ' +
      'and not proc.name in (fortress_config_writers)',
    output: `A process wrote below /etc of the node | ${OUTPUT}`,
    priority: 'WARNING',
    tags: ['host', 'filesystem', 'mitre_persistence', 'T1543'],
  },
  {
    rule: 'Shell in a container',
    desc: 'Somebody runs a shell in a container. Workloads here are started without one.',
    condition:
      'fortress_started and fortress_in_container and proc.name in (ash, bash, busybox, dash, sh, zsh) and proc.tty != 0',
    output: `Somebody runs a shell in a container | parent=%proc.pname ${OUTPUT} ${WHERE}`,
    priority: 'NOTICE',
    tags: ['container', 'shell', 'mitre_execution', 'T1059'],
  },
  {
    rule: 'Entry into a pod with GPUs',
    desc: 'Somebody runs a process in a container of a namespace with GPUs. No probe does, so it is a person, or in the name of one.',
    condition: `${ENTERED} and k8s.ns.name in (fortress_gpu_namespaces)`,
    output: `Somebody entered a pod with GPUs | parent=%proc.pname process=%proc.cmdline user=%user.name ${WHERE}`,
    priority: 'CRITICAL',
    tags: ['container', 'gpu', 'mitre_execution', 'T1609'],
  },
];
