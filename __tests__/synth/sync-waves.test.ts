import fc from 'fast-check';
import { applyOrder } from '../../lib/checks/delivery/apply-order';
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

const CLAIM = `
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data, namespace: a }
`;
const MOUNTING = DEPLOYMENT.replace(
  'containers:',
  'volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }], containers:',
);
const AUTOSCALER = `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: api, namespace: a }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: api } }
`;

test('a claim shares the wave of its pod, and an autoscaler that of its workload: before, they are never healthy', () => {
  expect(waves([MOUNTING, POLICY, CLAIM, AUTOSCALER].join('---\n'))).toEqual([
    '- CiliumNetworkPolicy deny',
    '1 PersistentVolumeClaim data',
    '1 Deployment api',
    '1 HorizontalPodAutoscaler api',
  ]);
});

test('no workload is in an earlier wave than others: Argo CD would wait for its health', () => {
  const other = DEPLOYMENT.replace('name: api, namespace: a', 'name: free, namespace: b');
  expect(waves([DEPLOYMENT, other, POLICY].join('---\n'))).toEqual([
    '- CiliumNetworkPolicy deny',
    '1 Deployment api',
    '1 Deployment free',
  ]);
});

describe('what constructs depend on', () => {
  const named = (text: string, name: string) => YamlDocuments.read(text.replace('name: api', `name: ${name}`))[0];
  /** Objects by name, each with the names that it depends on and its Application. */
  const derive = (
    objects: readonly [name: string, text: string, needs?: string[], application?: string][],
  ): string[] => {
    const byName = new Map(
      objects.map(([name, text, , application = 'app']) => {
        const origin = { application, file: `prod/${application}/all.k8s.yaml` };
        return [name, new Manifest(named(text, name), origin)] as const;
      }),
    );
    const manifest = (name: string) => byName.get(name) as Manifest;
    const needs = new Map(objects.map(([name, , needed = []]) => [manifest(name), needed.map(manifest)] as const));
    return SyncWaves.added(new ManifestSet([...byName.values()]), needs).map(({ annotations, name }) => {
      return `${annotations['argocd.argoproj.io/sync-wave'] ?? '-'} ${name}`;
    });
  };
  const JOB = `
apiVersion: batch/v1
kind: Job
metadata: { name: api, namespace: a }
spec: { template: { spec: { containers: [] } } }
`;
  const application = (name: string) => `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: api, namespace: argocd }
spec: { source: { repoURL: https://git.example.com/a.git, path: dist/prod/${name} }, destination: { namespace: a } }
`;

  test('is in an earlier wave, where Argo CD would not apply it earlier by itself', () => {
    expect(
      derive([
        ['api', DEPLOYMENT, ['migration']],
        ['migration', JOB],
      ]),
    ).toEqual(['- migration', '1 api']);
    expect(
      derive([
        ['migration', JOB, ['api']],
        ['api', DEPLOYMENT],
      ]),
    ).toEqual(['- api', '- migration']);
  });

  test('leaves a workload as late as what depends on it allows', () => {
    const policy = POLICY.replace('name: deny', 'name: api');
    const objects: [string, string, string[]?][] = [
      ['api', DEPLOYMENT, ['migration']],
      ['migration', JOB],
      ['other', DEPLOYMENT],
      ['deny', policy],
    ];
    expect(derive(objects)).toEqual(['- deny', '1 migration', '2 api', '2 other']);
  });

  test('may be an object of another Application: then the Applications are in this order', () => {
    expect(
      derive([
        ['one', application('one'), [], 'root'],
        ['two', application('two'), [], 'root'],
        ['api', DEPLOYMENT, ['store'], 'one'],
        ['store', DEPLOYMENT, [], 'two'],
      ]),
    ).toEqual(['- api', '- store', '- two', '1 one']);
  });

  test('cannot be what nothing delivers with it', () => {
    expect(() =>
      derive([
        ['api', DEPLOYMENT, ['store'], 'one'],
        ['store', DEPLOYMENT, [], 'two'],
      ]),
    ).toThrow(
      'Deployment a/api depends on Deployment a/store, and no Application delivers both or their Applications; ' +
        'deliver them by one, or take the dependency out',
    );
  });

  test('is not what depends on it: the cycle is said', () => {
    expect(() =>
      derive([
        ['api', DEPLOYMENT, ['one']],
        ['one', JOB, ['two']],
        ['two', JOB, ['api']],
      ]),
    ).toThrow(
      'objects need each other before they can be applied: ' +
        'Deployment a/api -> Job a/one -> Job a/two -> Deployment a/api; break the cycle',
    );
  });
});

