import { ApiObject, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { ServiceMonitor } from '../../../imports/prometheusoperator-monitoring.coreos.com';
import { InvalidValue } from '../../notation/invalid-value';
import { Names } from '../../notation/names';
import type { PodSet } from '../../values/pod-set';
import { prometheusDuration } from './_prometheus-duration';

const PORT_NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/** What Prometheus is to scrape. */
export interface MonitorTargetProps {
  /** The pods. Their Services carry the same labels, as those of the hardened workloads do. */
  readonly pods: PodSet;
  /** Name of the Service's port. */
  readonly port: string;
  /**
   * How often.
   * @default Duration.seconds(30)
   */
  readonly interval?: Duration;
  /**
   * The page with the metrics.
   * @default "/metrics"
   */
  readonly path?: string;
  /**
   * Keep labels such as `namespace` and `pod` that the target itself puts on series: for exporters that speak of other
   * objects than themselves.
   * @default false
   */
  readonly honorLabels?: boolean;
  /**
   * `metadata.name`.
   * @default - the construct id
   */
  readonly name?: string;
}

/**
 * A ServiceMonitor, in the namespace of what it scrapes. Series get the labels `app` and `tenant` of their pods.
 *
 * It opens no way: the pods' policy has to let the scrapers in, and the check `implied-flow` says where it does not.
 */
export class MonitorTarget extends Construct {
  /** The rendered object, for patches and metadata. */
  public readonly apiObject: ApiObject;

  /**
   * @throws if the pods are all pods of a namespace, the port has no name, or the path does not begin with a slash
   */
  constructor(scope: Construct, id: string, props: MonitorTargetProps) {
    super(scope, id);
    const { pods, port, path = '/metrics', interval = Duration.seconds(30), honorLabels } = props;
    if (Object.keys(pods.labels).length === 0) {
      throw new Error('a MonitorTarget of all pods would scrape what has no metrics; name the pods: PodSet.labelled()');
    }
    if (!PORT_NAME.test(port)) throw new InvalidValue('port', 'the name of a port such as "http"', port);
    if (!path.startsWith('/')) throw new InvalidValue('path', 'a path such as "/metrics"', path);
    const { spec } = ServiceMonitor.manifest({
      metadata: {},
      spec: {
        selector: { matchLabels: { ...pods.labels } },
        podTargetLabels: ['app', 'tenant'],
        endpoints: [{ port, path, interval: prometheusDuration('interval', interval), honorLabels }],
      },
    });
    this.apiObject = new ApiObject(this, 'Resource', {
      ...ServiceMonitor.GVK,
      metadata: {
        name: Names.dnsSubdomain('name of a MonitorTarget', props.name ?? id),
        namespace: pods.namespaceName,
      },
      spec,
    });
  }
}
