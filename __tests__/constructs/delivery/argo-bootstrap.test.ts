import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  ArgoApplication,
  ArgoAppProject,
  ArgoBootstrap,
  type ArgoBootstrapProps,
  Environment,
  ExternalNamespace,
} from '../../../lib';
import { Scratch } from '../../synth/judged-app';
import { SITE, tenant } from '../../synth/small-platform';
import { verdictOf } from '../crd-schema';

const REPO = 'https://git.example.com/platform.git';
const PROD = Environment.of('prod', SITE);

let scratch: Scratch;
beforeEach(() => {
  scratch = new Scratch();
});
afterEach(() => scratch.remove());

const environment = () => scratch.app().addEnvironment(PROD);
const bootstrap = (more: Partial<ArgoBootstrapProps> = {}, scope: Construct = environment()) => {
  return new ArgoBootstrap(scope, 'root', { repoUrl: REPO, ...more });
};
const rendered = (made: ArgoBootstrap) => (made.node.findChild('root') as Chart).toJson();

test('an Application delivers itself and its project, which allows projects and Applications beside it', () => {
  const [project, application] = rendered(bootstrap());
  const kept = { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' };
  expect(project).toEqual({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: { name: 'root', namespace: 'argocd', annotations: kept },
    spec: {
      description: 'What Argo CD starts from: projects and Applications',
      sourceRepos: [REPO],
      destinations: [{ namespace: 'argocd', server: 'https://kubernetes.default.svc' }],
      namespaceResourceWhitelist: [
        { group: 'argoproj.io', kind: 'AppProject' },
        { group: 'argoproj.io', kind: 'Application' },
      ],
      clusterResourceBlacklist: [{ group: '*', kind: '*' }],
    },
  });
  expect(application).toMatchObject({
    kind: 'Application',
    metadata: { name: 'root', namespace: 'argocd', annotations: kept },
    spec: {
      project: 'root',
      source: { repoURL: REPO, path: 'dist/prod/root', targetRevision: 'main' },
      destination: { namespace: 'argocd', server: 'https://kubernetes.default.svc' },
      syncPolicy: { automated: { enabled: true, prune: true, selfHeal: true } },
    },
  });
  for (const object of [project, application]) {
    expect(verdictOf(object)).toEqual({ violations: [], unwrittenDefaults: [] });
  }
});

test('revision and namespace are props', () => {
  const [project, { metadata, spec }] = rendered(
    bootstrap({ targetRevision: 'v1', argoNamespace: ExternalNamespace.named('gitops') }),
  );
  expect([project.metadata.namespace, metadata.namespace]).toEqual(['gitops', 'gitops']);
  expect(project.spec.destinations[0].namespace).toBe('gitops');
  expect([spec.source.targetRevision, spec.destination.namespace]).toEqual(['v1', 'gitops']);
});

test('a pattern or a password is no repository', () => {
  const expectation = 'one exact URL without a password such as "https://git.example.com/team/deploy.git"';
  for (const repoUrl of ['https://git.example.com/*', 'https://me:secret@git.example.com/a.git']) {
    expect(() => bootstrap({ repoUrl })).toThrow(
      new Error(`source repository must be ${expectation}, got ${JSON.stringify(repoUrl)}`),
    );
  }
});

describe('below it', () => {
  /** A platform with a project that is derived, delivered by the root. */
  const synthesize = (...tenants: string[]) => {
    const app = scratch.app();
    const platform = app.addEnvironment(PROD);
    const delivery = new Chart(bootstrap({}, platform), 'platform');
    const project = ArgoAppProject.platform(delivery, 'project', {
      name: 'platform',
      sourceRepos: [REPO],
      charts: platform,
    });
    new ArgoApplication(delivery, 'platform', { project, destination: ExternalNamespace.named('argocd') });
    for (const name of tenants) tenant(new Chart(platform, name), name);
    app.synth();
  };

  test('stands what gets wider, in a file of its own; the file that is applied by hand stays', () => {
    synthesize('tenant-a');
    const file = 'dist/prod/root/root.k8s.yaml';
    const before = scratch.read(file);
    expect(scratch.files).toContain('dist/prod/platform/tenant-a.k8s.yaml');
    const wider = scratch.read('dist/prod/root/platform.k8s.yaml');
    expect(wider).not.toContain('tenant-b');
    synthesize('tenant-a', 'tenant-b');
    expect(scratch.read('dist/prod/root/platform.k8s.yaml')).toContain('namespace: tenant-b');
    expect(scratch.read(file)).toBe(before);
  });

  test('may stand nothing but projects and Applications', () => {
    const app = scratch.app();
    tenant(new Chart(bootstrap({}, app.addEnvironment(PROD)), 'tenants'));
    expect(() => app.synth()).toThrow('project "root" of Application "root" does not allow cluster-scoped Namespace');
  });
});
