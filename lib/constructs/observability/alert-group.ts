import { ApiObject, type Duration } from 'cdk8s';
import { Construct } from 'constructs';
import {
  PrometheusRule,
  type PrometheusRuleSpecGroupsRules,
  PrometheusRuleSpecGroupsRulesExpr,
} from '../../../imports/prometheusoperator-monitoring.coreos.com';
import { InvalidValue } from '../../notation/invalid-value';
import { Names } from '../../notation/names';
import type { INamespace } from '../../values/namespace';
import { prometheusDuration } from './_prometheus-duration';

const ALERT_NAME = /^[A-Z][A-Za-z0-9]*$/;
const RECORD_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*(:[a-zA-Z0-9_]+)+$/;

/** How soon somebody has to look. */
export enum AlertSeverity {
  /** At once, day and night. */
  CRITICAL = 'critical',
  /** On the same working day. */
  WARNING = 'warning',
  /** When something else is wrong, too. */
  INFO = 'info',
}

/** An alert: when it fires, and what whoever reads it is to do. */
export interface AlertProps {
  /** Its name, such as `HighModelLatency`; unique in its group. */
  readonly alert: string;
  /** A PromQL expression that is true while something is wrong, such as `${latency.quantile(0.95)} > 1`. */
  readonly expr: string;
  /** How long it has to be wrong without a break. */
  readonly for: Duration;
  /** How soon somebody has to look. */
  readonly severity: AlertSeverity;
  /** What is wrong, in one line. */
  readonly summary: string;
  /** Where it is written what to do; https. */
  readonly runbookUrl: string;
  /**
   * More about it; `{{ $value }}` and `{{ $labels.pod }}` are filled in.
   * @default - none
   */
  readonly description?: string;
}

/** A series that Prometheus calculates from others, for expressions that are asked for often. */
export interface RecordingRuleProps {
  /** Its name, as `level:metric:operation`. */
  readonly record: string;
  /** The PromQL expression that it keeps. */
  readonly expr: string;
}

/** Alerts that belong together. */
export interface AlertGroupProps {
  /** Where the rules are; where Prometheus enforces the namespace label, they see series of this namespace only. */
  readonly namespace: INamespace;
  /**
   * The alerts.
   * @default - none; then there has to be a recording rule
   */
  readonly alerts?: AlertProps[];
  /**
   * Series to calculate; they come before the alerts.
   * @default - none
   */
  readonly recordingRules?: RecordingRuleProps[];
  /**
   * How often the rules are evaluated.
   * @default - as often as Prometheus evaluates all rules
   */
  readonly interval?: Duration;
  /**
   * Name of the group, such as `model_alerts`.
   * @default - the name of the object
   */
  readonly groupName?: string;
  /**
   * `metadata.name`.
   * @default - the construct id
   */
  readonly name?: string;
}

/**
 * A PrometheusRule with one group of alerts. Every alert says how bad it is, what is wrong, and where to read what to do.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/
 */
export class AlertGroup extends Construct {
  /** The rendered object, for patches and metadata. */
  public readonly apiObject: ApiObject;

  /**
   * @throws if there is no rule, two alerts have one name, or a runbook is no https address
   */
  constructor(scope: Construct, id: string, props: AlertGroupProps) {
    super(scope, id);
    const { alerts = [], recordingRules = [] } = props;
    const name = Names.dnsSubdomain('name of an AlertGroup', props.name ?? id);
    if (alerts.length + recordingRules.length === 0) {
      throw new Error(`AlertGroup ${JSON.stringify(name)} has no rule; give it alerts or recordingRules`);
    }
    const names = alerts.map(({ alert }) => alert);
    const twice = names.find((alert, index) => names.indexOf(alert) !== index);
    if (twice !== undefined) throw new InvalidValue('alert', 'unique in its group', twice);
    const { spec } = PrometheusRule.manifest({
      metadata: {},
      spec: {
        groups: [
          {
            name: props.groupName ?? name,
            interval: props.interval && prometheusDuration('interval', props.interval),
            rules: [...recordingRules.map(AlertGroup.record), ...alerts.map(AlertGroup.alert)],
          },
        ],
      },
    });
    this.apiObject = new ApiObject(this, 'Resource', {
      ...PrometheusRule.GVK,
      metadata: { name, namespace: props.namespace.namespaceName },
      spec,
    });
  }

  private static alert(props: AlertProps): PrometheusRuleSpecGroupsRules {
    const { alert, expr, severity, summary, description, runbookUrl } = props;
    if (!ALERT_NAME.test(alert)) throw new InvalidValue('alert', 'a name such as "HighModelLatency"', alert);
    if (summary.trim() === '') throw new InvalidValue(`summary of ${alert}`, 'what is wrong, in one line', summary);
    if (!/^https:\/\/\S+$/.test(runbookUrl)) {
      throw new InvalidValue(`runbookUrl of ${alert}`, 'an https address', runbookUrl);
    }
    return {
      alert,
      expr: PrometheusRuleSpecGroupsRulesExpr.fromString(expr),
      for: prometheusDuration(`for of ${alert}`, props.for),
      labels: { severity },
      annotations: { summary, ...(description === undefined ? {} : { description }), runbook_url: runbookUrl },
    };
  }

  private static record({ record, expr }: RecordingRuleProps): PrometheusRuleSpecGroupsRules {
    if (!RECORD_NAME.test(record)) {
      throw new InvalidValue('record', 'a name of the form level:metric:operation', record);
    }
    return { record, expr: PrometheusRuleSpecGroupsRulesExpr.fromString(expr) };
  }
}
