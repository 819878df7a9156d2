/** What the numbers of a panel are. */
export enum PanelUnit {
  /** Plain numbers, shortened. */
  NONE = 'short',
  /** Seconds. */
  SECONDS = 's',
  /** Bytes, by 1024. */
  BYTES = 'bytes',
  /** Parts of one, shown as per cent. */
  RATIO = 'percentunit',
  /** Requests a second. */
  REQUESTS_PER_SECOND = 'reqps',
  /** US dollars. */
  DOLLARS = 'currencyUSD',
}

/** A series of a panel. */
export interface PanelQuery {
  /** The PromQL expression, such as `requests.rate({ by: [] })`. */
  readonly expr: string;
  /**
   * What the series is called, such as `{{pod}}`.
   * @default - all its labels
   */
  readonly legend?: string;
}

/** A panel of a dashboard. */
export interface DashboardPanelProps {
  /** What it shows. */
  readonly title: string;
  /** Its series. */
  readonly queries: PanelQuery[];
  /**
   * What the numbers are.
   * @default PanelUnit.NONE
   */
  readonly unit?: PanelUnit;
  /**
   * More about it, for whoever points at it.
   * @default - none
   */
  readonly description?: string;
}

/** A panel: a title, and expressions of PromQL. */
export class DashboardPanel {
  /** Curves over time. */
  public static timeSeries(props: DashboardPanelProps): DashboardPanel {
    return new DashboardPanel('timeseries', props);
  }

  /** The last value as a large number. */
  public static stat(props: DashboardPanelProps): DashboardPanel {
    return new DashboardPanel('stat', props);
  }

  /** The last values, one bar each. */
  public static bars(props: DashboardPanelProps): DashboardPanel {
    return new DashboardPanel('bargauge', props);
  }

  private constructor(
    /** What Grafana calls this kind of panel. */
    public readonly type: string,
    private readonly props: DashboardPanelProps,
  ) {}

  /** What it shows. */
  public get title(): string {
    return this.props.title;
  }

  /**
   * The panel in the form of Grafana's dashboard files.
   * @internal
   */
  public _render(id: number, datasource: any): any {
    const { title, description, queries, unit = PanelUnit.NONE } = this.props;
    return {
      id,
      type: this.type,
      title,
      ...(description === undefined ? {} : { description }),
      // Two in a row of 24 columns.
      gridPos: { x: id % 2 === 1 ? 0 : 12, y: Math.floor((id - 1) / 2) * 8, w: 12, h: 8 },
      datasource,
      fieldConfig: { defaults: { unit }, overrides: [] },
      targets: queries.map(({ expr, legend }, index) => ({
        refId: String.fromCharCode('A'.charCodeAt(0) + index),
        datasource,
        expr,
        ...(legend === undefined ? {} : { legendFormat: legend }),
      })),
    };
  }
}
