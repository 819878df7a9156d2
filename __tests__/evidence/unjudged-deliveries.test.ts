import { UnjudgedDeliveries } from '../../lib/evidence/unjudged-deliveries';
import { Manifest } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import { SiteFacts } from '../../lib/manifests/site-facts';
import { YamlDocuments } from '../../lib/manifests/yaml/yaml-documents';

const NAMESPACE = `
apiVersion: v1
kind: Namespace
metadata: { name: loki, labels: { pod-security.kubernetes.io/enforce: baseline } }
`;
const application = (source: string, destination = 'loki') => `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: loki, namespace: argocd }
spec: { project: loki, ${source}, destination: { server: https://kubernetes.default.svc, namespace: ${destination} } }
`;
const CHART = 'repoURL: https://charts.example.com, chart: loki, targetRevision: 18.11.0';
const LOKI = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  namespace: 'argocd',
  name: 'loki',
  repository: 'https://charts.example.com',
  chart: 'loki',
  path: '',
  revision: '18.11.0',
  destination: 'loki',
  level: 'baseline',
};

function unjudged(...documents: string[]) {
  const objects = documents.flatMap(document => YamlDocuments.read(document));
  const manifests = objects.map(object => {
    const file = object.kind === 'Application' ? 'platform/root.k8s.yaml' : 'apps/loki/loki.k8s.yaml';
    return new Manifest(object, { file });
  });
  return UnjudgedDeliveries.in(new ManifestSet(manifests, SiteFacts.fromObjects([])));
}

test('a chart is named, with what the API server holds it to', () => {
  expect(unjudged(application(`source: { ${CHART} }`), NAMESPACE)).toEqual([LOKI]);
});

test('of a namespace that is not here, the level is not known', () => {
  expect(unjudged(application(`source: { ${CHART} }`, 'elsewhere'), NAMESPACE)).toEqual([
    { ...LOKI, destination: 'elsewhere', level: '' },
  ]);
});

test('each source counts, and the folder of an Application with a chart too, if nothing of it is here', () => {
  const sources = `sources: [{ ${CHART} }, { repoURL: 'https://user:secret@git.example.com/a.git', path: values }]`;
  expect(unjudged(application(sources)).map(({ chart, path, repository }) => [chart, path, repository])).toEqual([
    ['loki', '', 'https://charts.example.com'],
    ['', 'values', 'https://***@git.example.com/a.git'],
  ]);
});

test('what a tool makes of a folder is not judged, even if its files are here', () => {
  const source = 'source: { repoURL: https://git.example.com/a.git, path: apps/loki, kustomize: {} }';
  expect(unjudged(application(source), NAMESPACE)).toMatchObject([{ chart: '', path: 'apps/loki' }]);
});

test('a folder whose objects are here is judged', () => {
  const source = 'source: { repoURL: https://git.example.com/a.git, path: apps/loki }';
  expect(unjudged(application(source), NAMESPACE)).toEqual([]);
  expect(unjudged(application(source.replace('apps/loki', 'apps/tempo')), NAMESPACE)).toMatchObject([
    { path: 'apps/tempo' },
  ]);
});

test('the chart of an ApplicationSet is named once for all its Applications', () => {
  const set = `
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: loki, namespace: argocd }
spec:
  template:
    metadata: { name: 'loki-{{ .cluster }}' }
    spec:
      source: { ${CHART} }
      destination: { server: '{{ .server }}', namespace: loki }
`;
  expect(unjudged(set, NAMESPACE)).toEqual([{ ...LOKI, kind: 'ApplicationSet' }]);
});

test.each(['source: []', 'sources: 1', 'source: { chart: 1 }'])('whatever JSON it is, nothing throws: %s', source => {
  expect(() => unjudged(application(source), NAMESPACE)).not.toThrow();
});
