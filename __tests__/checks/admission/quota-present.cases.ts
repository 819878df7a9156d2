import type { CheckCases } from '../check-cases';

function namespace(name: string, labels = ''): string {
  return `
apiVersion: v1
kind: Namespace
metadata: { name: ${name}, labels: { ${labels} } }
---
`;
}

function object(kind: string, namespace: string, spec: string): string {
  return `
apiVersion: v1
kind: ${kind}
metadata: { name: ${kind.toLowerCase()}, namespace: ${namespace} }
spec: ${spec}
---
`;
}

const QUOTA = object('ResourceQuota', 'a', '{ hard: { requests.cpu: 1, limits.memory: 1Gi } }');
const POD = object('Pod', 'a', '{ containers: [{ name: c }] }');
/** Seed row C03. */
const MONITORING_LIMITS = object(
  'LimitRange',
  'ml-monitoring',
  '{ limits: [{ type: Container, default: { cpu: 1000m, memory: 3Gi } }] }',
);

export default {
  check: 'quota-present',
  passing: [
    { name: 'CPU and memory are bounded', yaml: namespace('a') + QUOTA + POD },
    {
      name: 'in two quotas, by the short names',
      yaml:
        namespace('a') +
        object('ResourceQuota', 'a', '{ hard: { cpu: 1 } }') +
        object('ResourceQuota', 'a', '{ hard: { memory: 1 } }').replace('name: r', 'name: s') +
        POD,
    },
    { name: 'a namespace without pods', yaml: namespace('a') + object('ConfigMap', 'a', '{}') },
    { name: 'pods elsewhere', yaml: namespace('a') + POD.replace('namespace: a', 'namespace: b') },
    { name: 'another group', yaml: (namespace('a') + POD).replace('v1', 'example.com/v1') },
  ],
  failing: [
    {
      name: 'a namespace with a pod',
      yaml: namespace('a') + POD,
      finds: ['Namespace a: namespace "a" has no ResourceQuota'],
    },
    {
      name: 'C03: limits and no quota for ml-monitoring',
      yaml: namespace('ml-monitoring') + MONITORING_LIMITS,
      finds: ['Namespace ml-monitoring: namespace "ml-monitoring" has no ResourceQuota'],
    },
    {
      name: 'C04: limits and no quota for ml-security',
      yaml: (namespace('ml-monitoring') + MONITORING_LIMITS).replaceAll('ml-monitoring', 'ml-security'),
      finds: ['Namespace ml-security: namespace "ml-security" has no ResourceQuota'],
    },
    {
      name: "C17: a tenant's namespace, before it has any pod",
      yaml: namespace('tenant-a', 'tenant: tenant-a'),
      finds: ['Namespace tenant-a: namespace "tenant-a" has no ResourceQuota'],
    },
    {
      name: 'a quota that bounds other things, and one that leaves out some pods',
      yaml:
        namespace('a') +
        object('ResourceQuota', 'a', '{ hard: { pods: 1, configmaps: 1 } }') +
        object('ResourceQuota', 'a', '{ hard: { cpu: 1 }, scopes: [Terminating] }').replace('name: r', 'name: s'),
      finds: [
        'Namespace a: no ResourceQuota of namespace "a" bounds the CPU of all pods',
        'Namespace a: no ResourceQuota of namespace "a" bounds the memory of all pods',
      ],
    },
    {
      name: 'the pods of a stub',
      site: POD,
      yaml: namespace('a'),
      finds: ['Namespace a: namespace "a" has no ResourceQuota'],
    },
  ],
} satisfies CheckCases;
