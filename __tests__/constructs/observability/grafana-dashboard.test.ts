import { Duration } from 'cdk8s';
import { DashboardPanel, GrafanaDashboard, type GrafanaDashboardProps, PanelUnit } from '../../../lib';
import { findingsIn } from '../../checks/check-cases';
import { renderOne, TENANT_A } from '../example-tenant';
import { schemaProblems } from './dashboard-schema';

const LATENCY = DashboardPanel.timeSeries({
  title: 'Latency',
  unit: PanelUnit.SECONDS,
  description: 'p95',
  queries: [{ expr: 'a', legend: '{{pod}}' }, { expr: 'b' }],
});

const render = (props: Partial<GrafanaDashboardProps> = {}) =>
  renderOne(
    chart =>
      new GrafanaDashboard(chart, 'api-health', { namespace: TENANT_A, title: 'API', panels: [LATENCY], ...props }),
  );
const model = (props: Partial<GrafanaDashboardProps> = {}) => JSON.parse(render(props).data['api-health.json']);

test('is a ConfigMap with the dashboard itself, not as the API takes it (row J12)', () => {
  const { data, ...rest } = render();
  expect(rest).toEqual({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'api-health', namespace: 'tenant-a', labels: { grafana_dashboard: '1' } },
  });
  expect(Object.keys(data)).toEqual(['api-health.json']);
  const datasource = { type: 'prometheus', uid: 'prometheus' };
  expect(model()).toEqual({
    uid: 'api-health',
    title: 'API',
    schemaVersion: 39,
    editable: false,
    refresh: '30s',
    time: { from: 'now-6h', to: 'now' },
    timezone: 'utc',
    annotations: { list: [] },
    templating: { list: [] },
    panels: [
      {
        id: 1,
        type: 'timeseries',
        title: 'Latency',
        description: 'p95',
        gridPos: { x: 0, y: 0, w: 12, h: 8 },
        datasource,
        fieldConfig: { defaults: { unit: 's' }, overrides: [] },
        targets: [
          { refId: 'A', datasource, expr: 'a', legendFormat: '{{pod}}' },
          { refId: 'B', datasource, expr: 'b' },
        ],
      },
    ],
  });
});

test("is what Grafana's own schema takes, as a file", () => {
  const variables = [{ name: 'tenant', values: ['tenant-a'] }];
  const panels = [LATENCY, DashboardPanel.stat({ title: 'S', queries: [{ expr: 'a' }] })];
  expect(schemaProblems(model({ variables, panels }))).toEqual([]);
  expect(schemaProblems({ dashboard: model() })).toContain(' must NOT have additional properties');
});

test('passes the check of dashboards', () => {
  expect(findingsIn('dashboard-valid', [render()])).toEqual([]);
});

test('panels stand two in a row', () => {
  const panel = DashboardPanel.stat({ title: 'S', queries: [{ expr: 'a' }] });
  const bars = DashboardPanel.bars({ title: 'B', queries: [{ expr: 'a' }] });
  const { panels } = model({ panels: [panel, bars, panel] });
  expect(panels.map(({ id, type, gridPos: { x, y } }: any) => [id, type, x, y])).toEqual([
    [1, 'stat', 0, 0],
    [2, 'bargauge', 12, 0],
    [3, 'stat', 0, 8],
  ]);
});

test('refresh, span, data source, uid and name are props (row K08)', () => {
  const rendered = render({
    name: 'tenants',
    uid: 'ml-inference',
    refresh: Duration.seconds(10),
    span: Duration.days(7),
    datasourceUid: 'mimir',
  });
  expect(rendered.metadata.name).toBe('tenants');
  expect(JSON.parse(rendered.data['ml-inference.json'])).toMatchObject({
    uid: 'ml-inference',
    refresh: '10s',
    time: { from: 'now-7d' },
    panels: [{ datasource: { uid: 'mimir' } }],
  });
});

test('a variable is a fixed list, without All', () => {
  const [tenant] = model({ variables: [{ name: 'tenant', values: ['tenant-a', 'tenant-b'] }] }).templating.list;
  expect(tenant).toMatchObject({
    name: 'tenant',
    type: 'custom',
    query: 'tenant-a,tenant-b',
    current: { value: 'tenant-a', selected: true },
    includeAll: false,
    multi: false,
  });
  expect(tenant.options.map(({ value, selected }: any) => [value, selected])).toEqual([
    ['tenant-a', true],
    ['tenant-b', false],
  ]);
});

test('tells the name of its ConfigMap and file', () => {
  renderOne(chart => {
    const dashboard = new GrafanaDashboard(chart, 'id', {
      namespace: TENANT_A,
      title: 'T',
      panels: [LATENCY],
      uid: 'u',
    });
    expect([dashboard.configMapName, dashboard.fileName]).toEqual(['id', 'u.json']);
  });
});

test.each<[string, Partial<GrafanaDashboardProps>, string]>([
  ['a uid that is none', { uid: 'a b' }, 'uid must be at most 40 letters, digits, "-" and "_", got "a b"'],
  ['no panel', { panels: [] }, 'dashboard "api-health" has no panel; add panels'],
  [
    'a panel without a query',
    { panels: [DashboardPanel.stat({ title: 'S', queries: [] })] },
    'queries of panel S must be 1 to 26, got 0',
  ],
  [
    'nothing to choose',
    { variables: [{ name: 'x', values: [] }] },
    'values of variable x must be at least one, got []',
  ],
  [
    'a variable without a name',
    { variables: [{ name: '', values: ['a'] }] },
    'variable must be a name such as "tenant", got ""',
  ],
])('refuses %s', (_, props, message) => {
  expect(() => render(props)).toThrow(new Error(message));
});
