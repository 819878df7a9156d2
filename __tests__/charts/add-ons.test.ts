import { ADD_ON_NAMESPACES } from '../../charts/add-on-namespaces';
import { ADD_ONS } from '../../charts/add-ons';
import charts from '../../charts/helm-charts.json';
import { CHART_MIRROR } from '../../charts/site';
import { HelmChart } from '../../lib';
import { UnjudgedDeliveries } from '../../lib/evidence/unjudged-deliveries';
import { ArgoApplication } from '../../lib/manifests/delivery/argo-application';
import { manifestsOf, publishPlatform } from './rendered-platform';

const FILES = publishPlatform();
const ALL = manifestsOf(FILES);
const APPLICATIONS = ALL.ofKind('argoproj.io', 'Application').map(manifest => ArgoApplication.of(manifest));
const valuesOf = (name: string): any => {
  const application = APPLICATIONS.find(({ manifest }) => manifest.name === name);
  return (application?.sources[0].source.helm as any)?.valuesObject;
};

test.each(Object.entries(charts))(
  'chart %s is published somewhere, at one version',
  (name, { publishedIn, version }) => {
    expect(HelmChart.of({ repository: publishedIn, name, version })).toMatchObject({ name, version });
    expect(ADD_ONS.map(({ chart }) => chart)).toContain(name);
  },
);

test('every chart is read from the mirror: nothing here reaches the Internet', () => {
  expect(new Set(ADD_ONS.map(({ chart }) => chart)).size).toBe(ADD_ONS.length);
  for (const { chart } of ADD_ONS) {
    const [source] = APPLICATIONS.find(({ manifest }) => manifest.name === chart)?.sources ?? [];
    expect(source.repoUrl).toBe(CHART_MIRROR);
  }
});

test('the evidence names every chart, and what the API server holds it to', () => {
  const delivered = UnjudgedDeliveries.in(ALL).filter(({ chart }) => chart !== '');
  expect(delivered.map(({ chart, revision }) => [chart, revision]).sort()).toEqual(
    Object.entries(charts)
      .map(([chart, { version }]) => [chart, version])
      .sort(),
  );
  for (const { name, level } of delivered) {
    expect([name, level]).toEqual([name, name === 'gpu-operator' ? 'privileged' : 'restricted']);
  }
  const report = JSON.parse(FILES.get('evidence/prod/report.json') ?? '');
  expect(report.notJudged).toEqual(UnjudgedDeliveries.in(ALL));
});

test.each(ADD_ON_NAMESPACES)('namespace $name bounds what it is given', ({ name }) => {
  const kinds = ALL.inNamespace(name).map(({ kind }) => kind);
  expect(kinds).toEqual(
    expect.arrayContaining(['ResourceQuota', 'LimitRange', 'NetworkPolicy', 'CiliumNetworkPolicy']),
  );
});

test.each(ADD_ONS)('the project of $chart lists what it may bring', ({ chart, namespace, defines = [] }) => {
  const project = ALL.ofKind('argoproj.io', 'AppProject').find(({ name }) => name === chart);
  const { destinations, namespaceResourceWhitelist, clusterResourceWhitelist }: any = project?.spec ?? {};
  expect(destinations).toEqual([{ namespace, server: 'https://kubernetes.default.svc' }]);
  const kinds = [...namespaceResourceWhitelist, ...clusterResourceWhitelist];
  expect(kinds.filter(({ group, kind }) => `${group}${kind}`.includes('*'))).toEqual([]);
  const definitions = kinds.filter(({ kind }) => kind === 'CustomResourceDefinition');
  expect(definitions.map(({ name }) => name)).toEqual([...defines].sort());
  expect(defines).not.toContain('*.argoproj.io');
});

/** Rows M02 and M03. */
test('Loki deletes what is older than it keeps', () => {
  const { loki } = valuesOf('loki');
  expect(loki.limits_config.retention_period).toMatch(/^\d+h$/);
  expect(loki.compactor).toEqual({ retention_enabled: true, delete_request_store: 'filesystem' });
});

test('no value of a chart is a credential', () => {
  for (const { chart } of ADD_ONS) {
    expect(JSON.stringify(valuesOf(chart) ?? {})).not.toMatch(/"[^"]*(?:password|token|secret_?key)[^"]*":"[^"]+"/i);
  }
});

test('KServe is there after the kinds that it uses', () => {
  const wave = (name: string) => {
    const manifest = APPLICATIONS.find(application => application.manifest.name === name)?.manifest;
    return Number(manifest?.annotations['argocd.argoproj.io/sync-wave'] ?? 0);
  };
  expect(wave('kserve-resources')).toBeGreaterThan(wave('kserve-crd'));
  expect(wave('kserve-resources')).toBeGreaterThan(wave('cert-manager'));
});
