import { Chart, Testing } from 'cdk8s';
import { load } from 'js-yaml';
import {
  ArgoAddOnProject,
  ArgoHelmApplication,
  ExternalNamespace,
  HelmChart,
  HelmValues,
  type HelmValuesProps,
  ResourceKind,
} from '../../lib';

function rendered(values?: { readonly [key: string]: any }): any[] {
  const scope = new Chart(Testing.app(), 'add-ons');
  const chart = HelmChart.of({ repository: 'https://charts.example.com', name: 'redis', version: '18.2.0' });
  const destination = ExternalNamespace.named('cache');
  const kinds = [ResourceKind.of('apps', 'Deployment')];
  const project = new ArgoAddOnProject(scope, 'project', { charts: [chart], destinations: [destination], kinds });
  new ArgoHelmApplication(scope, 'cache', { chart, project, destination, values });
  return Testing.synth(scope);
}

test('whoever installs a chart by hand gives it the values of its Application (row G01)', () => {
  const values = { replicas: 2, auth: { existingSecret: 'cache' }, port: '6379' };
  const file = new HelmValues({ application: 'cache' });
  expect(file.fileName).toBe('cache-values.yaml');
  expect(file.render(rendered(values))).toMatch(/^# Values of the Helm chart redis\.\n/);
  expect(load(file.render(rendered(values)))).toEqual(values);
});

test('an Application without values gives none', () => {
  expect(load(new HelmValues({ application: 'cache' }).render(rendered()))).toEqual({});
});

test('an Application that delivers no chart has no values', () => {
  const message = 'no Application api delivers a chart; name one that an ArgoHelmApplication renders';
  const folder = { kind: 'Application', metadata: { name: 'api' }, spec: { source: { path: 'dist/prod/api' } } };
  expect(() => new HelmValues({ application: 'api' }).render([...rendered(), folder])).toThrow(message);
});

test.each<[HelmValuesProps]>([[{ application: '../escape' }], [{ application: '' }]])('refuses %j', props => {
  expect(() => new HelmValues(props)).toThrow('application must be ');
});
