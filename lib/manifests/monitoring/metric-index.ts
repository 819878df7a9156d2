import type { Manifest } from '../manifest';
import type { ManifestSet } from '../manifest-set';
import { PerSet } from '../per-set';
import { MONITORING_GROUP, MonitorTargets } from '../references/monitor-targets';
import type { MetricFacts } from '../site-facts';
import { RULE_KINDS, RuleGroups } from './rule-groups';

/** Series that Prometheus makes itself. */
const OWN = /^(up|ALERTS|ALERTS_FOR_STATE|scrape_\w+)$/;

/** The labels by which an exporter is called. */
const EXPORTER_LABELS = ['app', 'app.kubernetes.io/name', 'k8s-app'];

const ENDINGS: Readonly<Record<MetricFacts['type'], readonly string[]>> = {
  counter: [''],
  gauge: [''],
  histogram: ['_bucket', '_sum', '_count'],
  summary: ['', '_sum', '_count'],
};

/** What metrics there are: as facts of the site say it, and as recording rules make them. */
export class MetricIndex {
  private static readonly known = new PerSet(all => new MetricIndex(all.facts.metrics ?? [], all));

  /** Undefined where the facts say nothing about metrics. */
  public static of(all: ManifestSet): MetricIndex | undefined {
    return all.facts.metrics === undefined ? undefined : MetricIndex.known.of(all);
  }

  private readonly bySeries: ReadonlyMap<string, MetricFacts>;
  private readonly byName: ReadonlyMap<string, MetricFacts>;
  private readonly recorded: ReadonlySet<string>;
  private readonly scraped: ReadonlySet<string>;

  private constructor(metrics: readonly MetricFacts[], all: ManifestSet) {
    this.byName = new Map(metrics.map(metric => [metric.name, metric]));
    this.bySeries = new Map(
      metrics.flatMap(metric => ENDINGS[metric.type].map(ending => [`${metric.name}${ending}`, metric])),
    );
    this.recorded = new Set(
      all
        .judgedOfKinds(RULE_KINDS)
        .flatMap(manifest => RuleGroups.rules(manifest))
        .flatMap(rule => rule.at('record').text ?? []),
    );
    this.scraped = exportersIn(all);
  }

  /** Names of all metrics of the site. */
  public get names(): readonly string[] {
    return [...this.byName.keys()];
  }

  /** Whether Prometheus or one of its rules makes the series. */
  public isMade(series: string): boolean {
    return OWN.test(series) || this.recorded.has(series);
  }

  /** The metric that a series belongs to. */
  public ownerOf(series: string): MetricFacts | undefined {
    return this.bySeries.get(series);
  }

  /** The metric that a series would belong to, were the metric of another type. */
  public namesakeOf(series: string): MetricFacts | undefined {
    return this.byName.get(series) ?? this.byName.get(series.replace(/_(bucket|sum|count)$/, ''));
  }

  /** Whether a monitor selects something that is called so. */
  public isScraped(exporter: string): boolean {
    return this.scraped.has(exporter);
  }
}

/** What the Services and pods that monitors select are called. */
function exportersIn(all: ManifestSet): ReadonlySet<string> {
  const services = all.ofKind(MONITORING_GROUP, 'ServiceMonitor').flatMap(each => MonitorTargets.services(each, all));
  const pods = all.ofKind(MONITORING_GROUP, 'PodMonitor').flatMap(each => MonitorTargets.pods(each, all));
  const called = ({ labels }: Pick<Manifest, 'labels'>) => EXPORTER_LABELS.flatMap(label => labels[label] ?? []);
  return new Set([...services, ...pods].flatMap(called));
}
