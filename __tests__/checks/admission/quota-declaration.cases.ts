import type { CheckCases } from '../check-cases';

function quota(spec: string): string {
  return `
apiVersion: v1
kind: ResourceQuota
metadata: { name: q, namespace: a }
spec: ${spec}
---
`;
}

const ALL = quota(
  '{ hard: { requests.cpu: 4, requests.memory: 8Gi, limits.cpu: 6, limits.memory: 12Gi, pods: 10, requests.ephemeral-storage: 1Gi } }',
);

function pod(spec: string): string {
  return `
apiVersion: v1
kind: Pod
metadata: { name: p, namespace: a }
spec: ${spec}
---
`;
}

const BARE = pod('{ containers: [{ name: main }] }');

export default {
  check: 'quota-declaration',
  passing: [
    {
      name: 'all declared, requests by the limits',
      yaml: ALL + pod('{ containers: [{ name: main, resources: { limits: { cpu: 1, memory: 1Gi } } }] }'),
    },
    {
      name: 'by the default of a LimitRange',
      yaml: `${ALL}${BARE}
apiVersion: v1
kind: LimitRange
metadata: { name: l, namespace: a }
spec: { limits: [{ type: Container, max: { cpu: 1, memory: 1Gi } }] }
`,
    },
    {
      name: 'the pod as a whole declares resources',
      yaml: ALL + pod('{ resources: { requests: { cpu: 1 } }, containers: [{ name: main }] }'),
    },
    {
      name: 'a quota that counts neither CPU nor memory',
      yaml: quota('{ hard: { pods: 1, requests.ephemeral-storage: 1Gi } }') + BARE,
    },
    { name: 'a quota of other pods', yaml: quota('{ hard: { limits.cpu: 1 }, scopes: [NotBestEffort] }') + BARE },
    { name: 'no quota here', yaml: ALL.replace('namespace: a', 'namespace: b') + BARE },
    { name: 'what is unreadable does not throw', yaml: quota('{ hard: 7 }') + pod('{ containers: 7 }') },
  ],
  failing: [
    {
      name: 'C01: a pod that declares nothing',
      yaml: ALL + BARE,
      finds: ['requests.cpu', 'requests.memory', 'limits.cpu', 'limits.memory'].map(
        key =>
          `Pod a/p spec.containers[0].resources.${key}: container "main" does not say it, and ResourceQuota a/q counts ${key}: the pod is refused`,
      ),
    },
    {
      name: 'an init container of a Deployment, and the short names',
      yaml: `${quota('{ hard: { cpu: 1, memory: 1Gi } }')}
apiVersion: apps/v1
kind: Deployment
metadata: { name: d, namespace: a }
spec: { template: { spec: { initContainers: [{ name: init, resources: { requests: { cpu: 1 } } }], containers: [{ name: main, resources: { requests: { cpu: 1, memory: 1 } } }] } } }
`,
      finds: [
        'Deployment a/d spec.template.spec.initContainers[0].resources.requests.memory: container "init" does not say it, and ResourceQuota a/q counts memory: the pod is refused',
      ],
    },
    {
      name: 'a quota of a scope that the pod is in',
      yaml: quota('{ hard: { limits.cpu: 1 }, scopes: [NotTerminating] }') + BARE,
      finds: [
        'Pod a/p spec.containers[0].resources.limits.cpu: container "main" does not say it, and ResourceQuota a/q counts limits.cpu: the pod is refused',
      ],
    },
  ],
} satisfies CheckCases;
