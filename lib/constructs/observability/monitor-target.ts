import { ApiObject, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { ServiceMonitor } from '../../../imports/prometheusoperator-monitoring.coreos.com';
import { InvalidValue } from '../../notation/invalid-value';
import { Names } from '../../notation/names';
import { CiliumRule } from '../../values/cilium-rule';
import type { PodSet } from '../../values/pod-set';
import type { Port } from '../../values/port';
import { CiliumPolicy } from '../network/cilium-policy';
import { prometheusDuration } from './_prometheus-duration';

/** What Prometheus is to scrape. */
export interface MonitorTargetProps {
  /** The pods. */
  readonly pods: PodSet;
  /** The port that they serve their metrics on; the Service's port has the same name. */
  readonly port: Port;
  /**
   * The pods of Prometheus: a policy lets them out to the pods. The other end, the way in, stays with the policy of the pods.
   * @default - no policy
   */
  readonly scrapers?: PodSet;
  /**
   * Labels of their Service.
   * @default - those of the pods, as the Services of the hardened workloads have them
   */
  readonly serviceLabels?: { readonly [key: string]: string };
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
 * The pods' own policy has to let the scrapers in; the check `implied-flow` says where it does not.
 */
export class MonitorTarget extends Construct {
  /** The rendered object, for patches and metadata. */
  public readonly apiObject: ApiObject;

  /**
   * @throws if neither the pods nor their Service have labels, the port has no name, or the path does not begin with a slash
   */
  constructor(scope: Construct, id: string, props: MonitorTargetProps) {
    super(scope, id);
    const { pods, port, path = '/metrics', interval = Duration.seconds(30), honorLabels } = props;
    const labels = Names.labels('label of the Service', props.serviceLabels ?? pods.labels);
    if (Object.keys(labels).length === 0) {
      throw new Error('a MonitorTarget of all pods would scrape what has no metrics; name the pods: PodSet.labelled()');
    }
    if (port.name === undefined) {
      throw new Error(`port ${port.number} has no name, and Services are scraped by name; call named()`);
    }
    if (!path.startsWith('/')) throw new InvalidValue('path', 'a path such as "/metrics"', path);
    const name = Names.dnsSubdomain('name of a MonitorTarget', props.name ?? id);
    const { spec } = ServiceMonitor.manifest({
      metadata: {},
      spec: {
        selector: { matchLabels: { ...labels } },
        podTargetLabels: ['app', 'tenant'],
        endpoints: [{ port: port.name, path, interval: prometheusDuration('interval', interval), honorLabels }],
      },
    });
    this.apiObject = new ApiObject(this, 'Resource', {
      ...ServiceMonitor.GVK,
      metadata: { name, namespace: pods.namespaceName },
      spec,
    });
    if (props.scrapers) {
      new CiliumPolicy(this, 'Scrape', {
        name: `scrape-${pods.namespaceName}-${name}`,
        description: `Prometheus scrapes ${name} in ${pods.namespaceName}.`,
        pods: props.scrapers,
        egress: [CiliumRule.toPods(pods, [port])],
      });
    }
  }
}
