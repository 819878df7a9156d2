import type { Construct } from 'constructs';
import type { Hostname, IGateway, ITenantNamespace, PodSet, Site } from '../lib';
import { Alertmanager } from './alertmanager';
import { Dashboards } from './dashboards';
import { ADAPTER, GpuMetrics } from './gpu-metrics';
import { Grafana } from './grafana';
import { InferenceMonitoring } from './inference-monitoring';
import { KubeStateMetrics } from './kube-state-metrics';
import { MlApiMonitoring } from './ml-api-monitoring';
import { PlatformMonitoring } from './platform-monitoring';
import { Prometheus } from './prometheus';

export interface MonitoringProps {
  readonly site: Site;
  /** Where monitoring runs. */
  readonly namespace: ITenantNamespace;
  /** The pods of Prometheus. */
  readonly scrapers: PodSet;
  /** The inference pods of each tenant. */
  readonly tenants: PodSet[];
  readonly gateway: IGateway;
  /** Where Grafana is. */
  readonly hostname: Hostname;
}

/** What watches the platform: a chart for each program, and one for each thing that is watched. */
export function renderMonitoring(scope: Construct, props: MonitoringProps): void {
  const { namespace, scrapers, gateway, hostname } = props;
  for (const pods of props.tenants) {
    new InferenceMonitoring(scope, `${pods.namespaceName}-monitoring`, { pods, scrapers });
  }
  new MlApiMonitoring(scope, 'ml-api-monitoring', { scrapers });
  new PlatformMonitoring(scope, 'platform-monitoring', { namespace, scrapers });
  new GpuMetrics(scope, 'gpu-metrics', { scrapers });
  new KubeStateMetrics(scope, 'kube-state-metrics', { namespace, scrapers });
  const { alertmanager } = new Alertmanager(scope, 'alertmanager', { namespace, senders: scrapers });
  new Prometheus(scope, 'prometheus', {
    namespace,
    alertmanager,
    readers: [Grafana.podsIn(namespace), ADAPTER.pods],
    storageClass: props.site.storageClasses[0],
  });
  const { dashboards } = new Dashboards(scope, 'dashboards', {
    namespace,
    tenants: props.tenants.map(({ namespaceName }) => namespaceName),
  });
  new Grafana(scope, 'grafana', { namespace, prometheus: scrapers, dashboards, gateway, hostname });
}
