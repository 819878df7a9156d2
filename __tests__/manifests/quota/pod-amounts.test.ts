import { Manifest } from '../../../lib/manifests/manifest';
import { ManifestSet } from '../../../lib/manifests/manifest-set';
import type { PodTemplate } from '../../../lib/manifests/pod-template';
import { PodResources } from '../../../lib/manifests/quota/pod-resources';

const pod = (namespace: string, container: object, spec: object = {}) =>
  new Manifest({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `${namespace}-pod`, namespace },
    spec: { containers: [{ name: namespace, ...container }], ...spec },
  });

const range = (namespace: string, name: string, cpu: string) =>
  new Manifest({
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { name, namespace },
    spec: { limits: [{ type: 'Container', default: { cpu } }] },
  });

const amountsOf = (pods: readonly Manifest[], others: readonly Manifest[] = []) => {
  const all = new ManifestSet([...pods, ...others]);
  return pods.map(manifest => PodResources.of(manifest.pod as PodTemplate, all).amounts);
};

test('pods that say the same share what they ask for', () => {
  const [one, other] = amountsOf([
    pod('a', { resources: { limits: { cpu: '1' } } }),
    pod('b', { resources: { limits: { cpu: '1' } } }),
  ]);
  expect(other).toBe(one);
  expect(one.requests.get('cpu')?.toString()).toBe('1');
});

test.each<[string, object, object]>([
  ['other amounts', { resources: { limits: { cpu: '2' } } }, {}],
  ['a container that runs at another time', {}, { initContainers: [{ name: 'init', resources: {} }] }],
  ['resources of the pod', {}, { resources: {} }],
  ['an overhead', {}, { overhead: { cpu: '1' } }],
])('pods with %s do not', (_, container, spec) => {
  const [one, other] = amountsOf([pod('a', {}), pod('b', container, spec)]);
  expect(other).not.toBe(one);
});

test('nor do pods of namespaces whose LimitRanges say other things', () => {
  const pods = ['a', 'b', 'c', 'd'].map(namespace => pod(namespace, {}));
  const ranges = [
    range('a', 'x', '1'),
    range('b', 'y', '1'),
    range('c', 'x', '2'),
    range('d', 'x', '2'),
    range('d', 'a', '3'),
  ];
  const amounts = amountsOf(pods, ranges);
  expect(amounts[1]).toBe(amounts[0]);
  expect(amounts.map(({ limits }) => limits.get('cpu')?.toString())).toEqual(['1', '1', '2', '3']);
});
