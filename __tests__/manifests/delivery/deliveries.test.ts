import { ArgoApplication } from '../../../lib/manifests/delivery/argo-application';
import { Deliveries } from '../../../lib/manifests/delivery/deliveries';
import { Manifest, type Origin } from '../../../lib/manifests/manifest';
import { ManifestSet } from '../../../lib/manifests/manifest-set';

function application(name: string, source: object): Manifest {
  return new Manifest({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name, namespace: 'argocd' },
    spec: { source, destination: { server: 'https://kubernetes.default.svc', namespace: 'a' } },
  });
}

function object(origin: Origin): Manifest {
  return new Manifest({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'o', namespace: 'a' } }, origin);
}

/** Names of the Applications that deliver an object of this origin. */
function delivering(origin: Origin, ...applications: Manifest[]): string[] {
  const manifest = object(origin);
  const deliveries = Deliveries.in(new ManifestSet([...applications, manifest]));
  const found = deliveries.of(manifest);
  for (const each of deliveries.applications) expect(deliveries.by(each).includes(manifest)).toBe(found.includes(each));
  return found.map(each => each.manifest.name);
}

const TENANT = application('tenant', { path: 'dist/prod/tenant' });
const PLATFORM = application('platform', { path: './dist/prod/platform/' });

test.each<[string, Origin, string[]]>([
  ['what synthesis rendered', { application: 'tenant', file: 'prod/tenant/api.k8s.yaml' }, ['tenant']],
  ['a path with slashes and dots around it', { application: 'platform', file: 'prod/platform/a.yaml' }, ['platform']],
  ['an Application without a file', { application: 'tenant' }, ['tenant']],
  ['the Application of another environment', { application: 'tenant', file: 'test/tenant/api.k8s.yaml' }, []],
  ['an Application that is not rendered', { application: 'other', file: 'prod/other/api.k8s.yaml' }, []],
  ['a file in the folder', { file: 'dist/prod/tenant/api.yml' }, ['tenant']],
  ['a file below a checkout', { file: '/builds/x/dist/prod/tenant/api.json' }, ['tenant']],
  ['a folder whose name ends alike', { file: 'dist/prod/my-tenant/api.yaml' }, []],
  ['a folder below', { file: 'dist/prod/tenant/deep/api.yaml' }, []],
  ['a file that Argo CD does not read', { file: 'dist/prod/tenant/README.md' }, []],
  ['no origin', {}, []],
])('%s', (_, origin, names) => {
  expect(delivering(origin, TENANT, PLATFORM)).toEqual(names);
});

test.each<[string, object, string, string[]]>([
  ['all that is in the folder', { path: 'k8s', directory: { recurse: true } }, 'k8s/a/b/o.yaml', ['app']],
  ['only what is included', { path: 'k8s', directory: { include: '*.prod.yaml' } }, 'k8s/o.yaml', []],
  ['what is included', { path: 'k8s', directory: { include: '{o,p}.yaml' } }, 'k8s/o.yaml', ['app']],
  ['not what is excluded', { path: 'k8s', directory: { recurse: true, exclude: 'test/*' } }, 'k8s/test/o.yaml', []],
  ['no chart', { path: 'k8s', helm: { valueFiles: [] } }, 'k8s/o.yaml', []],
  ['no kustomization', { path: 'k8s', kustomize: {} }, 'k8s/o.yaml', []],
  ['nothing without a path', { chart: 'k8s' }, 'k8s/o.yaml', []],
])('an Application reads %s', (_, source, file, names) => {
  expect(delivering({ file }, application('app', source))).toEqual(names);
});

test('every source of an Application counts, and the single one does not beside them', () => {
  const several = new Manifest({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'app', namespace: 'argocd' },
    spec: { source: { path: 'old' }, sources: [{ path: 'a' }, { path: 'b' }] },
  });
  expect(['a', 'b', 'old'].map(folder => delivering({ file: `${folder}/o.yaml` }, several))).toEqual([
    ['app'],
    ['app'],
    [],
  ]);
});

test('of the cluster that Argo CD runs on, server and name are one', () => {
  const byName = application('app', {});
  const { destination } = ArgoApplication.of(
    new Manifest({ ...byName.object, spec: { destination: { name: 'in-cluster', namespace: 'a' } } }),
  );
  expect(destination).toEqual(ArgoApplication.of(byName).destination);
});
