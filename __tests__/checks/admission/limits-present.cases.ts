import type { CheckCases } from '../check-cases';

function namespace(name: string, labels = ''): string {
  return `
apiVersion: v1
kind: Namespace
metadata: { name: ${name}, labels: { ${labels} } }
---
`;
}

function limits(...items: string[]): string {
  return `
apiVersion: v1
kind: LimitRange
metadata: { name: l, namespace: a }
spec: { limits: [${items.join(', ')}] }
---
`;
}

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: { name: p, namespace: a }\n---\n';

export default {
  check: 'limits-present',
  passing: [
    {
      name: 'defaults',
      yaml: namespace('a') + limits('{ type: Container, default: { memory: 1Gi }, defaultRequest: { cpu: 1 } }') + POD,
    },
    {
      name: 'a max and a min are defaults',
      yaml: namespace('a') + limits('{ type: Container, max: { memory: 1Gi }, min: { cpu: 1 } }') + POD,
    },
    { name: 'a namespace without pods', yaml: namespace('a') },
    { name: 'another group', yaml: (namespace('a') + POD).replace('v1', 'example.com/v1') },
  ],
  failing: [
    {
      name: 'a namespace with a pod',
      yaml: namespace('a') + POD,
      finds: ['Namespace a: namespace "a" has no LimitRange'],
    },
    {
      name: "C17: a tenant's namespace, before it has any pod",
      yaml: namespace('a', 'tenant: a'),
      finds: ['Namespace a: namespace "a" has no LimitRange'],
    },
    {
      name: 'defaults that are not of containers, or not of all that has to be there',
      yaml:
        namespace('a') +
        limits('{ type: Pod, max: { cpu: 1, memory: 1Gi } }', '{ type: Container, defaultRequest: { memory: 1Gi } }'),
      finds: [
        'Namespace a: no LimitRange of namespace "a" gives containers a default request of cpu',
        'Namespace a: no LimitRange of namespace "a" gives containers a default limit of memory',
      ],
    },
  ],
} satisfies CheckCases;
