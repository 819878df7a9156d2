import { App, Chart } from 'cdk8s';
import {
  ArgoAddOnProject,
  type ArgoAddOnProjectProps,
  ArgoHelmApplication,
  ExternalNamespace,
  HelmChart,
  ResourceKind,
} from '../../../lib';
import '../../../lib/testing/fortress-matchers';
import { verdictOf } from '../crd-schema';
import { renderOne, TENANT_A } from '../example-tenant';

const OPERATOR = HelmChart.of({ repository: 'https://charts.example.com', name: 'operator', version: '1.2.3' });
const PROPS: ArgoAddOnProjectProps = {
  charts: [OPERATOR],
  destinations: [TENANT_A],
  kinds: [
    ResourceKind.of('rbac.authorization.k8s.io', 'ClusterRole'),
    ResourceKind.of('apps', 'Deployment'),
    ResourceKind.of('', 'Service'),
    ResourceKind.of('', 'Service'),
  ],
};
const project = (more: Partial<ArgoAddOnProjectProps> = {}) => {
  return renderOne(chart => new ArgoAddOnProject(chart, 'operator', { ...PROPS, ...more }));
};

test('lists each kind, by whether it has a namespace', () => {
  expect(project({ definitions: ['*.b.example.com', 'things.a.example.com'] })).toEqual({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: { name: 'operator', namespace: 'argocd' },
    spec: {
      description: 'What others publish, for tenant-a',
      sourceRepos: ['https://charts.example.com'],
      destinations: [{ namespace: 'tenant-a', server: 'https://kubernetes.default.svc' }],
      namespaceResourceWhitelist: [
        { group: '', kind: 'Service' },
        { group: 'apps', kind: 'Deployment' },
      ],
      clusterResourceWhitelist: [
        { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole' },
        { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition', name: '*.b.example.com' },
        { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition', name: 'things.a.example.com' },
      ],
    },
  });
});

test('is as its schema asks', () => {
  expect(verdictOf(project({ definitions: ['*.a.example.com'] }))).toEqual({ violations: [], unwrittenDefaults: [] });
});

test("a chart without kinds of the cluster gets none, and its project says that it is the platform's", () => {
  const { metadata, spec } = project({ kinds: [ResourceKind.of('apps', 'Deployment')] });
  expect(spec.clusterResourceWhitelist).toEqual([]);
  expect(metadata.annotations).toEqual({ 'fortress.cdk8s.io/project': 'platform' });
});

test('description, place and name are props', () => {
  const argoNamespace = ExternalNamespace.named('gitops');
  const { metadata, spec } = project({ description: 'for logs', argoNamespace, name: 'logs' });
  expect(metadata).toEqual({ name: 'logs', namespace: 'gitops' });
  expect(spec.description).toBe('for logs');
});

test('a chart keeps a Role in kube-system only if that is said', () => {
  const { spec } = project({ destinations: [TENANT_A, ExternalNamespace.named('kube-system')] });
  expect(spec.destinations.map(({ namespace }: any) => namespace)).toEqual(['tenant-a', 'kube-system']);
});

test('nothing is held against it, nor against what is in it', () => {
  const chart = new Chart(new App(), 'test');
  const own = new ArgoAddOnProject(chart, 'operator', PROPS);
  new ArgoHelmApplication(chart, 'operator-release', { chart: OPERATOR, project: own, destination: TENANT_A });
  expect(chart).toHaveNoFindings({ only: ['delivery'] });
});

test.each([
  ['sources', { charts: undefined }],
  ['destinations', { destinations: [] }],
  ['kinds', { kinds: [] }],
])('%s cannot be empty', (list, props) => {
  expect(() => project(props)).toThrow(new Error(`${list} of project operator must be at least one, got []`));
});

test('what is published without a chart is named by its repository', () => {
  const sourceRepos = ['https://git.example.com/mirror/argo-cd.git'];
  expect(project({ sourceRepos, charts: undefined }).spec.sourceRepos).toEqual(sourceRepos);
  expect(project({ sourceRepos }).spec.sourceRepos).toEqual(['https://charts.example.com', ...sourceRepos]);
});

test.each([
  '*',
  'https://git.example.com/*',
  'https://user:password@git.example.com/a.git',
  'http://git.example.com/a',
])('%j is no repository', repo => {
  expect(() => project({ sourceRepos: [repo] })).toThrow(
    new Error(`source repository must be one exact https URL without a password, got ${JSON.stringify(repo)}`),
  );
});

test('no chart may redefine the kinds of another', () => {
  const kinds = [ResourceKind.of('apiextensions.k8s.io', 'CustomResourceDefinition')];
  expect(() => project({ kinds })).toThrow(
    new Error('project operator allows every CustomResourceDefinition; name those that it delivers in definitions'),
  );
});

test.each(['*', '*.io', 'apps', 'things.Example.com', 'a.*.example.com', ''])('%j names no definition', name => {
  expect(() => project({ definitions: [name] })).toThrow(
    new Error(
      'CustomResourceDefinition must be a name such as "workflows.argoproj.io", or "*.cert-manager.io" for all of a group, ' +
        `got ${JSON.stringify(name)}`,
    ),
  );
});

test('it is a project of its own', () => {
  expect(() => project({ name: 'default' })).toThrow(/^project name must be a project of its own/);
});
