import { Manifest } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import { YamlDocuments } from '../../lib/manifests/yaml/yaml-documents';
import { SyncWaves } from '../../lib/synth/sync-waves';

/** Objects in the order in which they are applied, with their waves. Seed row G14. */
function waves(yaml: string, application?: (manifest: Manifest) => string): string[] {
  const objects = YamlDocuments.read(yaml).map(object => new Manifest(object));
  const manifests = objects.map(
    ({ object }, index) => new Manifest(object, { application: application?.(objects[index]) ?? 'app' }),
  );
  return SyncWaves.added(new ManifestSet(manifests)).map(manifest => {
    return `${manifest.annotations['argocd.argoproj.io/sync-wave'] ?? '-'} ${manifest.kind} ${manifest.name}`;
  });
}

const NAMESPACE = `
apiVersion: v1
kind: Namespace
metadata: { name: a }
`;
const DEPLOYMENT = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: a }
spec: { template: { spec: { serviceAccountName: api, containers: [{ name: main, envFrom: [{ secretRef: { name: keys } }] }] } } }
`;
const POLICY = `
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: deny, namespace: a }
`;

test('built-in kinds need no wave: Argo CD applies them in the right order', () => {
  const account = 'apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: api, namespace: a }\n';
  expect(waves([DEPLOYMENT, account, NAMESPACE].join('---\n'))).toEqual([
    '- Namespace a',
    '- ServiceAccount api',
    '- Deployment api',
  ]);
});

test('a pod comes a wave after the Cilium policy of its namespace, which would otherwise be applied after it', () => {
  expect(waves([DEPLOYMENT, NAMESPACE, POLICY].join('---\n'))).toEqual([
    '- Namespace a',
    '- CiliumNetworkPolicy deny',
    '1 Deployment api',
  ]);
});

test('a policy of another namespace does not hold a pod back', () => {
  expect(waves([DEPLOYMENT, POLICY.replace('namespace: a', 'namespace: b')].join('---\n'))).toContain(
    '- Deployment api',
  );
});

test('a pod comes a wave after the ExternalSecret that makes its Secret', () => {
  const secret = `
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: keys, namespace: a }
spec: { target: { name: keys } }
`;
  expect(waves([DEPLOYMENT, secret].join('---\n'))).toEqual(['- ExternalSecret keys', '1 Deployment api']);
});

test('routes share the wave of the rest: nothing waits for a workload', () => {
  const route = `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: api, namespace: a }
spec: { rules: [{ backendRefs: [{ name: api, port: 80 }] }] }
`;
  expect(waves([route, DEPLOYMENT].join('---\n'))).toEqual(['- Deployment api', '- HTTPRoute api']);
});

test('an Application comes after everything that it is delivered into', () => {
  const application = 'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: a, namespace: argocd }\n';
  const project = application.replace('Application', 'AppProject');
  expect(waves([application, project, NAMESPACE].join('---\n'))).toEqual([
    '- Namespace a',
    '- AppProject a',
    '1 Application a',
  ]);
  expect(waves([application, NAMESPACE].join('---\n'))).toEqual(['- Namespace a', '- Application a']);
});

test('waves count within one Application: a policy in another one moves nothing', () => {
  const byKind = (manifest: Manifest) => (manifest.kind === 'Deployment' ? 'tenant' : 'platform');
  expect(waves([POLICY, DEPLOYMENT].join('---\n'), byKind)).toContain('- Deployment api');
});

test('a wave that is written by hand stays, and what follows it comes later', () => {
  const early = POLICY.replace('namespace: a', 'namespace: a, annotations: { argocd.argoproj.io/sync-wave: "-3" }');
  expect(waves([DEPLOYMENT, early].join('---\n'))).toEqual(['-3 CiliumNetworkPolicy deny', '- Deployment api']);
  const late = early.replace('-3', '4');
  expect(waves([DEPLOYMENT, late].join('---\n'))).toEqual(['4 CiliumNetworkPolicy deny', '5 Deployment api']);
});

test('the rest of the metadata stays as it was', () => {
  const manifests = [POLICY, DEPLOYMENT].flatMap(yaml => YamlDocuments.read(yaml)).map(object => new Manifest(object));
  const [, manifest] = SyncWaves.added(new ManifestSet(manifests));
  expect(manifest.metadata).toEqual({
    name: 'api',
    namespace: 'a',
    annotations: { 'argocd.argoproj.io/sync-wave': '1' },
  });
});
