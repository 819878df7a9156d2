import { InvalidValue } from '../notation/invalid-value';

const METRIC_NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
const WINDOW = /^(?=.)(\d+w)?(\d+d)?(\d+h)?(\d+m)?(\d+s)?(\d+ms)?$/;
const DEFAULT_WINDOW = '5m';

/** What a scrape puts on every series: `app` and `tenant` come from the pods, the others from Prometheus. */
const TARGET_LABELS = ['namespace', 'service', 'pod', 'container', 'endpoint', 'instance', 'job', 'app', 'tenant'];

/** How the numbers of a metric come about, and so what can be asked of them. */
export enum MetricType {
  /** Only grows, but for restarts. Its value says nothing, its growth does. */
  COUNTER = 'counter',
  /** Goes up and down. */
  GAUGE = 'gauge',
  /** Counts observations in buckets: series `_bucket`, `_sum` and `_count`. */
  HISTOGRAM = 'histogram',
  /** Quantiles that the program itself has calculated, and series `_sum` and `_count`. Cannot be added up over pods. */
  SUMMARY = 'summary',
}

/** What a metric is beside its name and type. */
export interface MetricProps {
  /** Who exports it: the `app` label, or `app.kubernetes.io/name` or `k8s-app`, of a scraped Service or pod. */
  readonly exporter: string;
  /**
   * Its own labels, beside those that the scrape adds.
   * @default - none
   */
  readonly labels?: string[];
}

/** Which series of a metric. */
export interface SeriesOptions {
  /**
   * Labels that have exactly this value.
   * @default - all series
   */
  readonly where?: { readonly [label: string]: string };
  /**
   * Labels that match this RE2 pattern as a whole, such as `5..`.
   * @default - all series
   */
  readonly matching?: { readonly [label: string]: string };
}

/** Which series of a metric, over which time, added up by what. */
export interface GrowthOptions extends SeriesOptions {
  /**
   * Time to look back over, such as `5m` or `1d`; four scrapes at least.
   * @default "5m"
   */
  readonly window?: string;
  /**
   * Labels that are left after adding up; an empty list leaves one number.
   * @default - not added up; a quantile is over all pods
   */
  readonly by?: string[];
}

/**
 * A metric by name and type: rules and dashboards ask it for their expressions, and cannot ask a type for what it has not.
 *
 * @see https://prometheus.io/docs/concepts/metric_types/
 */
export class Metric {
  /** A metric that only grows. */
  public static counter(name: string, props: MetricProps): CounterMetric {
    return new CounterMetric(name, props, MetricType.COUNTER);
  }

  /** A metric that goes up and down. */
  public static gauge(name: string, props: MetricProps): GaugeMetric {
    return new GaugeMetric(name, props, MetricType.GAUGE);
  }

  /** A metric that counts observations in buckets. */
  public static histogram(name: string, props: MetricProps): HistogramMetric {
    return new HistogramMetric(name, props, MetricType.HISTOGRAM);
  }

  /** A metric whose quantiles the program calculates. */
  public static summary(name: string, props: MetricProps): SummaryMetric {
    return new SummaryMetric(name, props, MetricType.SUMMARY);
  }

  /** Its own labels, beside those that the scrape adds. */
  public readonly labels: string[];
  /** Who exports it. */
  public readonly exporter: string;

  protected constructor(
    /** Its name, without the endings of series. */
    public readonly name: string,
    props: MetricProps,
    /** Its type. */
    public readonly type: MetricType,
  ) {
    if (!METRIC_NAME.test(name)) throw new InvalidValue('metric name', 'letters, digits, "_" and ":"', name);
    for (const label of props.labels ?? []) {
      if (!LABEL_NAME.test(label)) throw new InvalidValue(`label of metric ${name}`, 'letters, digits and "_"', label);
    }
    this.labels = [...(props.labels ?? [])];
    this.exporter = props.exporter;
  }

