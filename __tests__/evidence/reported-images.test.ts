import { ReportedImages } from '../../lib/evidence/reported-images';
import { Manifest } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import { SiteFacts } from '../../lib/manifests/site-facts';
import { YamlDocuments } from '../../lib/manifests/yaml/yaml-documents';

const A = `r.example.com/a@sha256:${'a'.repeat(64)}`;
const B = `r.example.com/b@sha256:${'b'.repeat(64)}`;
const pod = (name: string, image: string) =>
  `{ apiVersion: v1, kind: Pod, metadata: { name: ${name}, namespace: n }, spec: { containers: [{ name: c, image: '${image}' }] } }`;
const workflow = `{ apiVersion: argoproj.io/v1alpha1, kind: WorkflowTemplate, metadata: { name: w, namespace: n }, spec: { templates: [{ name: s, container: { image: '${A}' } }] } }`;
const policy = (name: string, more = '') => `
apiVersion: policies.kyverno.io/v1
kind: ImageValidatingPolicy
metadata: { name: ${name} }
spec:
  matchImageReferences: [{ glob: 'r.example.com/a*' }]
  matchConstraints:
    resourceRules:
      - { apiGroups: [''], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [pods, pods/ephemeralcontainers] }
  ${more}`;
const SCAN = `attestations: [{ name: scan, intoto: { type: https://cosign.sigstore.dev/attestation/vuln/v1 } }]
  validations: [{ expression: 'images.containers.all(image, verifyAttestationSignatures(image, attestations.scan, [attestors.s]) > 0)' }]`;
const OPEN = 'failurePolicy: Ignore';

const reported = (...documents: string[]) => {
  const manifests = documents.flatMap(text => YamlDocuments.read(text)).map(object => new Manifest(object));
  const site = { apiVersion: 'fortress.cdk8s.io/v1', kind: 'Site', spec: { exampleImages: [B] } };
  return ReportedImages.of(new ManifestSet(manifests, SiteFacts.fromObjects([site])));
};

test('goes from each digest to the objects, those included that a controller makes pods of (seed row I12)', () => {
  expect(reported(pod('z', B), pod('y', A), workflow)).toEqual([
    {
      image: A,
      digest: `sha256:${'a'.repeat(64)}`,
      example: false,
      signatureAskedBy: [],
      scanAskedBy: [],
      objects: ['Pod n/y', 'WorkflowTemplate n/w'],
    },
    {
      image: B,
      digest: `sha256:${'b'.repeat(64)}`,
      example: true,
      signatureAskedBy: [],
      scanAskedBy: [],
      objects: ['Pod n/z'],
    },
  ]);
});

test('says which policies ask for the signature and the scan, and leaves out those with a gap', () => {
  const [a, b] = reported(pod('y', A), pod('z', B), policy('signed'), policy('scanned', SCAN), policy('open', OPEN));
  expect(a.signatureAskedBy).toEqual(['ImageValidatingPolicy scanned', 'ImageValidatingPolicy signed']);
  expect(a.scanAskedBy).toEqual(['ImageValidatingPolicy scanned']);
  expect([b.signatureAskedBy, b.scanAskedBy]).toEqual([[], []]);
});

test('an attestation that no validation looks at is not asked for', () => {
  const [attestations] = SCAN.split('\n');
  expect(reported(pod('y', A), policy('p', attestations))[0].scanAskedBy).toEqual([]);
});

test('the order of the objects makes no difference', () => {
  const documents = [pod('z', B), pod('y', A), workflow, policy('signed')];
  expect(reported(...documents.reverse())).toEqual(reported(...documents.reverse()));
});

test('an image without a digest is not one', () => expect(reported(pod('a', 'nginx:latest'))).toEqual([]));
