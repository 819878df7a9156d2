import { InvalidValue } from '../notation/invalid-value';
import type { Metric } from './metric';

/**
 * The metrics of a site: one name, one type (seed row J09). Rules and dashboards may ask for these, and the judge holds
 * them to it.
 */
export class MetricCatalogue {
  /** A catalogue without a metric. */
  public static readonly EMPTY = new MetricCatalogue([]);

  /**
   * Collects metrics.
   *
   * @throws if two of them bring a series of one name
   */
  public static of(metrics: Metric[]): MetricCatalogue {
    const owners = new Map<string, Metric>();
    for (const metric of metrics) {
      for (const series of metric.seriesNames.concat(metric.name)) {
        const owner = owners.get(series);
        if (owner && owner !== metric) {
          const known = `another name than a series of the ${owner.type} ${owner.name}`;
          throw new InvalidValue(`series of the ${metric.type} ${metric.name}`, known, series);
        }
        owners.set(series, metric);
      }
    }
    return new MetricCatalogue([...metrics]);
  }

  private constructor(private readonly _metrics: Metric[]) {}

  /** The metrics, in the order in which they were given. */
  public get metrics(): Metric[] {
    return [...this._metrics];
  }

  /** The metrics as facts of the site. */
  public toObjects(): any[] {
    return this._metrics.map(({ name, type, labels, exporter }) => ({
      name,
      type,
      exporter,
      ...(labels.length > 0 ? { labels: [...labels] } : {}),
    }));
  }
}
