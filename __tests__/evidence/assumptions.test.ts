import { Assumptions } from '../../lib/evidence/assumptions';
import { Manifest } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import { SiteFacts } from '../../lib/manifests/site-facts';

const IMAGE = `registry.example.com/app@sha256:${'0'.repeat(64)}`;
const pod = (image: string, annotations = {}) =>
  new Manifest({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'api', namespace: 'a', annotations },
    spec: { initContainers: [{ name: 'init', image }], containers: [{ name: 'main', image: 'other' }] },
  });
const assume = (manifest: Manifest) => {
  const site = { apiVersion: 'fortress.cdk8s.io/v1', kind: 'Site', spec: { exampleImages: [IMAGE] } };
  return Assumptions.of(new ManifestSet([manifest], SiteFacts.fromObjects([site])));
};

test('an example digest is said, in whichever container it stands', () => {
  expect(assume(pod(IMAGE))).toEqual([
    { object: 'Pod a/api', assumption: `the digest of ${IMAGE} is an example; no build has produced it yet` },
  ]);
});

test('an example digest in the steps of a workflow is said of the workflow, once', () => {
  const step = (name: string) => ({ name, container: { image: IMAGE } });
  const spec = { templates: [step('a'), step('b')] };
  const workflow = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: { name: 'w', namespace: 'a' },
    spec,
  };
  expect(assume(new Manifest(workflow)).map(({ object }) => object)).toEqual(['Workflow a/w']);
});

test('each escape is said, with its reason', () => {
  const escapes = {
    'fortress.cdk8s.io/escapes': 'host-network: reads counters of the node; host-pid: sees its processes',
  };
  expect(assume(pod('other', escapes)).map(({ assumption }) => assumption)).toEqual([
    'escapes the restricted standard: host-network: reads counters of the node',
    'escapes the restricted standard: host-pid: sees its processes',
  ]);
});

test('nothing is assumed of the rest', () => {
  expect(assume(pod('other'))).toEqual([]);
});
