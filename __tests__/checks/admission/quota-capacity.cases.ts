import type { CheckCases } from '../check-cases';
import { PLUGINS } from '../scheduling/seed-site';
import { clusterQueue, FLAVOR, GPU_NODE, localQueue } from './_queues';

function node(name: string, label: string, allocatable: string): string {
  return `
apiVersion: v1
kind: Node
metadata: { name: ${name}, labels: { ${label} } }
status: { allocatable: { ${allocatable} } }
---
`;
}

function namespace(name: string, selector: string): string {
  return `
apiVersion: v1
kind: Namespace
metadata: { name: ${name}, annotations: { scheduler.alpha.kubernetes.io/node-selector: "${selector}" } }
---
`;
}

function object(kind: string, namespace: string, spec: string, name = 'o'): string {
  return `
apiVersion: v1
kind: ${kind}
metadata: { name: ${name}, namespace: ${namespace} }
spec: ${spec}
---
`;
}

/** Seed rows A01, A06: 8 GB, some of which the system keeps. */
const ML_NODE = node('worker-node-ml', 'tier: ml-secure', 'cpu: 3800m, memory: 7Gi');
const ML = namespace('ml-production', 'tier=ml-secure');
/** Seed rows C01, C02. */
const ML_QUOTA = object(
  'ResourceQuota',
  'ml-production',
  '{ hard: { requests.cpu: "4", requests.memory: 8Gi, limits.cpu: "6", limits.memory: 12Gi, pods: 10 } }',
  'ml-namespace-quota',
);
const ML_LIMITS = object(
  'LimitRange',
  'ml-production',
  '{ limits: [{ type: Container, default: { memory: 6Gi }, defaultRequest: { memory: 4Gi }, max: { cpu: 2000m, memory: 8Gi } }] }',
  'ml-container-limits',
);
const POOL = node('n1', 'pool: x', 'cpu: 4, memory: 8Gi') + node('n2', 'pool: x', 'cpu: 4, memory: 8Gi');

