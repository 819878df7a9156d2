import { Json } from '../json/json';
import { LabelIndex } from '../label-index';
import type { Manifest } from '../manifest';
import type { ManifestSet } from '../manifest-set';
import { SelectorTerms } from '../network/selector-terms';
import { PerSet } from '../per-set';
import { PodSelection } from '../pod-selection';
import type { PodTemplate } from '../pod-template';

/** The API group of the Prometheus operator. */
export const MONITORING_GROUP = 'monitoring.coreos.com';

/** Not a label: where the index keeps the namespace. */
const NAMESPACE = 'namespace of the Service';

const SERVICES = new PerSet(servicesByLabels);

/**
 * What ServiceMonitors and PodMonitors select, judged and external: in their own namespace, unless they name others.
 *
 * https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.NamespaceSelector
 */
export class MonitorTargets {
  /** The Services of a ServiceMonitor. */
  public static services(monitor: Manifest, all: ManifestSet): readonly Manifest[] {
    const index = SERVICES.of(all);
    const terms = SelectorTerms.read(monitor.spec.selector);
    return MonitorTargets.namespaces(monitor).flatMap(namespace => {
      if (namespace === undefined) return index.select(terms);
      return index.select({ ...terms, matchLabels: { ...terms.matchLabels, [NAMESPACE]: namespace } });
    });
  }

  /** The pods of a PodMonitor. */
  public static pods(monitor: Manifest, all: ManifestSet): readonly PodTemplate[] {
    const terms = SelectorTerms.read(monitor.spec.selector);
    return MonitorTargets.namespaces(monitor).flatMap(namespace => {
      return namespace === undefined ? PodSelection.everywhere(terms, all) : PodSelection.of(terms, namespace, all);
    });
  }

  /** The namespaces it looks in; undefined for every one. */
  public static namespaces({ spec, effectiveNamespace }: Manifest): readonly (string | undefined)[] {
    const { any, matchNames } = Json.object(spec.namespaceSelector);
    if (any === true) return [undefined];
    const named = Json.list(matchNames).filter(name => typeof name === 'string');
    return named.length > 0 ? named : [effectiveNamespace];
  }
}

function servicesByLabels(all: ManifestSet): LabelIndex<Manifest> {
  const services = all.ofKind('', 'Service');
  return new LabelIndex(
    services.map(service => [{ ...service.labels, [NAMESPACE]: service.effectiveNamespace }, service] as const),
  );
}
