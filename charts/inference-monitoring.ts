import { Chart, Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  AlertGroup,
  type AlertProps,
  AlertSeverity,
  ExternalNamespace,
  MonitorTarget,
  type PodSet,
  Port,
} from '../lib';
import { INFERENCE, KUBERNETES } from './metrics';
import { runbookOf } from './runbook';

export interface InferenceMonitoringProps {
  /** The tenant's inference pods. */
  readonly pods: PodSet;
  /** The pods of Prometheus. */
  readonly scrapers: PodSet;
}

/** What is watched of a tenant's inference service: six alerts, in the tenant's own namespace (seed rows K04, K05). */
export class InferenceMonitoring extends Chart {
  constructor(scope: Construct, id: string, props: InferenceMonitoringProps) {
    super(scope, id);
    const { pods, scrapers } = props;
    new MonitorTarget(this, 'ml-inference', {
      pods,
      scrapers,
      port: Port.tcp(8000).named('http'),
      interval: Duration.seconds(30),
    });
    new AlertGroup(this, 'ml-inference-alerts', {
      namespace: ExternalNamespace.named(pods.namespaceName),
      groupName: 'ml-inference',
      alerts: alertsOf(pods.namespaceName).map(alert => ({ ...alert, runbookUrl: runbookOf(alert.alert) })),
    });
  }
}

/** Each says its namespace, though Prometheus would see to it: the rules then hold in any Prometheus. */
function alertsOf(namespace: string): Omit<AlertProps, 'runbookUrl'>[] {
  const where = { namespace };
  const requests = INFERENCE.requests.rate({ where, by: [] });
  const failed = INFERENCE.requests.rate({ where, matching: { code: '5..' }, by: [] });
  const perContainer = (expr: string) => `max by (namespace, pod, container) (${expr})`;
  const limit = (resource: string) => perContainer(KUBERNETES.limits.value({ where: { ...where, resource } }));
  return [
    {
      alert: 'InferenceDown',
      expr: `absent(up{namespace=${JSON.stringify(namespace)}, app="ml-inference"} == 1)`,
      for: Duration.minutes(5),
      severity: AlertSeverity.CRITICAL,
      summary: `No inference pod of ${namespace} answers`,
    },
    {
      alert: 'InferenceLatencyHigh',
      expr: `${INFERENCE.latency.quantile(0.95, { where })} > 0.5`,
      for: Duration.minutes(5),
      severity: AlertSeverity.WARNING,
      summary: `Inference of ${namespace} is slow`,
      description: '95 of 100 requests take up to {{ $value | humanizeDuration }}.',
    },
    {
      alert: 'InferenceErrorsHigh',
      expr: `${failed} / ${requests} > 0.05`,
      for: Duration.minutes(5),
      severity: AlertSeverity.CRITICAL,
      summary: `Inference of ${namespace} fails`,
      description: '{{ $value | humanizePercentage }} of the requests fail.',
    },
    {
      alert: 'InferencePodRestarting',
      expr: `${KUBERNETES.restarts.increase({ where, window: '30m' })} > 2`,
      for: Duration.minutes(5),
      severity: AlertSeverity.WARNING,
      summary: `A pod of ${namespace} restarts again and again`,
      description: 'Container {{ $labels.container }} of {{ $labels.pod }} in the last half hour.',
    },
    {
      alert: 'InferenceMemoryNearLimit',
      expr: `${perContainer(INFERENCE.memory.value({ where }))} / ${limit('memory')} > 0.9`,
      for: Duration.minutes(10),
      severity: AlertSeverity.WARNING,
      summary: `A pod of ${namespace} is about to run out of memory`,
      description: '{{ $labels.pod }} uses {{ $value | humanizePercentage }} of its limit.',
    },
    {
      alert: 'InferenceCpuNearLimit',
      expr: `${perContainer(INFERENCE.cpu.rate({ where }))} / ${limit('cpu')} > 0.9`,
      for: Duration.minutes(15),
      severity: AlertSeverity.WARNING,
      summary: `A pod of ${namespace} has used all its CPU for long`,
      description: '{{ $labels.pod }} uses {{ $value | humanizePercentage }} of its limit.',
    },
  ];
}