export default {
  check: 'quota-capacity',
  passing: [
    {
      name: 'the nodes have it',
      site: PLUGINS + POOL,
      yaml:
        namespace('a', 'pool=x') +
        object(
          'ResourceQuota',
          'a',
          '{ hard: { requests.cpu: 8, requests.memory: 16Gi, limits.cpu: 80, pods: 500 } }',
        ) +
        object(
          'LimitRange',
          'a',
          '{ limits: [{ type: Container, max: { cpu: 4 } }, { type: Pod, max: { cpu: 99 } }] }',
        ),
    },
    {
      name: 'a namespace of unknown nodes',
      site: PLUGINS + POOL,
      yaml:
        object('ResourceQuota', 'a', '{ hard: { cpu: 800 } }') +
        object('LimitRange', 'a', '{ limits: [{ type: Container, max: { cpu: 40 } }] }'),
    },
    { name: 'without nodes', yaml: ML + ML_QUOTA + ML_LIMITS },
    {
      name: 'quotas with scopes',
      site: PLUGINS + POOL,
      yaml: namespace('a', 'pool=x') + object('ResourceQuota', 'a', '{ hard: { cpu: 800 }, scopes: [Terminating] }'),
    },
    {
      name: 'the lowest of two quotas holds',
      site: PLUGINS + POOL,
      yaml:
        namespace('a', 'pool=x') +
        object('ResourceQuota', 'a', '{ hard: { cpu: 800 } }') +
        object('ResourceQuota', 'a', '{ hard: { requests.cpu: 1 } }', 'p'),
    },
    {
      name: 'what the nodes do not say',
      site: PLUGINS + POOL,
      yaml:
        namespace('a', 'pool=x') +
        object('ResourceQuota', 'a', '{ hard: { requests.ephemeral-storage: 1Ti, requests.storage: 1Pi } }'),
    },
    {
      name: 'C14: GPUs are promised twice, to jobs that wait for them',
      site: PLUGINS + GPU_NODE,
      yaml:
        FLAVOR +
        clusterQueue('q', 4) +
        ['a', 'b']
          .map(
            name =>
              namespace(name, 'pool=gpu') +
              localQueue(name, 'q') +
              object('ResourceQuota', name, '{ hard: { requests.nvidia.com/gpu: 4 } }'),
          )
          .join(''),
    },
    {
      name: 'another group',
      site: PLUGINS + POOL,
      yaml:
        namespace('a', 'pool=x') +
        object('ResourceQuota', 'a', '{ hard: { cpu: 800 } }').replace('v1', 'example.com/v1'),
    },
  ],
  failing: [
    {
      name: 'C05, C07: requests of 8Gi and a max of 8Gi on a node of 8 GB',
      site: PLUGINS + ML_NODE,
      yaml: ML + ML_QUOTA + ML_LIMITS,
      finds: [
        'ResourceQuota ml-production/ml-namespace-quota spec.hard[requests.cpu]: requests.cpu 4 > 3800m of node worker-node-ml',
        'ResourceQuota ml-production/ml-namespace-quota spec.hard[requests.memory]: requests.memory 8Gi > 7Gi of node worker-node-ml',
        'LimitRange ml-production/ml-container-limits spec.limits[0].max.memory: max 8Gi of memory is more than any node of the namespace has, 7Gi',
      ],
    },
    {
      name: 'C14: quotas that are too much together, though not one by one',
      site: PLUGINS + node('g', 'gpu: "1"', 'nvidia.com/gpu: 4'),
      yaml: ['a', 'b', 'c']
        .map(
          (name, index) =>
            namespace(name, 'gpu=1') +
            object('ResourceQuota', name, `{ hard: { requests.nvidia.com/gpu: ${index + 1} } }`),
        )
        .join(''),
      finds: [
        'ResourceQuota c/o spec.hard[requests.nvidia.com/gpu]: requests.nvidia.com/gpu 6 of 3 quotas > 4 of node g: ResourceQuota c/o 3; ResourceQuota b/o 2; ResourceQuota a/o 1',
      ],
    },
    {
      name: 'C14: a queue that does not bound what is promised',
      site: PLUGINS + GPU_NODE,
      yaml:
        FLAVOR +
        clusterQueue('q', 4).replaceAll('nvidia.com/gpu', 'nvidia.com/mig-1g.5gb') +
        namespace('a', 'pool=gpu') +
        localQueue('a', 'q') +
        object('ResourceQuota', 'a', '{ hard: { requests.nvidia.com/gpu: 5 } }'),
      finds: ['ResourceQuota a/o spec.hard[requests.nvidia.com/gpu]: requests.nvidia.com/gpu 5 > 4 of node g'],
    },
    {
      name: 'many namespaces',
      site: PLUGINS + POOL,
      yaml: ['a', 'b', 'c', 'd', 'e']
        .map(name => namespace(name, 'pool=x') + object('ResourceQuota', name, '{ hard: { cpu: 2 } }'))
        .join(''),
      finds: [
        'ResourceQuota a/o spec.hard.cpu: cpu 10 of 5 quotas > 8 of nodes n1, n2: ResourceQuota a/o 2; ResourceQuota b/o 2; ResourceQuota c/o 2; 2 more',
      ],
    },
    {
      name: 'the nodes that the pods select, and a smaller pool within a larger',
      site: PLUGINS + POOL + node('n3', 'pool: z', 'cpu: 1'),
      yaml:
        namespace('a', 'pool=x') +
        object('ResourceQuota', 'a', '{ hard: { cpu: 6 } }') +
        object('ResourceQuota', 'b', '{ hard: { cpu: 5 } }') +
        object('Pod', 'b', '{ containers: [] }') +
        object('ResourceQuota', 'c', '{ hard: { cpu: 2 } }') +
        object('Pod', 'c', '{ nodeSelector: { pool: z }, containers: [] }') +
        object('LimitRange', 'c', '{ limits: [{ type: Container, defaultRequest: { cpu: 3 } }] }'),
      finds: [
        'ResourceQuota b/o spec.hard.cpu: cpu 13 of 3 quotas > 9 of nodes n1, n2, n3: ResourceQuota a/o 6; ResourceQuota b/o 5; ResourceQuota c/o 2',
        'ResourceQuota c/o spec.hard.cpu: cpu 2 > 1 of node n3',
        'LimitRange c/o spec.limits[0].defaultRequest.cpu: defaultRequest 3 of cpu is more than any node of the namespace has, 1',
      ],
    },
    {
      name: 'a device that no node of the namespace has',
      site: PLUGINS + POOL,
      yaml:
        namespace('a', 'pool=x, ').replace(', "', '"') +
        object('ResourceQuota', 'a', '{ hard: { requests.nvidia.com/gpu: 1 } }'),
      finds: ['ResourceQuota a/o spec.hard[requests.nvidia.com/gpu]: requests.nvidia.com/gpu 1 > 0 of nodes n1, n2'],
    },
  ],
} satisfies CheckCases;