test('annotations that are no text, and the order of the metadata, stay', () => {
  const annotated = DEPLOYMENT.replace('namespace: a }', 'namespace: a, annotations: { b: 1, a: "2" }, uid: x }');
  const manifests = [POLICY, annotated].flatMap(yaml => YamlDocuments.read(yaml)).map(object => new Manifest(object));
  const [, { metadata }] = SyncWaves.added(new ManifestSet(manifests));
  expect(JSON.stringify(metadata)).toBe(
    '{"name":"api","namespace":"a","annotations":{"a":"2","argocd.argoproj.io/sync-wave":"1","b":1},"uid":"x"}',
  );
});

test('whatever is rendered, the check apply-order finds nothing in it', () => {
  const objects = [NAMESPACE, DEPLOYMENT, MOUNTING.replace('name: api', 'name: store'), POLICY, CLAIM, AUTOSCALER];
  const application = 'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: a, namespace: argocd }\n';
  const secret = `
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: keys, namespace: a }
spec: { target: { name: keys } }
`;
  const all = [...objects, application, application.replace('Application', 'AppProject'), secret];
  const wave = fc.constantFrom(undefined, undefined, undefined, '-1', '0', '2');
  fc.assert(
    fc.property(fc.subarray(all), fc.array(wave, { minLength: 9, maxLength: 9 }), (chosen, declared) => {
      const manifests = chosen.map((text, index) => {
        const [object] = YamlDocuments.read(text);
        const metadata = object.metadata as object;
        // Only what needs nothing says a wave by itself: what needs it follows.
        const isFree = text === POLICY || text === secret;
        const annotations = isFree && declared[index] ? { 'argocd.argoproj.io/sync-wave': declared[index] } : undefined;
        return new Manifest({ ...object, metadata: { ...metadata, annotations } }, { application: 'app' });
      });
      const ordered = new ManifestSet(SyncWaves.added(new ManifestSet(manifests)));
      expect(ordered.manifests.flatMap(manifest => applyOrder.examine(manifest, ordered))).toEqual([]);
    }),
  );
});

/** Before its kind is there, an object cannot even be tried. */
describe('a chart that brings kinds', () => {
  const CHART = `
apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata: { name: operator, namespace: argocd }
spec:
  clusterResourceWhitelist:
    - { group: apiextensions.k8s.io, kind: CustomResourceDefinition, name: "*.monitoring.coreos.com" }
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: operator, namespace: argocd }
spec:
  project: operator
  source: { repoURL: https://charts.example.com, chart: operator, targetRevision: 1.0.0 }
  destination: { server: https://kubernetes.default.svc, namespace: a }
`;
  const MONITOR = `
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: { name: api, namespace: a }
`;
  const OTHER = `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: other, namespace: argocd }
spec: { project: operator, source: { path: dist/other } }
`;

  test('comes after what bounds it, before what is of these kinds, and before every other Application', () => {
    expect(waves([OTHER, MONITOR, CHART, POLICY, NAMESPACE].join('---\n'))).toEqual([
      '- Namespace a',
      '- AppProject operator',
      '- CiliumNetworkPolicy deny',
      '1 Application operator',
      '2 ServiceMonitor api',
      '3 Application other',
    ]);
  });

  test('is in no earlier wave than the Secrets of its namespace, for which it would wait for ever', () => {
    const stores = CHART.replaceAll('operator', 'stores')
      .replaceAll('monitoring.coreos.com', 'external-secrets.io')
      .replace('namespace: a }', 'namespace: stores }');
    const keys = `
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: keys, namespace: a }
`;
    // That of a Secret beside itself does not wait for the kind that it brings.
    const own = keys.replace('name: keys, namespace: a', 'name: own, namespace: stores');
    expect(waves([CHART, stores, MONITOR, keys, own].join('---\n'))).toEqual([
      '- AppProject operator',
      '- AppProject stores',
      '1 Application stores',
      '2 Application operator',
      '2 ExternalSecret keys',
      '2 ExternalSecret own',
      '3 ServiceMonitor api',
    ]);
  });

  test('says nothing of kinds that its project does not name', () => {
    const any = CHART.replace(', name: "*.monitoring.coreos.com"', '');
    expect(waves([MONITOR, any].join('---\n'))).toEqual([
      '- ServiceMonitor api',
      '- AppProject operator',
      '1 Application operator',
    ]);
  });
});
