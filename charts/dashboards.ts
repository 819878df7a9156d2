import { Chart, Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { DashboardPanel, GrafanaDashboard, type GrafanaDashboardProps, type INamespace, PanelUnit } from '../lib';
import { COST, DROPS, INFERENCE, KUBERNETES, ML_API } from './metrics';

export interface DashboardsProps {
  /** Where Grafana runs. */
  readonly namespace: INamespace;
  /** The tenants that can be chosen. */
  readonly tenants: string[];
}

const { timeSeries, stat, bars } = DashboardPanel;

/** The dashboards of the platform (seed rows E22, J12 to J14, K08). */
export class Dashboards extends Chart {
  /** All of them. */
  public readonly dashboards: GrafanaDashboard[];

  constructor(scope: Construct, id: string, props: DashboardsProps) {
    super(scope, id);
    const { namespace, tenants } = props;
    const contents: Readonly<Record<string, Omit<GrafanaDashboardProps, 'namespace'>>> = {
      'ml-model-performance': { title: 'ML Model Performance', panels: MODEL_PERFORMANCE },
      'ml-infrastructure-costs': { title: 'ML Infrastructure Costs', panels: COSTS, span: Duration.days(30) },
      'api-health': { title: 'API Health', panels: API_HEALTH },
      'data-drift': { title: 'Data Drift', panels: DATA_DRIFT, span: Duration.days(7) },
      'ml-inference': {
        title: 'ML Inference of a Tenant',
        panels: INFERENCE_OF_TENANT,
        refresh: Duration.seconds(10),
        variables: [{ name: 'tenant', values: tenants }],
      },
      'network-drops': { title: 'Dropped Flows', panels: NETWORK_DROPS },
    };
    this.dashboards = Object.entries(contents).map(
      ([name, content]) => new GrafanaDashboard(this, name, { namespace, ...content, name: `dashboard-${name}` }),
    );
  }
}

const accuracy = timeSeries({
  title: 'Model Accuracy',
  unit: PanelUnit.RATIO,
  queries: [{ expr: ML_API.accuracy.value(), legend: '{{model}}' }],
});

const MODEL_PERFORMANCE = [
  accuracy,
  timeSeries({
    title: 'Inference Latency (p95)',
    unit: PanelUnit.SECONDS,
    queries: [{ expr: ML_API.latency.quantile(0.95), legend: 'p95' }],
  }),
  timeSeries({
    title: 'Request Rate',
    unit: PanelUnit.REQUESTS_PER_SECOND,
    queries: [{ expr: ML_API.requests.rate({ by: [] }), legend: 'requests' }],
  }),
  timeSeries({
    title: 'Error Rate',
    unit: PanelUnit.REQUESTS_PER_SECOND,
    queries: [{ expr: ML_API.errors.rate({ by: [] }), legend: 'errors' }],
  }),
];

const COSTS = [
  stat({ title: 'Daily Costs', unit: PanelUnit.DOLLARS, queries: [{ expr: `sum(${COST.daily.value()})` }] }),
  bars({
    title: 'Cost by Service',
    unit: PanelUnit.DOLLARS,
    queries: [{ expr: `sum by (service) (${COST.byService.value()})`, legend: '{{service}}' }],
  }),
  // The costs of a day by the predictions of a day: the counter itself would count from when its pod started (seed row J13).
  timeSeries({
    title: 'Cost per Prediction',
    unit: PanelUnit.DOLLARS,
    queries: [{ expr: `sum(${COST.daily.value()}) / ${ML_API.requests.increase({ window: '1d', by: [] })}` }],
  }),
];

const API = { where: { namespace: 'ml-api' } };

const API_HEALTH = [
  timeSeries({
    title: 'Requests by Status',
    unit: PanelUnit.REQUESTS_PER_SECOND,
    queries: [{ expr: ML_API.requests.rate({ by: ['code'] }), legend: '{{code}}' }],
  }),
  timeSeries({
    title: 'Latency',
    unit: PanelUnit.SECONDS,
    queries: [0.5, 0.95, 0.99].map(part => ({ expr: ML_API.latency.quantile(part), legend: `p${part * 100}` })),
  }),
  timeSeries({
    title: 'Replicas',
    queries: [
      { expr: KUBERNETES.replicas.value(API), legend: 'running' },
      { expr: KUBERNETES.maxReplicas.value(API), legend: 'most' },
    ],
  }),
  timeSeries({
    title: 'Restarts in the Last Hour',
    queries: [{ expr: KUBERNETES.restarts.increase({ ...API, window: '1h', by: ['pod'] }), legend: '{{pod}}' }],
  }),
];

const DATA_DRIFT = [
  timeSeries({
    title: 'Drift Score',
    description: 'An alert fires above 0.1.',
    queries: [{ expr: ML_API.drift.value(), legend: '{{feature}}' }],
  }),
  accuracy,
];

const TENANT = { where: { namespace: '$tenant' } };

const INFERENCE_OF_TENANT = [
  timeSeries({
    title: 'Request Rate',
    unit: PanelUnit.REQUESTS_PER_SECOND,
    queries: [{ expr: INFERENCE.requests.rate({ ...TENANT, by: ['code'] }), legend: '{{code}}' }],
  }),
  timeSeries({
    title: 'Latency (p95)',
    unit: PanelUnit.SECONDS,
    queries: [{ expr: INFERENCE.latency.quantile(0.95, TENANT), legend: 'p95' }],
  }),
  timeSeries({
    title: 'Pod Status',
    queries: [{ expr: `sum by (phase) (${KUBERNETES.phase.value(TENANT)})`, legend: '{{phase}}' }],
  }),
  timeSeries({
    title: 'CPU',
    queries: [{ expr: INFERENCE.cpu.rate({ ...TENANT, by: ['pod'] }), legend: '{{pod}}' }],
  }),
  timeSeries({
    title: 'Memory',
    unit: PanelUnit.BYTES,
    queries: [{ expr: `sum by (pod) (${INFERENCE.memory.value(TENANT)})`, legend: '{{pod}}' }],
  }),
];

const NETWORK_DROPS = [
  timeSeries({
    title: 'Packets Dropped, by Reason',
    queries: [{ expr: DROPS.rate({ by: ['reason'] }), legend: '{{reason}}' }],
  }),
  bars({
    title: 'Refused by Policy in the Last Day, by Protocol',
    queries: [
      {
        expr: DROPS.increase({ where: { reason: 'POLICY_DENIED' }, window: '1d', by: ['protocol'] }),
        legend: '{{protocol}}',
      },
    ],
  }),
];
