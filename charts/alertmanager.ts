import { Chart } from 'cdk8s';
import { ConfigMap, Probe, Secret, Volume } from 'cdk8s-plus-30';
import type { Construct } from 'constructs';
import {
  CiliumPolicy,
  CiliumRule,
  ExternalSecret,
  HardenedDeployment,
  type ITenantNamespace,
  PodNetworkPolicy,
  type PodSet,
  Port,
  Resources,
} from '../lib';
import { image } from './images';
import { GITLAB, VAULT } from './site';

export interface AlertmanagerProps {
  readonly namespace: ITenantNamespace;
  /** The pods of Prometheus, which tell it of alerts. */
  readonly senders: PodSet;
}

const CONFIG = '/etc/alertmanager';
const RECEIVER = '/etc/alertmanager-receiver';

/** GitLab takes the messages of an Alertmanager as they are, and makes alerts and incidents of them. */
const CONFIGURATION = `route:
  receiver: gitlab
  group_by: [alertname, namespace]
  group_wait: 30s
  group_interval: 5m
  repeat_interval: 12h
receivers:
  - name: gitlab
    webhook_configs:
      - url_file: ${RECEIVER}/url
        send_resolved: true
        http_config:
          follow_redirects: false
          authorization:
            type: Bearer
            credentials_file: ${RECEIVER}/token
`;

/** Tells people of alerts: it opens them in GitLab (seed row J05). */
export class Alertmanager extends Chart {
  /** Whom Prometheus tells. */
  public readonly alertmanager: HardenedDeployment;

  constructor(scope: Construct, id: string, props: AlertmanagerProps) {
    super(scope, id);
    const { namespace, senders } = props;
    const config = new ConfigMap(this, 'config', {
      metadata: { name: 'alertmanager-config', namespace: namespace.namespaceName, labels: namespace.tenant.labels },
      data: { 'alertmanager.yml': CONFIGURATION },
    });
    const { secretName } = new ExternalSecret(this, 'alertmanager-receiver', {
      namespace,
      store: VAULT,
      remoteKey: 'monitoring/gitlab-alerts',
      keys: ['url', 'token'],
    });
    const receiver = Secret.fromSecretName(this, 'receiver', secretName);
    this.alertmanager = new HardenedDeployment(this, 'alertmanager', {
      namespace,
      image: image('alertmanager'),
      // One of it: without a port for its peers it waits for none.
      args: [`--config.file=${CONFIG}/alertmanager.yml`, '--storage.path=/alertmanager', '--cluster.listen-address='],
      port: Port.tcp(9093).named('web'),
      replicas: 1,
      resources: Resources.guaranteed({ cpu: '100m', memory: '128Mi' }),
      writable: { '/alertmanager': '64Mi' },
      volumeMounts: [
        {
          path: CONFIG,
          volume: Volume.fromConfigMap(this, 'config-volume', config, { name: 'config' }),
          readOnly: true,
        },
        {
          path: RECEIVER,
          volume: Volume.fromSecret(this, 'receiver-volume', receiver, { name: 'receiver', defaultMode: 0o440 }),
          readOnly: true,
        },
      ],
      liveness: Probe.fromHttpGet('/-/healthy'),
      readiness: Probe.fromHttpGet('/-/ready'),
    });
    const { pods, port } = this.alertmanager;
    new PodNetworkPolicy(this, 'alertmanager-senders', { pods, ingress: [{ peers: [senders], ports: [port] }] });
    new CiliumPolicy(this, 'alertmanager-receivers', {
      description: 'It opens alerts in GitLab.',
      pods,
      egress: [CiliumRule.toFqdn(GITLAB.hostname, [Port.tcp(443)])],
    });
  }
}
