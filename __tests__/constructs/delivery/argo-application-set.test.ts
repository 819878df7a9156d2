import { App, Chart } from 'cdk8s';
import {
  ArgoApplicationSet,
  type ArgoApplicationSetProps,
  ArgoAppProject,
  Environment,
  FortressApp,
} from '../../../lib';
import { projectExists } from '../../../lib/checks/delivery/project-exists';
import { Manifest } from '../../../lib/manifests/manifest';
import { ManifestSet } from '../../../lib/manifests/manifest-set';
import { SITE } from '../../values/example-site';
import { verdictOf } from '../crd-schema';
import { TENANT_A } from '../example-tenant';

const REPO = 'https://git.example.com/vision/deploy.git';
const [EU, US] = ['https://10.0.1.1:6443', 'https://10.0.2.1:6443'];
const CLUSTERS = [
  { environment: Environment.of('eu', SITE), server: EU },
  { environment: Environment.of('us', SITE), server: US },
];
const PROJECT = new ArgoAppProject(new Chart(new App(), 'projects'), 'tenant-a-project', {
  sourceRepos: [REPO],
  destinations: [TENANT_A],
  server: EU,
  fleetServers: [US],
});
const PROPS: ArgoApplicationSetProps = { project: PROJECT, destination: TENANT_A, clusters: CLUSTERS };

function applicationSet(more: Partial<ArgoApplicationSetProps> = {}): Record<string, any> {
  const app = new FortressApp({ outdir: 'unused', repositoryPath: 'dist' });
  return new ArgoApplicationSet(new Chart(app, 'hub'), 'tenant-a', { ...PROPS, ...more }).apiObject.toJson();
}

test('makes an Application for each cluster, in a project that no value fills in', () => {
  const { spec } = applicationSet();
  expect(spec).toMatchObject({
    goTemplate: true,
    goTemplateOptions: ['missingkey=error'],
    generators: [
      {
        list: {
          elements: [
            { environment: 'eu', server: EU },
            { environment: 'us', server: US },
          ],
        },
      },
    ],
    syncPolicy: { preserveResourcesOnDeletion: true },
    template: {
      metadata: { name: 'tenant-a-{{ .environment }}' },
      spec: {
        project: 'tenant-a-project',
        source: { repoURL: REPO, path: 'dist/{{ .environment }}/tenant-a', targetRevision: 'main' },
        destination: { server: '{{ .server }}', namespace: 'tenant-a' },
        syncPolicy: { automated: { enabled: true, prune: true, selfHeal: true } },
      },
    },
  });
});

test('is as its schema asks, and the check of projects finds nothing', () => {
  const object = applicationSet();
  expect(verdictOf(object)).toEqual({ violations: [], unwrittenDefaults: [] });
  const [set, project] = [object, PROJECT.apiObject.toJson()].map(each => new Manifest(each));
  expect(projectExists.examine(set, new ManifestSet([set, project]))).toEqual([]);
});

test('each Application that is made of it is as the schema of Applications asks', () => {
  const { metadata, spec } = applicationSet().spec.template;
  for (const { environment, server } of applicationSet().spec.generators[0].list.elements) {
    const filled = JSON.parse(
      JSON.stringify({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', metadata, spec })
        .replaceAll('{{ .environment }}', environment)
        .replaceAll('{{ .server }}', server),
    );
    expect(JSON.stringify(filled)).not.toContain('{{');
    expect(verdictOf(filled)).toEqual({ violations: [], unwrittenDefaults: [] });
  }
});

test('the project allows every cluster of the fleet, each with its namespaces', () => {
  expect(PROJECT.apiObject.toJson().spec.destinations).toEqual([
    { namespace: 'tenant-a', server: EU },
    { namespace: 'tenant-a', server: US },
  ]);
});

test('every prop', () => {
  const { metadata, spec } = applicationSet({
    name: 'models',
    repoUrl: 'https://git.example.com/vision/deploy',
    targetRevision: 'v1',
    prune: false,
    syncOptions: ['Validate=false'],
  });
  expect(metadata).toEqual({ name: 'models', namespace: 'argocd' });
  expect(spec.template.spec.source).toEqual({
    repoURL: 'https://git.example.com/vision/deploy',
    path: 'dist/{{ .environment }}/models',
    targetRevision: 'v1',
  });
  expect(spec.template.spec.syncPolicy).toMatchObject({ automated: { prune: false } });
  expect(spec.template.spec.syncPolicy.syncOptions).toContain('Validate=false');
});

test.each<[string, Partial<ArgoApplicationSetProps>, string]>([
  ['no cluster', { clusters: [] }, 'clusters of application set tenant-a must be at least one, got []'],
  [
    'one environment twice',
    { clusters: [CLUSTERS[0], CLUSTERS[0]] },
    'environment of application set tenant-a must be on its list once, got "eu"',
  ],
  [
    'a cluster that the project does not allow',
    { clusters: [{ ...CLUSTERS[0], server: 'https://10.0.3.1' }] },
    'application set tenant-a delivers to "https://10.0.3.1", which project tenant-a-project does not allow; add it to its fleetServers',
  ],
  [
    'a repository that the project does not allow',
    { repoUrl: 'https://git.example.org/other.git' },
    'application set tenant-a is read from "https://git.example.org/other.git", which project tenant-a-project does not allow; add it to its sourceRepos',
  ],
  [
    'namespaces made by Argo CD',
    { syncOptions: ['CreateNamespace=true'] },
    'application set tenant-a has CreateNamespace=true; render a TenantNamespace instead',
  ],
])('%s is refused', (_, more, message) => {
  expect(() => applicationSet(more)).toThrow(message);
});

test('without a FortressApp there is no folder', () => {
  expect(() => new ArgoApplicationSet(new Chart(new App(), 'hub'), 'tenant-a', PROPS)).toThrow(
    'application set tenant-a has no folder; make it below a FortressApp',
  );
});
