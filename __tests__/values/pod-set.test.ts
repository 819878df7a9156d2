import { ExternalNamespace, PodSet } from '../../lib';

const NAMESPACE = ExternalNamespace.named('tenant-a');

test('names the pods of a namespace, all or by their labels', () => {
  const labels: Record<string, string> = { app: 'api' };
  const pods = PodSet.labelled(labels, NAMESPACE);
  labels.app = 'web';
  expect(pods).toEqual({ namespaceName: 'tenant-a', labels: { app: 'api' } });
  expect(PodSet.allIn(NAMESPACE)).toEqual({ namespaceName: 'tenant-a', labels: {} });
});

test('no label does not mean every pod', () => {
  expect(() => PodSet.labelled({}, NAMESPACE)).toThrow(
    new Error('labels must be at least one label; PodSet.allIn(namespace) means every pod, got {}'),
  );
});

test('refuses labels that Kubernetes refuses', () => {
  expect(() => PodSet.labelled({ 'a b': 'x' }, NAMESPACE)).toThrow(
    new Error('label key must be a label key such as "app" or "example.com/app", got "a b"'),
  );
});
