import { App, Chart, JsonPatch } from 'cdk8s';
import { ArgoApplication, type ArgoApplicationProps, ArgoAppProject, FortressApp, type IProject } from '../../../lib';
import { DeliveryContext } from '../../../lib/notation/delivery-context';
import { SITE_ENVIRONMENT } from '../../values/example-site';
import { verdictOf } from '../crd-schema';
import { renderOne, TENANT_A, TENANT_B } from '../example-tenant';

const REPO = 'https://git.example.com/vision/deploy.git';
const PROJECT = new ArgoAppProject(new Chart(new App(), 'projects'), 'tenant-a-project', {
  sourceRepos: [REPO, 'https://git.example.com/vision/more.git'],
  destinations: [TENANT_A, TENANT_B],
});

/** A project that another repository renders. */
const ELSEWHERE: IProject = {
  projectName: 'models',
  argoNamespace: { namespaceName: 'gitops' },
  sourceRepos: [REPO],
  destinationNames: ['tenant-a'],
  server: 'https://10.0.0.1',
};
const PROPS: ArgoApplicationProps = { project: PROJECT, destination: TENANT_A, path: 'dist/prod/tenant-a' };

const application = (more: Partial<ArgoApplicationProps> = {}) => {
  return renderOne(chart => new ArgoApplication(chart, 'tenant-a', { ...PROPS, ...more }));
};

const DEFAULT_OPTIONS = [
  'ApplyOutOfSyncOnly=true',
  'CreateNamespace=false',
  'PruneLast=true',
  'RespectIgnoreDifferences=true',
  'ServerSideApply=true',
];

test('syncs by itself, heals, prunes, and leaves replicas to the autoscaler (rows B20, G08, G09)', () => {
  expect(application()).toEqual({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'tenant-a', namespace: 'argocd' },
    spec: {
      project: 'tenant-a-project',
      source: { repoURL: REPO, path: 'dist/prod/tenant-a', targetRevision: 'main' },
      destination: { server: 'https://kubernetes.default.svc', namespace: 'tenant-a' },
      syncPolicy: {
        automated: { enabled: true, prune: true, selfHeal: true },
        retry: { limit: 10, refresh: true, backoff: { duration: '5s', factor: 2, maxDuration: '3m' } },
        syncOptions: DEFAULT_OPTIONS,
      },
      ignoreDifferences: [
        { group: 'apps', kind: 'Deployment', managedFieldsManagers: ['kube-controller-manager'] },
        { group: 'apps', kind: 'StatefulSet', managedFieldsManagers: ['kube-controller-manager'] },
      ],
    },
  });
});

test('is as its schema asks', () => {
  expect(verdictOf(application())).toEqual({ violations: [], unwrittenDefaults: [] });
});

/** https://github.com/argoproj/argo-cd/issues/4501: the controller takes `recurse: false` away, and would do so for ever. */
test('says nothing of the source that Argo CD would take away again', () => {
  expect(Object.keys(application().spec.source)).toEqual(['path', 'repoURL', 'targetRevision']);
});

test('repository, revision, pruning, destination and name are props', () => {
  const { metadata, spec } = application({
    repoUrl: 'https://git.example.com/vision/more.git',
    targetRevision: 'v1.2.3',
    prune: false,
    destination: TENANT_B,
    name: 'models',
  });
  expect(metadata.name).toBe('models');
  expect(spec.source).toMatchObject({ repoURL: 'https://git.example.com/vision/more.git', targetRevision: 'v1.2.3' });
  expect(spec.syncPolicy.automated).toEqual({ enabled: true, prune: false, selfHeal: true });
  expect(spec.destination.namespace).toBe('tenant-b');
});

test('sync options can be added, and replaced by name: Argo CD would follow both of two', () => {
  const { syncOptions } = application({ syncOptions: ['Validate=false', 'PruneLast=false'] }).spec.syncPolicy;
  expect(syncOptions).toEqual([
    ...DEFAULT_OPTIONS.map(option => option.replace('PruneLast=true', 'PruneLast=false')),
    'Validate=false',
  ]);
});