  /** Names of the series that a scrape brings. */
  public get seriesNames(): string[] {
    switch (this.type) {
      case MetricType.HISTOGRAM:
        return ['_bucket', '_sum', '_count'].map(ending => `${this.name}${ending}`);
      case MetricType.SUMMARY:
        return ['', '_sum', '_count'].map(ending => `${this.name}${ending}`);
      default:
        return [this.name];
    }
  }

  /**
   * A selector of the series.
   * @internal
   */
  public _selector(series: string, { where = {}, matching = {} }: SeriesOptions = {}): string {
    const matchers = [
      ...Object.entries(where).map(([label, value]) => `${this.known(label)}=${JSON.stringify(value)}`),
      ...Object.entries(matching).map(([label, value]) => `${this.known(label)}=~${JSON.stringify(value)}`),
    ];
    return matchers.length === 0 ? series : `${series}{${matchers.join(', ')}}`;
  }

  /**
   * A function over the growth of the series.
   * @internal
   */
  public _growth(call: 'rate' | 'increase', series: string, options: GrowthOptions = {}): string {
    const { window = DEFAULT_WINDOW, by } = options;
    if (!WINDOW.test(window)) throw new InvalidValue('window', 'a time of Prometheus such as "5m" or "1d"', window);
    const growth = `${call}(${this._selector(series, options)}[${window}])`;
    if (by === undefined) return growth;
    return by.length === 0 ? `sum(${growth})` : `sum by (${by.map(label => this.known(label)).join(', ')}) (${growth})`;
  }

  private known(label: string): string {
    const known = [...this.labels, ...TARGET_LABELS, ...(this.type === MetricType.HISTOGRAM ? ['le'] : [])];
    if (known.includes(label)) return label;
    throw new InvalidValue(`label of ${this.name}`, `one of ${known.join(', ')}`, label);
  }
}

/** A metric that only grows. */
export class CounterMetric extends Metric {
  /** Growth a second. */
  public rate(options?: GrowthOptions): string {
    return this._growth('rate', this.name, options);
  }

  /** Growth over the window. */
  public increase(options?: GrowthOptions): string {
    return this._growth('increase', this.name, options);
  }
}

/** A metric that goes up and down. */
export class GaugeMetric extends Metric {
  /** The value now. */
  public value(options?: SeriesOptions): string {
    return this._selector(this.name, options);
  }
}

/** A metric that counts observations in buckets. */
export class HistogramMetric extends Metric {
  /**
   * What this part of the observations of the window stayed below, such as 0.95; over all pods.
   *
   * @throws if the quantile is not between 0 and 1
   */
  public quantile(quantile: number, options: GrowthOptions = {}): string {
    assertQuantile(quantile);
    const by = ['le', ...(options.by ?? [])];
    return `histogram_quantile(${quantile}, ${this._growth('rate', `${this.name}_bucket`, { ...options, by })})`;
  }

  /** Observations a second. */
  public rate(options?: GrowthOptions): string {
    return this._growth('rate', `${this.name}_count`, options);
  }
}

/** A metric whose quantiles the program calculates. */
export class SummaryMetric extends Metric {
  /**
   * A quantile that the program exports, of each pod by itself.
   *
   * @throws if the quantile is not between 0 and 1
   */
  public quantile(quantile: number, options: SeriesOptions = {}): string {
    assertQuantile(quantile);
    const series = this._selector(this.name, options);
    const matcher = `quantile=${JSON.stringify(String(quantile))}`;
    return series.endsWith('}') ? `${series.slice(0, -1)}, ${matcher}}` : `${series}{${matcher}}`;
  }

  /** Observations a second. */
  public rate(options?: GrowthOptions): string {
    return this._growth('rate', `${this.name}_count`, options);
  }
}

function assertQuantile(quantile: number): void {
  if (!(quantile > 0 && quantile < 1)) throw new InvalidValue('quantile', 'between 0 and 1', quantile);
}
