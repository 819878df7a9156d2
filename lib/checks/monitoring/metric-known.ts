import { Expressions } from '../../manifests/monitoring/expressions';
import { MetricIndex } from '../../manifests/monitoring/metric-index';
import { RULE_KINDS } from '../../manifests/monitoring/rule-groups';
import { NearestNames } from '../../notation/nearest-names';
import type { Check } from '../check';

/**
 * Rules and dashboards ask for metrics that there are, and that somebody scrapes.
 *
 * Fields:  the names of series in expressions of PrometheusRules, and of rule files and dashboards in ConfigMaps
 * Allowed: series of the metrics that the site declares, whose exporter a ServiceMonitor or PodMonitor selects; series of
 *          recording rules; those that Prometheus makes itself, such as up. Where the site declares no metrics, anything
 * Source:  https://prometheus.io/docs/concepts/data_model/
 *          seed rows J06 to J09, J12 to J14, K05, K08
 */
export const metricKnown: Check = {
  id: 'metric-known',
  family: 'monitoring',
  title: 'rules and dashboards ask for metrics that somebody exports and Prometheus scrapes',
  fix: 'correct the name, or declare the metric among the metrics of the site, and monitor its exporter',
  kinds: RULE_KINDS,
  examine: (manifest, all) => {
    const metrics = MetricIndex.of(all);
    if (!metrics) return [];
    const problem = (name: string): string | undefined => {
      const owner = metrics.ownerOf(name) ?? metrics.namesakeOf(name);
      if (!owner) return `the site has no metric ${name}${meant(name, metrics.names)}`;
      if (metrics.isScraped(owner.exporter)) return undefined;
      return `no monitor scrapes ${JSON.stringify(owner.exporter)}, which exports ${name}`;
    };
    return Expressions.in(manifest).flatMap(({ path, promQl }) => {
      const names = new Set(promQl.series.flatMap(({ name }) => name ?? []));
      return [...names]
        .filter(name => !metrics.isMade(name))
        .flatMap(name => problem(name) ?? [])
        .map(message => ({ path, message }));
    });
  },
};

function meant(name: string, names: readonly string[]): string {
  const [near] = NearestNames.of(name, names);
  return near === undefined ? '' : `; did you mean ${near}?`;
}
