import { Yaml } from 'cdk8s';
import { ConfigMap, Probe, Volume } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { Escape, HardenedDaemonSet, type ITenantNamespace, type PodSet, Port, Resources } from '../lib';
import { hostMount } from './host-mount';
import { image } from './images';
import { LOG_PIPELINE } from './log-pipeline';

export interface LogShipperProps {
  readonly namespace: ITenantNamespace;
}

/** Takes the logs of every pod to Loki, without what people asked models (seed rows M02, M03). */
export class LogShipper extends Construct {
  public readonly name = 'fluent-bit';
  public readonly port = Port.tcp(2020).named('metrics');
  public readonly metricsPath = '/api/v2/metrics/prometheus';
  public readonly pods: PodSet;

  constructor(scope: Construct, id: string, { namespace }: LogShipperProps) {
    super(scope, id);
    const config = new ConfigMap(this, 'pipeline', {
      metadata: { name: 'fluent-bit', namespace: namespace.namespaceName },
      data: { 'fluent-bit.yaml': Yaml.stringify(LOG_PIPELINE) },
    });
    const agent = new HardenedDaemonSet(this, 'Agent', {
      namespace,
      name: this.name,
      image: image('fluent-bit'),
      args: ['--config=/etc/fluent-bit/fluent-bit.yaml'],
      port: this.port,
      resources: Resources.burstable({
        requests: { cpu: '100m', memory: '128Mi' },
        limits: { cpu: '500m', memory: '256Mi' },
      }),
      podSecurityContext: { user: 0, ensureNonRoot: false },
      securityContext: { user: 0, ensureNonRoot: false },
      // Where it stopped to read, for a container that starts again.
      writable: { '/tmp': '16Mi', '/state': '64Mi' },
      escapes: [
        Escape.rootUser('the runtime writes the logs of containers for root only'),
        Escape.hostPath('reads the logs of all pods of the node'),
      ],
      volumeMounts: [
        {
          path: '/etc/fluent-bit',
          volume: Volume.fromConfigMap(this, 'config', config, { name: 'config' }),
          readOnly: true,
        },
        hostMount(this, 'logs', '/var/log/pods', '/var/log/pods'),
      ],
      liveness: Probe.fromTcpSocket({ port: 2020 }),
      readiness: Probe.fromHttpGet('/api/v1/health'),
    });
    this.pods = agent.pods;
  }
}
