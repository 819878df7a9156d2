import { ApiObject, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { InvalidValue } from '../../notation/invalid-value';
import { Names } from '../../notation/names';
import type { INamespace } from '../../values/namespace';
import { prometheusDuration } from './_prometheus-duration';
import type { DashboardPanel } from './dashboard-panel';

/** By this label Grafana's Helm chart finds dashboards. */
const DASHBOARD_LABEL = { grafana_dashboard: '1' };
/** As Grafana takes them. */
const UID = /^[a-zA-Z0-9_-]{1,40}$/;
/** Of Grafana 11.1 and later; Grafana itself moves older files on. */
const SCHEMA_VERSION = 39;
const MAX_QUERIES = 26;

/** Something to choose at the top of a dashboard; expressions use it as `$name`. */
export interface DashboardVariable {
  /** Its name, such as `tenant`. */
  readonly name: string;
  /** All that can be chosen; the first is chosen at the start. */
  readonly values: string[];
}

/** A dashboard. */
export interface GrafanaDashboardProps {
  /** Where Grafana is. */
  readonly namespace: INamespace;
  /** What it is called. */
  readonly title: string;
  /** Its panels, two in a row. */
  readonly panels: DashboardPanel[];
  /**
   * What can be chosen.
   * @default - nothing
   */
  readonly variables?: DashboardVariable[];
  /**
   * How often it is drawn again.
   * @default Duration.seconds(30)
   */
  readonly refresh?: Duration;
  /**
   * How much time it shows.
   * @default Duration.hours(6)
   */
  readonly span?: Duration;
  /**
   * `uid` of the data source that is asked.
   * @default "prometheus"
   */
  readonly datasourceUid?: string;
  /**
   * `uid` of the dashboard, which its address consists of; stays the same for ever.
   * @default - the construct id
   */
  readonly uid?: string;
  /**
   * `metadata.name`.
   * @default - the construct id
   */
  readonly name?: string;
}

/**
 * A ConfigMap with a dashboard in the form of Grafana's dashboard files, which is not the form that its API takes
 * (seed row J12).
 *
 * @see https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/
 */
export class GrafanaDashboard extends Construct {
  /** The rendered object, for patches and metadata. */
  public readonly apiObject: ApiObject;
  /** Name of the ConfigMap. */
  public readonly configMapName: string;
  /** Its one key: the name of the dashboard's file. */
  public readonly fileName: string;

  /**
   * @throws if the uid is none, there is no panel, or a variable has nothing to choose
   */
  constructor(scope: Construct, id: string, props: GrafanaDashboardProps) {
    super(scope, id);
    const uid = props.uid ?? id;
    if (!UID.test(uid)) throw new InvalidValue('uid', 'at most 40 letters, digits, "-" and "_"', uid);
    if (props.panels.length === 0) throw new Error(`dashboard ${JSON.stringify(uid)} has no panel; add panels`);
    this.configMapName = Names.dnsSubdomain('name of a GrafanaDashboard', props.name ?? id);
    this.fileName = `${uid}.json`;
    this.apiObject = new ApiObject(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: this.configMapName,
        namespace: props.namespace.namespaceName,
        labels: { ...DASHBOARD_LABEL },
      },
      data: { [this.fileName]: `${JSON.stringify(GrafanaDashboard.model(uid, props), undefined, 2)}\n` },
    });
  }

  private static model(uid: string, props: GrafanaDashboardProps): unknown {
    const { title, panels, variables = [], refresh = Duration.seconds(30), span = Duration.hours(6) } = props;
    const datasource = { type: 'prometheus', uid: props.datasourceUid ?? 'prometheus' };
    return {
      uid,
      title,
      schemaVersion: SCHEMA_VERSION,
      editable: false,
      refresh: prometheusDuration('refresh', refresh),
      time: { from: `now-${prometheusDuration('span', span)}`, to: 'now' },
      timezone: 'utc',
      annotations: { list: [] },
      templating: { list: variables.map(GrafanaDashboard.variable) },
      panels: panels.map((panel, index) => {
        const rendered = panel._render(index + 1, datasource);
        if (rendered.targets.length === 0 || rendered.targets.length > MAX_QUERIES) {
          throw new InvalidValue(`queries of panel ${panel.title}`, `1 to ${MAX_QUERIES}`, rendered.targets.length);
        }
        return rendered;
      }),
    };
  }

  /** A list that is fixed here, without `All`. */
  private static variable({ name, values }: DashboardVariable): unknown {
    if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new InvalidValue('variable', 'a name such as "tenant"', name);
    if (values.length === 0) throw new InvalidValue(`values of variable ${name}`, 'at least one', values);
    const options = values.map((value, index) => ({ text: value, value, selected: index === 0 }));
    return {
      name,
      type: 'custom',
      query: values.join(','),
      options,
      current: options[0],
      includeAll: false,
      multi: false,
      skipUrlSync: false,
    };
  }
}
