import { Chart, Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  AlertGroup,
  AlertSeverity,
  CiliumEntity,
  CiliumPolicy,
  CiliumRule,
  ExternalNamespace,
  type INamespace,
  MonitorTarget,
  PodSet,
  Port,
} from '../lib';
import { DROPS } from './metrics';
import { runbookOf } from './runbook';

export interface PlatformMonitoringProps {
  /** Where Prometheus runs. */
  readonly namespace: INamespace;
  /** The pods of Prometheus. */
  readonly scrapers: PodSet;
}

/** Cilium's agents, which share the network of their nodes; their metrics of flows have a Service of their own. */
const HUBBLE_METRICS = Port.tcp(9965).named('hubble-metrics');

/** What is watched of the platform itself: what Cilium drops, what costs are, and whether targets answer (seed row E22). */
export class PlatformMonitoring extends Chart {
  constructor(scope: Construct, id: string, props: PlatformMonitoringProps) {
    super(scope, id);
    const kubeSystem = ExternalNamespace.named('kube-system');
    const { namespace, scrapers } = props;
    new MonitorTarget(this, 'cost-metrics', {
      scrapers,
      pods: PodSet.labelled({ app: 'cost-metrics' }, ExternalNamespace.named('cost-monitoring')),
      port: Port.tcp(9091).named('http'),
      // The gateway hands on what the exporter said of itself.
      honorLabels: true,
    });
    new MonitorTarget(this, 'hubble', {
      pods: PodSet.labelled({ 'k8s-app': 'cilium' }, kubeSystem),
      serviceLabels: { 'k8s-app': 'hubble' },
      port: HUBBLE_METRICS,
    });
    new CiliumPolicy(this, 'scrape-nodes', {
      description: 'Prometheus scrapes what Hubble counts, on the nodes themselves.',
      pods: scrapers,
      egress: [CiliumRule.toEntities([CiliumEntity.HOST, CiliumEntity.REMOTE_NODE], [HUBBLE_METRICS])],
    });
    new AlertGroup(this, 'platform-alerts', {
      namespace,
      groupName: 'platform',
      alerts: [
        {
          alert: 'PolicyDropsHigh',
          expr: `${DROPS.rate({ where: { reason: 'POLICY_DENIED' }, by: ['protocol'] })} > 1`,
          for: Duration.minutes(10),
          severity: AlertSeverity.WARNING,
          summary: 'Somebody keeps knocking at closed doors',
          description: 'Policies drop {{ $value | humanize }} packets of {{ $labels.protocol }} a second.',
          runbookUrl: runbookOf('PolicyDropsHigh'),
        },
        {
          alert: 'TargetDown',
          expr: 'up == 0',
          for: Duration.minutes(10),
          severity: AlertSeverity.WARNING,
          summary: 'Prometheus cannot scrape a target',
          description: '{{ $labels.instance }} of {{ $labels.job }} in {{ $labels.namespace }}.',
          runbookUrl: runbookOf('TargetDown'),
        },
      ],
    });
  }
}
