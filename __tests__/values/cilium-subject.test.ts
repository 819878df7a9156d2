import { CiliumSubject, ExternalNamespace, PodSet } from '../../lib';

const NAMESPACE = ExternalNamespace.named('tenant-a');

test('pods of one namespace are selected by its name and their labels', () => {
  const subject = CiliumSubject.pods(PodSet.labelled({ app: 'api' }, NAMESPACE));
  expect(subject.of).toBe('endpoints');
  expect(subject.toSelector()).toEqual({ matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'tenant-a', app: 'api' } });
});

test('all pods of a namespace are selected by its name, never by an empty selector', () => {
  expect(CiliumSubject.pods(PodSet.allIn(NAMESPACE)).toSelector()).toEqual({
    matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'tenant-a' },
  });
});

test('the gateway is what carries the reserved identity', () => {
  const subject = CiliumSubject.gateway();
  expect(subject.of).toBe('endpoints');
  expect(subject.toSelector()).toEqual({ matchExpressions: [{ key: 'reserved:ingress', operator: 'Exists' }] });
});

test('nodes are selected by their labels, and all of them by none', () => {
  const subject = CiliumSubject.nodes({ 'node-role.kubernetes.io/control-plane': 'true' });
  expect(subject.of).toBe('nodes');
  expect(subject.toSelector()).toEqual({ matchLabels: { 'node-role.kubernetes.io/control-plane': 'true' } });
  expect(CiliumSubject.nodes({}).toSelector()).toEqual({});
});

test('a node label is one that Kubernetes takes', () => {
  expect(() => CiliumSubject.nodes({ 'a b': 'x' })).toThrow(
    new Error('node label key must be a label key such as "app" or "example.com/app", got "a b"'),
  );
  expect(() => CiliumSubject.nodes({ role: 'a b' })).toThrow(
    new Error('node label "role" must be a label value of at most 63 letters, digits, "-", "_" and ".", got "a b"'),
  );
});
