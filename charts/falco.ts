import { Lazy, Yaml } from 'cdk8s';
import { Capability, ConfigMap, Probe, Volume } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import {
  Escape,
  HardenedDaemonSet,
  type ITenantNamespace,
  type PodSet,
  Port,
  Resources,
  TenantNamespace,
} from '../lib';
import { falcoRules } from './falco-rules';
import { hostMount } from './host-mount';
import { image } from './images';

export interface FalcoProps {
  readonly namespace: ITenantNamespace;
  /** Below it stand the tenants; whoever enters their pods with GPUs is told of. */
  readonly charts: Construct;
}

/**
 * What differs from the settings of the image. Alerts are lines of JSON, which the log shipper takes to Loki, and counters by
 * rule, which Prometheus reads.
 */
const SETTINGS = {
  engine: { kind: 'modern_ebpf' },
  json_output: true,
  priority: 'notice',
  metrics: { enabled: true, interval: '15m', output_rule: false, rules_counters_enabled: true },
  webserver: { enabled: true, listen_port: 8765, prometheus_metrics_enabled: true },
};

/** Watches system calls on each node for what no workload has to do (seed rows M01, M09). */
export class Falco extends Construct {
  public readonly name = 'falco';
  public readonly port = Port.tcp(8765).named('metrics');
  public readonly pods: PodSet;

  constructor(scope: Construct, id: string, { namespace, charts }: FalcoProps) {
    super(scope, id);
    const file = (name: string, key: string, content: () => unknown) => {
      const metadata = { name, namespace: namespace.namespaceName };
      // Namespaces may be added as long as nothing is rendered.
      const text = Lazy.any({ produce: () => Yaml.stringify(content()) });
      const config = new ConfigMap(this, name, { metadata, data: { [key]: text } });
      return Volume.fromConfigMap(this, `${name}-volume`, config, { name });
    };
    const agent = new HardenedDaemonSet(this, 'Agent', {
      namespace,
      name: this.name,
      image: image('falco'),
      args: ['/usr/bin/falco'],
      port: this.port,
      resources: Resources.burstable({
        requests: { cpu: '100m', memory: '512Mi' },
        limits: { cpu: '1', memory: '1Gi' },
      }),
      podSecurityContext: { user: 0, ensureNonRoot: false },
      securityContext: {
        user: 0,
        ensureNonRoot: false,
        capabilities: { add: [Capability.BPF, Capability.PERFMON, Capability.SYS_PTRACE, Capability.SYS_RESOURCE] },
      },
      escapes: [
        Escape.rootUser('capabilities in its set are effective only for the user root'),
        Escape.capabilities('loads a probe into the kernel, and reads which process made a call'),
        Escape.hostPath('names processes, files and containers of the node as the node does'),
      ],
      volumeMounts: [
        // One file beside those of the image, which load its plugin for containers.
        {
          path: '/etc/falco/config.d/settings.yaml',
          subPath: 'settings.yaml',
          volume: file('falco-settings', 'settings.yaml', () => SETTINGS),
          readOnly: true,
        },
        {
          path: '/etc/falco/rules.d',
          volume: file('falco-rules', 'rules.yaml', () => falcoRules(Falco.gpuNamespaces(charts))),
          readOnly: true,
        },
        hostMount(this, 'proc', '/proc'),
        hostMount(this, 'etc', '/etc'),
        hostMount(this, 'kernel', '/sys/kernel', '/sys/kernel'),
        hostMount(this, 'containerd', '/run/k3s/containerd'),
      ],
      liveness: Probe.fromTcpSocket({ port: 8765 }),
      readiness: Probe.fromHttpGet('/healthz'),
      startup: Probe.fromHttpGet('/healthz', { failureThreshold: 30 }),
    });
    this.pods = agent.pods;
  }
  private static gpuNamespaces(charts: Construct): string[] {
    return charts.node
      .findAll()
      .filter((each): each is TenantNamespace => each instanceof TenantNamespace && each.pool.gpus !== undefined)
      .map(({ namespaceName }) => namespaceName)
      .sort();
  }
}
