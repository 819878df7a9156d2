import { MountPropagation, Probe } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { Escape, HardenedDaemonSet, type ITenantNamespace, type PodSet, Port, Resources } from '../lib';
import { hostMount } from './host-mount';
import { image } from './images';

export interface NodeExporterProps {
  readonly namespace: ITenantNamespace;
}

/** What is read from files. The network's numbers would need the node's network; those of pods come from Cilium. */
const COLLECTORS = ['cpu', 'diskstats', 'filefd', 'filesystem', 'loadavg', 'meminfo', 'os', 'pressure', 'stat', 'time'];
const MORE_COLLECTORS = ['uname', 'vmstat'];
/** Mounts of pods are theirs, and the kubelet's to count. */
const OTHERS_MOUNTS = '^/(dev|proc|run/credentials/.+|sys|var/lib/kubelet/pods/.+|var/lib/rancher/k3s/agent/.+)($|/)';

/** Numbers of each node: processor, memory, disks, pressure (seed rows B09, M05). */
export class NodeExporter extends Construct {
  public readonly name = 'node-exporter';
  public readonly port = Port.tcp(9100).named('metrics');
  public readonly pods: PodSet;

  constructor(scope: Construct, id: string, { namespace }: NodeExporterProps) {
    super(scope, id);
    const agent = new HardenedDaemonSet(this, 'Agent', {
      namespace,
      name: this.name,
      image: image('node-exporter'),
      args: [
        '--path.procfs=/host/proc',
        '--path.sysfs=/host/sys',
        '--path.rootfs=/host/root',
        '--web.disable-exporter-metrics',
        '--collector.disable-defaults',
        ...[...COLLECTORS, ...MORE_COLLECTORS].map(collector => `--collector.${collector}`),
        `--collector.filesystem.mount-points-exclude=${OTHERS_MOUNTS}`,
      ],
      port: this.port,
      resources: Resources.burstable({
        requests: { cpu: '50m', memory: '64Mi' },
        limits: { cpu: '250m', memory: '128Mi' },
      }),
      podSecurityContext: { user: 65534 },
      escapes: [Escape.hostPath('reads counters of the node from proc and sys, and how full its disks are')],
      volumeMounts: [
        hostMount(this, 'proc', '/proc'),
        hostMount(this, 'sys', '/sys'),
        {
          ...hostMount(this, 'root', '/', '/host/root'),
          // Disks that are mounted later have to be seen, too.
          propagation: MountPropagation.HOST_TO_CONTAINER,
        },
      ],
      liveness: Probe.fromTcpSocket({ port: 9100 }),
      readiness: Probe.fromHttpGet('/'),
    });
    this.pods = agent.pods;
  }
}
