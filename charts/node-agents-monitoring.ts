import { ApiObject, Chart, Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { AlertGroup, AlertSeverity, MonitorTarget, type PodSet, type Port } from '../lib';
import { FALCO_MATCHES } from './metrics';
import { runbookOf } from './runbook';

/** An agent that runs on every node, and says of itself how it does. */
export interface NodeAgent {
  readonly name: string;
  readonly pods: PodSet;
  readonly port: Port;
  /**
   * The page with the metrics.
   * @default "/metrics"
   */
  readonly metricsPath?: string;
}

export interface NodeAgentsMonitoringProps {
  readonly agents: NodeAgent[];
  /** The pods of Prometheus. */
  readonly scrapers: PodSet;
}

/** A rule that matches for the first time brings a series that was not there, of which `increase` sees nothing. */
const FIRST_OR_MORE = (series: string) =>
  `sum by (rule_name) (increase(${series}[10m])) > 0 or ` +
  `(group by (rule_name) (${series}) unless group by (rule_name) (${series} offset 10m))`;

/** What agents of the node count, and the alert of Falco (seed rows M01, M05). */
export class NodeAgentsMonitoring extends Chart {
  constructor(scope: Construct, id: string, props: NodeAgentsMonitoringProps) {
    super(scope, id);
    for (const { name, pods, port, metricsPath } of props.agents) {
      new ApiObject(this, `${name}-metrics`, {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name, namespace: pods.namespaceName, labels: { ...pods.labels } },
        spec: {
          // Each pod speaks of its own node, so nobody asks for any of them.
          clusterIP: 'None',
          selector: { ...pods.labels },
          ports: [{ name: port.name, port: port.number, protocol: 'TCP', targetPort: port.number }],
        },
      });
      new MonitorTarget(this, name, { pods, port, path: metricsPath, scrapers: props.scrapers });
    }
    const [{ pods }] = props.agents;
    new AlertGroup(this, 'runtime-alerts', {
      namespace: { namespaceName: pods.namespaceName },
      groupName: 'runtime',
      alerts: [
        {
          alert: 'FalcoRuleMatched',
          expr: FIRST_OR_MORE(FALCO_MATCHES.name),
          for: Duration.minutes(1),
          severity: AlertSeverity.CRITICAL,
          summary: 'A process did what no workload has to do',
          description: 'Falco: {{ $labels.rule_name }}. Which one it was, Loki knows: what Falco writes.',
          runbookUrl: runbookOf('FalcoRuleMatched'),
        },
      ],
    });
  }
}
