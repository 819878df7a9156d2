import { HelmChart } from '../../lib';

const CHART = { repository: 'https://charts.example.com', name: 'loki', version: '18.11.0' };

test('is a chart at one version', () => {
  expect(HelmChart.of(CHART)).toMatchObject({ ...CHART, repoUrl: 'https://charts.example.com' });
});

test('a registry is named without its scheme, as Argo CD wants it', () => {
  expect(HelmChart.of({ ...CHART, repository: 'oci://ghcr.io/kserve/charts' }).repoUrl).toBe('ghcr.io/kserve/charts');
});

test.each([
  'https://gitlab.example.com:8443/api/v4/projects/team%2Fmirror/packages/helm/stable',
  'https://charts.example.com/stable',
  'oci://registry.example.com:5000/charts',
])('%s is a repository', repository => {
  expect(HelmChart.of({ ...CHART, repository }).repository).toBe(repository);
});

test.each([
  'http://charts.example.com',
  'charts.example.com',
  'https://user:password@charts.example.com',
  'https://charts.example.com/*',
  'https://charts.example.com/?token=1',
  'oci://ghcr.io',
  '',
])('%j is no repository', repository => {
  expect(() => HelmChart.of({ ...CHART, repository })).toThrow(
    new Error(
      'chart repository must be an https URL such as "https://charts.example.com", or an OCI path such as ' +
        `"oci://registry.example.com/charts", got ${JSON.stringify(repository)}`,
    ),
  );
});

test.each(['grafana/loki', 'Loki', '', 'loki*'])('%j is no name', name => {
  expect(() => HelmChart.of({ ...CHART, name })).toThrow(
    new Error(`chart name must be lower-case, without its repository, such as "loki", got ${JSON.stringify(name)}`),
  );
});

test.each(['v1.21.2', '1.0.0-rc.1', '1.0.0+build.5'])('%s is one version', version => {
  expect(HelmChart.of({ ...CHART, version }).version).toBe(version);
});

test.each(['*', '18', '18.11', '18.x', '^18.11.0', '~18.11.0', '>=18.11.0', '18.11.0 - 19.0.0', 'latest', ''])(
  '%j could move',
  version => {
    expect(() => HelmChart.of({ ...CHART, version })).toThrow(
      new Error(`version of chart loki must be one exact version such as "18.11.0", got ${JSON.stringify(version)}`),
    );
  },
);
