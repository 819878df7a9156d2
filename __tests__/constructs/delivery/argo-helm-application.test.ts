import { App, Chart, JsonPatch } from 'cdk8s';
import {
  ArgoAddOnProject,
  ArgoHelmApplication,
  type ArgoHelmApplicationProps,
  HelmChart,
  type IProject,
  ResourceKind,
} from '../../../lib';
import { verdictOf } from '../crd-schema';
import { renderOne, TENANT_A } from '../example-tenant';

const LOKI = HelmChart.of({ repository: 'https://charts.example.com', name: 'loki', version: '18.11.0' });
const PROJECT = new ArgoAddOnProject(new Chart(new App(), 'projects'), 'loki', {
  charts: [LOKI],
  destinations: [TENANT_A],
  kinds: [ResourceKind.of('apps', 'StatefulSet')],
});
const application = (more: Partial<ArgoHelmApplicationProps> = {}) => {
  const props = { chart: LOKI, project: PROJECT, destination: TENANT_A, ...more };
  return renderOne(chart => new ArgoHelmApplication(chart, 'logs', props));
};

test('delivers one version of a chart, and heals it like every Application (rows G01, K07)', () => {
  expect(application({ values: { loki: { auth_enabled: false } } })).toEqual({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'logs', namespace: 'argocd' },
    spec: {
      project: 'loki',
      source: {
        repoURL: 'https://charts.example.com',
        chart: 'loki',
        targetRevision: '18.11.0',
        helm: { releaseName: 'logs', valuesObject: { loki: { auth_enabled: false } } },
      },
      destination: { server: 'https://kubernetes.default.svc', namespace: 'tenant-a' },
      syncPolicy: {
        automated: { enabled: true, prune: true, selfHeal: true },
        retry: { limit: 10, refresh: true, backoff: { duration: '5s', factor: 2, maxDuration: '3m' } },
        syncOptions: [
          'ApplyOutOfSyncOnly=true',
          'CreateNamespace=false',
          'PruneLast=true',
          'RespectIgnoreDifferences=true',
          'ServerSideApply=true',
        ],
      },
      ignoreDifferences: [
        { group: 'apps', kind: 'Deployment', managedFieldsManagers: ['kube-controller-manager'] },
        { group: 'apps', kind: 'StatefulSet', managedFieldsManagers: ['kube-controller-manager'] },
      ],
    },
  });
});

test('is as its schema asks', () => {
  expect(verdictOf(application({ values: { a: [1, { b: null }] } }))).toEqual({
    violations: [],
    unwrittenDefaults: [],
  });
});

test.each([undefined, {}])('values %j are those of the chart', values => {
  expect(application({ values }).spec.source.helm).toEqual({ releaseName: 'logs' });
});

test('release, pruning, options and name are props', () => {
  const { metadata, spec } = application({
    name: 'loki',
    releaseName: 'store',
    prune: false,
    syncOptions: ['Validate=false'],
  });
  expect(metadata.name).toBe('loki');
  expect(spec.source.helm.releaseName).toBe('store');
  expect(spec.syncPolicy.automated.prune).toBe(false);
  expect(spec.syncPolicy.syncOptions).toContain('Validate=false');
});

test('the object can be patched', () => {
  const patched = renderOne(chart => {
    const { apiObject } = new ArgoHelmApplication(chart, 'logs', {
      chart: LOKI,
      project: PROJECT,
      destination: TENANT_A,
    });
    apiObject.addJsonPatch(JsonPatch.add('/spec/source/helm/skipCrds', true));
  });
  expect(patched.spec.source.helm.skipCrds).toBe(true);
});

test('a release has a name that Helm takes', () => {
  const name = `a${'b'.repeat(53)}`;
  expect(() => application({ name })).toThrow(
    new Error(`release name must be at most 53 characters, got ${JSON.stringify(name)}`),
  );
  expect(application({ name, releaseName: 'short' }).spec.source.helm.releaseName).toBe('short');
  expect(() => application({ releaseName: 'Logs' })).toThrow(/^release name must be /);
});

test('it is read from where its project allows', () => {
  const elsewhere = HelmChart.of({ repository: 'oci://ghcr.io/grafana', name: 'loki', version: '18.11.0' });
  expect(() => application({ chart: elsewhere })).toThrow(
    new Error(
      'application logs is read from "ghcr.io/grafana", which project loki does not allow; add it to its sourceRepos',
    ),
  );
});

test('it makes no namespace, and is in no project that allows everything', () => {
  expect(() => application({ syncOptions: ['CreateNamespace=true'] })).toThrow(
    new Error('application logs has CreateNamespace=true; render a TenantNamespace instead'),
  );
  const open: IProject = { ...PROJECT, projectName: 'default', server: '', sourceRepos: [], destinationNames: [] };
  expect(() => application({ project: open })).toThrow(
    new Error('application logs is in project "default", which allows everything; make an ArgoAppProject for it'),
  );
});
