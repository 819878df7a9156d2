import { Json } from '../manifests/json/json';
import type { Manifest } from '../manifests/manifest';
import type { ManifestSet } from '../manifests/manifest-set';
import { NamespaceLabels } from '../manifests/namespace-labels';
import { SelectorTerms } from '../manifests/network/selector-terms';
import { MONITORING_GROUP } from '../manifests/references/monitor-targets';
import { LabelSelector } from '../notation/label-selector';
import { type Workload, Workloads } from './workloads';

const KINDS = ['Prometheus', 'PrometheusAgent'];
/** As the operator and the charts of the community label the pods. */
const NAME_LABEL = 'app.kubernetes.io/name';
const NAMES: readonly (string | undefined)[] = ['prometheus', 'prometheus-agent'];
/** As the operator labels the pods of one Prometheus. */
const OWNER_LABEL = 'operator.prometheus.io/name';

/** The fields of a Prometheus that select monitors, by the kind of the monitor. */
const SELECTORS: Readonly<Record<string, readonly [own: string, ofNamespace: string]>> = {
  ServiceMonitor: ['serviceMonitorSelector', 'serviceMonitorNamespaceSelector'],
  PodMonitor: ['podMonitorSelector', 'podMonitorNamespaceSelector'],
  Probe: ['probeSelector', 'probeNamespaceSelector'],
  ScrapeConfig: ['scrapeConfigSelector', 'scrapeConfigNamespaceSelector'],
};

/**
 * The pods of Prometheus, and which monitors they follow.
 *
 * https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PrometheusSpec
 */
export class Scrapers {
  /**
   * Who follows a monitor: of each Prometheus that selects it, the pods; where no Prometheus is known, one of the pods
   * that are called so.
   */
  public static of(monitor: Manifest, all: ManifestSet): readonly (readonly Workload[])[] {
    const pods = Workloads.of(all).filter(({ pod }) => NAMES.includes(pod.labels[NAME_LABEL]));
    const instances = KINDS.flatMap(kind => all.ofKind(MONITORING_GROUP, kind));
    if (instances.length === 0) return [pods];
    return instances
      .filter(instance => Scrapers.selects(instance, monitor, all))
      .map(instance => pods.filter(workload => isOf(workload, instance)));
  }

  /** An absent selector of monitors selects none; an absent one of namespaces, its own. */
  private static selects(instance: Manifest, monitor: Manifest, all: ManifestSet): boolean {
    const [own, ofNamespace] = SELECTORS[monitor.kind].map(field => instance.spec[field]);
    const namespace = monitor.effectiveNamespace;
    return (
      Json.isObject(own) &&
      LabelSelector.matches(SelectorTerms.read(own), monitor.labels) &&
      (Json.isObject(ofNamespace)
        ? LabelSelector.matches(SelectorTerms.read(ofNamespace), NamespaceLabels.of(namespace, all))
        : namespace === instance.effectiveNamespace)
    );
  }
}

function isOf({ namespace, pod }: Workload, { effectiveNamespace, name }: Manifest): boolean {
  return namespace === effectiveNamespace && (pod.labels[OWNER_LABEL] ?? name) === name;
}
