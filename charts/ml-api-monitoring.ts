import { Chart, Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  AlertGroup,
  type AlertProps,
  AlertSeverity,
  ExternalNamespace,
  type INamespace,
  MonitorTarget,
  PodSet,
  Port,
} from '../lib';
import { KUBERNETES, ML_API } from './metrics';
import { runbookOf } from './runbook';

const NAMESPACE = ExternalNamespace.named('ml-api');

export interface MlApiMonitoringProps {
  /** The pods of Prometheus. */
  readonly scrapers: PodSet;
}

/** What is watched of the ML API and its model (seed rows J03, J06 to J09, J15). */
export class MlApiMonitoring extends Chart {
  constructor(scope: Construct, id: string, props: MlApiMonitoringProps) {
    super(scope, id);
    new MonitorTarget(this, 'ml-api', {
      scrapers: props.scrapers,
      pods: PodSet.labelled({ app: 'ml-api' }, NAMESPACE),
      port: Port.tcp(8000).named('http'),
      interval: Duration.seconds(15),
    });
    this.group('model-alerts', NAMESPACE, MODEL);
    this.group('performance', NAMESPACE, PERFORMANCE);
  }

  private group(name: string, namespace: INamespace, alerts: readonly Omit<AlertProps, 'runbookUrl'>[]): void {
    new AlertGroup(this, name, {
      namespace,
      groupName: name.replace('-', '_'),
      alerts: alerts.map(alert => ({ ...alert, runbookUrl: runbookOf(alert.alert) })),
    });
  }
}

const where = { namespace: NAMESPACE.namespaceName };

/** The retraining gate asks for 0.85: below 0.80 the model has lost what it was let in with (seed row J17). */
const MODEL: readonly Omit<AlertProps, 'runbookUrl'>[] = [
  {
    alert: 'HighModelLatency',
    expr: `${ML_API.latency.quantile(0.95, { where })} > 1`,
    for: Duration.minutes(5),
    severity: AlertSeverity.WARNING,
    summary: 'High model inference latency',
    description: '95 of 100 requests take up to {{ $value | humanizeDuration }}.',
  },
  {
    alert: 'ModelAccuracyDegraded',
    expr: `${ML_API.accuracy.value({ where })} < 0.8`,
    for: Duration.minutes(10),
    severity: AlertSeverity.CRITICAL,
    summary: 'Model accuracy degraded',
    description: 'Model {{ $labels.model }} is right in {{ $value | humanizePercentage }} of the cases.',
  },
  {
    alert: 'DataDriftDetected',
    expr: `${ML_API.drift.value({ where })} > 0.1`,
    for: Duration.minutes(5),
    severity: AlertSeverity.WARNING,
    summary: 'Data drift detected',
    description: 'The score of {{ $labels.feature }} is {{ $value }}.',
  },
];

const PERFORMANCE: readonly Omit<AlertProps, 'runbookUrl'>[] = [
  {
    alert: 'ApiDown',
    expr: `absent(up{namespace="${where.namespace}", app="ml-api"} == 1)`,
    for: Duration.minutes(5),
    severity: AlertSeverity.CRITICAL,
    summary: 'No pod of the ML API answers',
  },
  {
    alert: 'ApiErrorsHigh',
    expr: `${ML_API.errors.rate({ where, by: [] })} / ${ML_API.requests.rate({ where, by: [] })} > 0.05`,
    for: Duration.minutes(5),
    severity: AlertSeverity.CRITICAL,
    summary: 'The ML API fails',
    description: '{{ $value | humanizePercentage }} of the requests fail.',
  },
  {
    alert: 'ApiReplicasExhausted',
    expr: `${KUBERNETES.replicas.value({ where })} >= ${KUBERNETES.maxReplicas.value({ where })}`,
    for: Duration.minutes(15),
    severity: AlertSeverity.WARNING,
    summary: 'The ML API cannot scale any further',
    description: '{{ $labels.horizontalpodautoscaler }} runs {{ $value }} pods, which is the most.',
  },
];
