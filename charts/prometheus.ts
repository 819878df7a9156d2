import { Chart, Cron, Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  BackupSchedule,
  CiliumEntity,
  CiliumPolicy,
  CiliumRule,
  ExternalNamespace,
  type IRouteBackend,
  type ITenantNamespace,
  PodNetworkPolicy,
  type PodSet,
  Port,
  PrometheusServer,
  Resources,
} from '../lib';
import { image } from './images';

export interface PrometheusProps {
  readonly namespace: ITenantNamespace;
  /** Whom it tells of alerts. */
  readonly alertmanager: IRouteBackend;
  /** The pods that ask it. */
  readonly readers: PodSet[];
  /** StorageClass of its disk. */
  readonly storageClass: string;
}

/**
 * Prometheus, and whom it may talk to (seed rows C03, J03 to J05, J10). It has no login, so there is no route to it: people ask
 * it through Grafana.
 */
export class Prometheus extends Chart {
  constructor(scope: Construct, id: string, props: PrometheusProps) {
    super(scope, id);
    const { alertmanager } = props;
    const { pods, port } = new PrometheusServer(this, 'prometheus', {
      namespace: props.namespace,
      image: image('prometheus'),
      reloaderImage: image('prometheus-config-reloader'),
      version: 'v3.15.0',
      // What the seed reckons with for some 200,000 series (seed row C03).
      resources: Resources.guaranteed({ cpu: '1', memory: '3Gi' }),
      reloaderResources: Resources.guaranteed({ cpu: '100m', memory: '128Mi' }),
      storage: '50Gi',
      storageClassName: props.storageClass,
      retention: Duration.days(15),
      interval: Duration.seconds(15),
      alertmanagers: [alertmanager],
    });
    new BackupSchedule(this, 'prometheus-backup', {
      source: props.namespace,
      velero: ExternalNamespace.named('velero'),
      schedule: Cron.schedule({ minute: '47', hour: '3' }),
      keep: Duration.days(7),
    });
    new CiliumPolicy(this, 'prometheus-flows', {
      description:
        'It finds its targets through the API server, and tells the Alertmanager. To each target leads a policy of its own.',
      pods,
      egress: [
        CiliumRule.toEntities([CiliumEntity.KUBE_APISERVER], [Port.tcp(6443)]),
        CiliumRule.toPods(alertmanager.pods, [alertmanager.port]),
      ],
    });
    new PodNetworkPolicy(this, 'prometheus-readers', { pods, ingress: [{ peers: props.readers, ports: [port] }] });
  }
}
