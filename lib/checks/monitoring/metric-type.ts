import { Expressions } from '../../manifests/monitoring/expressions';
import { MetricIndex } from '../../manifests/monitoring/metric-index';
import type { SeriesUse } from '../../manifests/monitoring/prom-ql';
import { RULE_KINDS } from '../../manifests/monitoring/rule-groups';
import type { MetricFacts } from '../../manifests/site-facts';
import type { Check } from '../check';

const GROWTH = ['rate', 'irate', 'increase'];
/** What can be asked of a counter without asking for its growth: whether it is there, and whether it changes. */
const OF_COUNTERS = [
  'resets',
  'changes',
  'absent',
  'absent_over_time',
  'present_over_time',
  'count',
  'group',
  'timestamp',
];

/**
 * Expressions ask a metric for what its type has.
 *
 * Fields:  series in expressions of PrometheusRules, and of rule files and dashboards in ConfigMaps
 * Allowed: of counters, and of _bucket, _sum and _count, the growth: rate, irate, increase; of gauges anything else; _bucket
 *          of histograms only; the label quantile of summaries only. Where the site does not declare the metric, anything
 * Source:  https://prometheus.io/docs/concepts/metric_types/
 *          seed rows J09 (one name, asked as a summary and as a histogram), J12 (buckets without a rate), J13 (divided by a
 *          counter)
 */
export const metricType: Check = {
  id: 'metric-type',
  family: 'monitoring',
  title: 'expressions ask each metric for what its type has',
  fix: 'ask a counter for rate() or increase(), a histogram for histogram_quantile() over rate() of its buckets',
  kinds: RULE_KINDS,
  examine: (manifest, all) => {
    const metrics = MetricIndex.of(all);
    if (!metrics) return [];
    return Expressions.in(manifest).flatMap(({ path, promQl }) => {
      const problems = promQl.series.flatMap(use => {
        const name = use.name ?? '';
        if (metrics.isMade(name)) return [];
        const owner = metrics.ownerOf(name);
        const namesake = metrics.namesakeOf(name);
        return (owner ? wrongUse(use, owner, name) : namesake && wrongSeries(use, namesake, name)) ?? [];
      });
      return [...new Set(problems)].map(message => ({ path, message }));
    });
  },
};

/** Of a series that the metric has not. */
function wrongSeries({ labels }: SeriesUse, { name, type }: MetricFacts, series: string): string {
  if (labels.has('quantile')) return `${name} is a ${type}, and has no label quantile`;
  return `${name} is a ${type}, and has no series ${series}`;
}

/** Of a series that the metric has. */
function wrongUse(
  { isRange, calls, labels }: SeriesUse,
  { name, type }: MetricFacts,
  series: string,
): string | undefined {
  const grows = type === 'counter' || series !== name;
  const [call = ''] = calls;
  if (labels.has('quantile') && (type !== 'summary' || grows)) return `${name} is a ${type}, and has no label quantile`;
  if (!grows) {
    return isRange && GROWTH.includes(call) ? `${name} is a ${type}, which ${call}() does not suit` : undefined;
  }
  const isAsked = (isRange && GROWTH.includes(call)) || calls.some(each => OF_COUNTERS.includes(each));
  return isAsked ? undefined : `${series} only grows, and is asked for neither rate() nor increase()`;
}
