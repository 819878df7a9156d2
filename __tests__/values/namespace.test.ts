import { ExternalNamespace } from '../../lib';

test('refers to a namespace by its name', () => {
  expect(ExternalNamespace.named('kube-system')).toEqual({ namespaceName: 'kube-system' });
});

test("the default namespace is nobody's", () => {
  expect(() => ExternalNamespace.named('default')).toThrow(
    new Error('namespace must be a namespace of its own purpose, never the default one, got "default"'),
  );
});

test.each(['', '*', 'Kube', 'a.b', 'a'.repeat(64)])('%j is no name of a namespace', name => {
  expect(() => ExternalNamespace.named(name)).toThrow(/^namespace must be a DNS label of at most 63 /);
});
