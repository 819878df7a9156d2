import { IdentityLabels } from '../../../lib/manifests/network/identity-labels';

test.each([
  'app',
  'k8s-app',
  'app.kubernetes.io/name',
  'io.kubernetes.pod.namespace',
  'io.cilium.k8s.namespace.labels.kubernetes.io/metadata.name',
  'io.cilium.k8s.policy.serviceaccount',
  'batch.kubernetes.io/job-name',
  'job-name',
  'example.com/k8s.io',
])('identities keep %s', key => {
  expect(IdentityLabels.keeps(key)).toBe(true);
});

test.each([
  'io.kubernetes.pod.name',
  'kubernetes.io/metadata.name',
  'k8s.io/x',
  'statefulset.kubernetes.io/pod-name',
  'apps.kubernetes.io/pod-index',
  'batch.kubernetes.io/controller-uid',
  'beta.kubernetes.io/arch',
  'failure-domain.beta.kubernetes.io/zone',
  'topology.kubernetes.io/zone',
  'pod-template-hash',
  'controller-revision-hash',
  'controller-uid',
  'annotation.x',
])('identities drop %s', key => {
  expect(IdentityLabels.keeps(key)).toBe(false);
});

test('the labels that are kept', () => {
  expect(IdentityLabels.kept({ app: 'api', 'pod-template-hash': 'x' })).toEqual({ app: 'api' });
});