test('it runs where its project is, to the server of its project', () => {
  const { metadata, spec } = application({ project: ELSEWHERE });
  expect(metadata.namespace).toBe('gitops');
  expect(spec).toMatchObject({ project: 'models', destination: { server: 'https://10.0.0.1' } });
});

describe('the folder that it is read from', () => {
  const ofApp = (app: FortressApp, scope = new Chart(app, 'root')) => {
    return new ArgoApplication(scope, 'tenant-a', { project: PROJECT, destination: TENANT_A });
  };

  test('is the one that FortressApp writes for it', () => {
    expect(ofApp(new FortressApp({ outdir: 'dist' })).path).toBe('dist/tenant-a');
    expect(ofApp(new FortressApp({ outdir: '/tmp/x', repositoryPath: 'deploy/dist' })).path).toBe(
      'deploy/dist/tenant-a',
    );
    const app = new FortressApp({ outdir: 'dist' });
    const chart = new Chart(app.addEnvironment(SITE_ENVIRONMENT), 'root');
    const made = ofApp(app, chart);
    expect(made.path).toBe('dist/prod/tenant-a');
    expect(made.apiObject.toJson().spec.source.path).toBe('dist/prod/tenant-a');
  });

  test('is unknown in a stock App', () => {
    expect(() => ofApp(new App() as FortressApp)).toThrow(
      new Error('application tenant-a has no path; pass path, or make it below a FortressApp'),
    );
  });

  test.each(['/dist', '..', '../dist', 'dist/../x', 'dist/..', ''])('is in the repository: %j is not', path => {
    expect(() => application({ path })).toThrow(
      new Error(
        `application path must be a folder of the repository such as "dist/prod/tenant-a", got ${JSON.stringify(path)}`,
      ),
    );
  });

  test.each(['.', 'k8s', 'dist/v1..2'])('is in the repository: %s is', path => {
    expect(application({ path }).spec.source.path).toBe(path);
  });
});

test('what stands below it is delivered by it', () => {
  const chart = new Chart(new App(), 'root');
  const made = new ArgoApplication(chart, 'id', { ...PROPS, name: 'tenant-a' });
  const workloads = new Chart(made, 'workloads');
  expect(made.applicationName).toBe('tenant-a');
  expect(workloads.node.tryGetContext(DeliveryContext.APPLICATION)).toBe('tenant-a');
  expect(chart.node.tryGetContext(DeliveryContext.APPLICATION)).toBeUndefined();
});

const OPTION = 'sync option must be a name and a value such as "Validate=false", got';

test.each<[Partial<ArgoApplicationProps>, string]>([
  [
    { name: 'Models' },
    'application name must be a DNS subdomain of at most 253 lower-case letters, digits, "-" and ".", such as "model.v1", got "Models"',
  ],
  [
    { syncOptions: ['CreateNamespace=true'] },
    'application tenant-a has CreateNamespace=true; render a TenantNamespace instead',
  ],
  [{ syncOptions: ['ServerSideApply'] }, `${OPTION} "ServerSideApply"`],
  [{ syncOptions: ['Validate = false'] }, `${OPTION} "Validate = false"`],
  [
    { repoUrl: 'https://git.example.com/other.git' },
    'application tenant-a is read from "https://git.example.com/other.git", which project tenant-a-project does not allow; ' +
      'add it to its sourceRepos',
  ],
  [
    { project: { ...ELSEWHERE, projectName: 'default' } },
    'application tenant-a is in project "default", which allows everything; make an ArgoAppProject for it',
  ],
])('refuses %#', (wrong, message) => {
  expect(() => application(wrong)).toThrow(new Error(message));
});

test('a repository is the same without .git and in capitals, as it is to Argo CD', () => {
  expect(application({ repoUrl: 'https://GIT.example.com/vision/deploy' }).spec.source.repoURL).toBe(
    'https://GIT.example.com/vision/deploy',
  );
});

test('a patch adds a field that this library does not know', () => {
  const rendered = renderOne(chart => {
    new ArgoApplication(chart, 'tenant-a', PROPS).apiObject.addJsonPatch(
      JsonPatch.add('/spec/revisionHistoryLimit', 3),
    );
  });
  expect(rendered.spec).toMatchObject({ revisionHistoryLimit: 3, project: 'tenant-a-project' });
});
