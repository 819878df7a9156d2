import type { JsonObject } from '../../../lib/manifests/json/json';
import { Manifest } from '../../../lib/manifests/manifest';
import { PodTemplate } from '../../../lib/manifests/pod-template';
import { PodNodes } from '../../../lib/manifests/scheduling/pod-nodes';
import type { NodeFacts } from '../../../lib/manifests/site-facts';

const NODE: NodeFacts = {
  name: 'n1',
  labels: { pool: 'x', size: '10', zone: 'a' },
  taints: [],
  allocatable: {},
};

function pod(spec: JsonObject): PodTemplate {
  return PodTemplate.in(new Manifest({ apiVersion: 'v1', kind: 'Pod', spec })) as PodTemplate;
}

function affinity(...nodeSelectorTerms: unknown[]): JsonObject {
  return { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } } };
}

function expression(key: string, operator: string, ...values: unknown[]): JsonObject {
  return { matchExpressions: [{ key, operator, values }] };
}

/** As k8s.io/component-helpers v0.36.3 answers. */
test.each<[string, JsonObject, boolean]>([
  ['nothing', {}, true],
  ['its name', { nodeName: 'n1' }, true],
  ['another name', { nodeName: 'n2' }, false],
  ['a label', { nodeSelector: { pool: 'x' } }, true],
  ['another value', { nodeSelector: { pool: 'y' } }, false],
  ['a label that it lacks', { nodeSelector: { constructor: 'x' } }, false],
  ['affinity of no term', affinity(), false],
  ['a term of nothing', affinity({}), false],
  ['one of two terms', affinity(expression('pool', 'In', 'y'), expression('pool', 'In', 'x')), true],
  ['not in', affinity(expression('pool', 'NotIn', 'x')), false],
  ['exists', affinity(expression('zone', 'Exists')), true],
  ['exists, with a value', affinity(expression('zone', 'Exists', 'a')), false],
  ['in nothing', affinity(expression('pool', 'In')), false],
  ['a value that is no label value', affinity(expression('pool', 'NotIn', '-y')), false],
  ['greater', affinity(expression('size', 'Gt', '9')), true],
  ['greater than itself', affinity(expression('size', 'Gt', '10')), false],
  ['less', affinity(expression('size', 'Lt', '11')), true],
  ['less than what is no number', affinity(expression('size', 'Lt', 'many')), false],
  ['no such operator', affinity(expression('pool', 'Is', 'x')), false],
  ['its name as a field', affinity({ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['n1'] }] }), true],
  [
    'two names as a field',
    affinity({ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['n1', 'n2'] }] }),
    false,
  ],
  ['a field that exists', affinity({ matchFields: [{ key: 'metadata.name', operator: 'Exists' }] }), false],
  ['affinity that is none', { affinity: { nodeAffinity: 7 } }, true],
])('a pod that asks for %s', (_, spec, selects) => {
  expect(PodNodes.selects(pod(spec), NODE)).toBe(selects);
});

test.each<[JsonObject, boolean]>([
  [{ key: 'dedicated', operator: 'Equal', value: 'ml', effect: 'NoSchedule' }, true],
  [{ key: 'dedicated', value: 'ml' }, true],
  [{ key: 'dedicated', operator: 'Exists' }, true],
  [{ operator: 'Exists' }, true],
  [{ key: 'dedicated', value: 'infra' }, false],
  [{ key: 'other', operator: 'Exists' }, false],
  [{ key: 'dedicated', operator: 'Exists', effect: 'NoExecute' }, false],
  [{ key: 'dedicated', operator: 'In', value: 'ml' }, false],
  [{ key: 'dedicated', operator: 'Gt', value: '1' }, false],
  [{}, false],
])('toleration %j', (toleration, tolerates) => {
  expect(PodNodes.tolerates(toleration, { key: 'dedicated', value: 'ml', effect: 'NoSchedule' })).toBe(tolerates);
});

test('tolerations compare whole numbers', () => {
  const taint = { key: 'level', value: '5', effect: 'NoSchedule' };
  const tolerates = (operator: string, value: unknown) => PodNodes.tolerates({ key: 'level', operator, value }, taint);
  expect([tolerates('Gt', '4'), tolerates('Gt', '5'), tolerates('Lt', '6'), tolerates('Lt', '06')]).toEqual([
    true,
    false,
    true,
    false,
  ]);
});

test('only NoSchedule and NoExecute keep a pod away', () => {
  const node = (effect: string) => ({ ...NODE, taints: [{ key: 'k', value: '', effect }] });
  const kept = ['NoSchedule', 'NoExecute', 'PreferNoSchedule'].map(effect =>
    PodNodes.toleratesNode(pod({}), node(effect)),
  );
  expect(kept).toEqual([false, false, true]);
});

test('a DaemonSet tolerates the conditions of nodes', () => {
  const daemon = (hostNetwork: boolean) =>
    PodTemplate.in(
      new Manifest({ apiVersion: 'apps/v1', kind: 'DaemonSet', spec: { template: { spec: { hostNetwork } } } }),
    ) as PodTemplate;
  const node = (key: string) => ({ ...NODE, taints: [{ key, value: '', effect: 'NoSchedule' }] });
  const [pressure, network] = [
    node('node.kubernetes.io/disk-pressure'),
    node('node.kubernetes.io/network-unavailable'),
  ];
  expect(PodNodes.toleratesNode(daemon(false), pressure)).toBe(true);
  expect(PodNodes.toleratesNode(pod({}), pressure)).toBe(false);
  expect(PodNodes.toleratesNode(daemon(false), network)).toBe(false);
  expect(PodNodes.toleratesNode(daemon(true), network)).toBe(true);
});
