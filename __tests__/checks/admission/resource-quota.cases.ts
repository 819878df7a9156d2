import type { CheckCases } from '../check-cases';
import { clusterQueue, FLAVOR, localQueue } from './_queues';
import { COUNTED } from './_quota-counted';
import { HALF, NODE, object, quota, workload } from './_quota-objects';

/** Seed row C01. */
const QUOTA = `
apiVersion: v1
kind: ResourceQuota
metadata: { name: ml-namespace-quota, namespace: ml-production }
spec:
  hard: { requests.cpu: "4", requests.memory: 8Gi, limits.cpu: "6", limits.memory: 12Gi, pods: "10" }
---
`;

/** Seed row C02. */
const LIMITS = `
apiVersion: v1
kind: LimitRange
metadata: { name: ml-container-limits, namespace: ml-production }
spec:
  limits:
    - type: Container
      default: { cpu: 1000m, memory: 6Gi }
      defaultRequest: { cpu: 500m, memory: 4Gi }
      max: { cpu: 2000m, memory: 8Gi }
      min: { cpu: 100m, memory: 128Mi }
---
`;

/** Seed rows C15, D18: resources and autoscaler of 002. */
const ML_API = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ml-api, namespace: ml-production }
spec:
  replicas: 3
  template:
    spec:
      containers:
        - name: ml-api
          resources: { requests: { cpu: 250m, memory: 512Mi }, limits: { cpu: 500m, memory: 1Gi } }
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: ml-api-hpa, namespace: ml-production }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: ml-api }
  minReplicas: 3
  maxReplicas: 10
`;

/** Seed row C06: the same without resources of its own. */
const BARE = ML_API.split('---')[0].replace(/resources: .*/, 'resources: {}');

const RECREATE = ML_API.replace('spec:\n  replicas: 3', 'spec:\n  replicas: 3\n  strategy: { type: Recreate }');

/** Five jobs of one worker each, that wait in a queue of four GPUs, and a quota. */
const queued = (hard: string, resources: string, labels = 'kueue.x-k8s.io/queue-name: gpus') =>
  FLAVOR +
  clusterQueue('q', 4) +
  localQueue('a', 'q') +
  ['1', '2', '3', '4', '5']
    .map(
      number => `
apiVersion: batch/v1
kind: Job
metadata: { name: train-${number}, namespace: a, labels: { ${labels} } }
spec: { template: { spec: { containers: [{ name: main, resources: ${resources} }] } } }
---
`,
    )
    .join('') +
  `
apiVersion: v1
kind: ResourceQuota
metadata: { name: quota, namespace: a }
spec: { hard: { ${hard} } }
---
`;
const ONE_GPU = '{ requests: { cpu: 1, nvidia.com/gpu: 1 }, limits: { cpu: 2, nvidia.com/gpu: 1 } }';

export default {
  check: 'resource-quota',
  passing: [
    {
      name: 'C12, C14: more jobs than fit wait in a queue, which bounds their pods, and so all that these take',
      yaml: queued('requests.nvidia.com/gpu: 4, pods: 4, requests.cpu: 4, limits.cpu: 8', ONE_GPU),
    },
    {
      name: 'a queue that counts what is requested, and limits that are no more',
      yaml: queued('limits.cpu: 3', '{ limits: { cpu: 1 } }').replace(
        'coveredResources: [nvidia.com/gpu]\n      flavors: [{ name: gpu, resources: [{ name: nvidia.com/gpu, nominalQuota: 4 }] }]',
        'coveredResources: [cpu]\n      flavors: [{ name: gpu, resources: [{ name: cpu, nominalQuota: 3 }] }]',
      ),
    },
    { name: 'C15: ml-api steady at its maximum of 10, without surge', yaml: QUOTA + LIMITS + RECREATE },
    {
      name: 'two pods of LimitRange defaults (C06)',
      yaml: QUOTA + LIMITS + BARE.replace('replicas: 3', 'replicas: 2\n  strategy: { type: Recreate }'),
    },
    { name: 'another namespace', yaml: QUOTA + workload('apps/v1', 'ReplicaSet', 'r', 'replicas: 50') },
    {
      name: 'a resource that is not counted',
      yaml: quota('{ hard: { requests.memory: 1Gi } }') + workload('apps/v1', 'ReplicaSet', 'r', 'replicas: 50'),
    },
    {
      name: 'a finished Job, a failed Pod, a suspended CronJob',
      yaml: `${quota('{ hard: { pods: "0" } }')}${workload('batch/v1', 'CronJob', 'c', 'suspend: true')}
apiVersion: v1
kind: Pod
metadata: { name: p, namespace: a }
spec: { containers: [{ name: c }] }
status: { phase: Failed }
---
apiVersion: batch/v1
kind: Job
metadata: { name: j, namespace: a }
spec: { template: { spec: { containers: [{ name: c }] } } }
status: { conditions: [{ type: Complete, status: "True" }] }
`,
    },
    {
      name: 'a pod that its counted Deployment has made',
      yaml: `${quota('{ hard: { pods: "1" } }')}${workload('apps/v1', 'Deployment', 'd', 'strategy: { type: Recreate }')}
apiVersion: v1
kind: Pod
metadata: { name: d-1, namespace: a, ownerReferences: [{ apiVersion: apps/v1, kind: Deployment, name: d, controller: true }] }
spec: { containers: [{ name: c }] }
`,
    },
    {
      name: 'a quota of another scope',
      yaml:
        quota('{ hard: { pods: "0" }, scopes: [Terminating] }') + workload('apps/v1', 'ReplicaSet', 'r', 'replicas: 5'),
    },
    {
      name: 'a kind of the same name in another group',
      yaml: `${object('capsule.clastix.io/v1', 'ResourceQuota', 'x', '{ hard: { pods: "0" } }')}${workload('apps/v1', 'ReplicaSet', 'r', 'replicas: 5')}`,
    },
    {
      name: 'Forbid and Replace do not overlap',
      yaml: `${quota('{ hard: { pods: "2" } }')}${['Forbid', 'Replace']
        .map(policy => workload('batch/v1', 'CronJob', policy.toLowerCase(), `concurrencyPolicy: ${policy}`))
        .join('')}`,
    },
    {
      name: 'what is unreadable does not throw',
      yaml:
        quota('{ hard: [1], scopes: 7, scopeSelector: 8 }') +
        quota('null') +
        object('apps/v1', 'Deployment', 'd', '{ replicas: x, strategy: 7, template: [] }'),
    },
  ],
  failing: [
    {
      name: 'C12: a quota below what the queue lets run at the same time',
      yaml: queued('requests.nvidia.com/gpu: 3, limits.cpu: 7', ONE_GPU),
      finds: [
        'ResourceQuota a/quota spec.hard[requests.nvidia.com/gpu]: requests.nvidia.com/gpu 4 > 3 at the worst moment: Job train-1 1 pod x 1; Job train-2 1 pod x 1; Job train-3 1 pod x 1; 2 more',
        'ResourceQuota a/quota spec.hard[limits.cpu]: limits.cpu 8 > 7 at the worst moment: Job train-1 1 pod x 2; Job train-2 1 pod x 2; Job train-3 1 pod x 2; 2 more',
      ],
    },
    {
      name: 'C12: jobs beside the queue all run at once',
      yaml: queued('requests.nvidia.com/gpu: 4', ONE_GPU, ''),
      finds: [
        'ResourceQuota a/quota spec.hard[requests.nvidia.com/gpu]: requests.nvidia.com/gpu 5 > 4 at the worst moment: Job train-1 1 pod x 1; Job train-2 1 pod x 1; Job train-3 1 pod x 1; 2 more',
      ],
    },
    {
      name: 'C15: ml-api at HPA max 10 with a surge of 25 % is 13 pods',
      yaml: QUOTA + LIMITS + ML_API,
      finds: [
        'ResourceQuota ml-production/ml-namespace-quota spec.hard[limits.cpu]: limits.cpu 6500m > 6 at the worst moment: Deployment ml-api 13 pods (10 + surge 3) x 500m, of which 12 fit',
        'ResourceQuota ml-production/ml-namespace-quota spec.hard[limits.memory]: limits.memory 13Gi > 12Gi at the worst moment: Deployment ml-api 13 pods (10 + surge 3) x 1Gi, of which 12 fit',
        'ResourceQuota ml-production/ml-namespace-quota spec.hard.pods: pods 13 > 10 at the worst moment: Deployment ml-api 13 pods (10 + surge 3), of which 10 fit',
      ],
    },
    {
      name: 'C06: of pods with LimitRange defaults only 2 fit, so that 2 replicas cannot roll out; C10: each gets a limit of 6Gi',
      yaml: QUOTA + LIMITS + BARE.replace('replicas: 3', 'replicas: 2'),
      finds: [
        'ResourceQuota ml-production/ml-namespace-quota spec.hard[requests.memory]: requests.memory 12Gi > 8Gi at the worst moment: Deployment ml-api 3 pods (2 + surge 1) x 4Gi, of which 2 fit',
        'ResourceQuota ml-production/ml-namespace-quota spec.hard[limits.memory]: limits.memory 18Gi > 12Gi at the worst moment: Deployment ml-api 3 pods (2 + surge 1) x 6Gi, of which 2 fit',
      ],
    },
    {
      name: 'C16: ten pods of 003 under the quota of 000',
      yaml:
        QUOTA +
        ML_API.replace(
          /resources: .*/,
          'resources: { requests: { cpu: 200m, memory: 256Mi }, limits: { cpu: 1000m, memory: 1Gi } }',
        ).replace('replicas: 3', 'replicas: 3\n  strategy: { type: Recreate }'),
      finds: [
        'ResourceQuota ml-production/ml-namespace-quota spec.hard[limits.cpu]: limits.cpu 10 > 6 at the worst moment: Deployment ml-api 10 pods x 1, of which 6 fit',
      ],
    },
    {
      name: 'D08: surge in pods, and rounded up',
      yaml:
        quota('{ hard: { pods: "7" } }') +
        workload('apps/v1', 'Deployment', 'd', 'replicas: 3, strategy: { rollingUpdate: { maxSurge: 34% } }') +
        workload('apps/v1', 'Deployment', 'e', 'strategy: { rollingUpdate: { maxSurge: 2 } }'),
      finds: [
        'ResourceQuota a/q spec.hard.pods: pods 8 > 7 at the worst moment: Deployment d 5 pods (3 + surge 2), of which 4 fit; Deployment e 3 pods (1 + surge 2)',
      ],
    },
    {
      name: 'several workloads, the largest first',
      yaml:
        quota('{ hard: { requests.cpu: 4 } }') +
        [1, 2, 3, 4, 5].map(n => workload('apps/v1', 'StatefulSet', `s${n}`, `replicas: ${n}`)).join(''),
      finds: [
        'ResourceQuota a/q spec.hard[requests.cpu]: requests.cpu 7500m > 4 at the worst moment: StatefulSet s5 5 pods x 500m, of which 0 fit; StatefulSet s4 4 pods x 500m; StatefulSet s3 3 pods x 500m; 2 more',
      ],
    },
    {
      name: 'Jobs by parallelism and completions, suspended too, CronJobs twice',
      yaml:
        quota('{ hard: { pods: "4" } }') +
        workload('batch/v1', 'Job', 'j', 'parallelism: 5, completions: 2, suspend: true') +
        workload('batch/v1', 'Job', 'k', 'parallelism: 1') +
        object('batch/v1', 'CronJob', 'c', `{ jobTemplate: { spec: { parallelism: 3, ${HALF.slice(1)} } }`),
      finds: [
        'ResourceQuota a/q spec.hard.pods: pods 9 > 4 at the worst moment: CronJob c 6 pods (2 overlapping runs of 3), of which 1 fit; Job j 2 pods; Job k 1 pod',
      ],
    },
    {
      name: 'a DaemonSet on the nodes that it may run on, with surge',
      site: NODE('n1', 'gpu: "1"') + NODE('n2', 'gpu: "1"') + NODE('n3', ''),
      yaml:
        quota('{ hard: { pods: "2" } }') +
        object(
          'apps/v1',
          'DaemonSet',
          'd',
          '{ updateStrategy: { rollingUpdate: { maxSurge: 50% } }, template: { spec: { nodeSelector: { gpu: "1" } } } }',
        ),
      finds: [
        'ResourceQuota a/q spec.hard.pods: pods 3 > 2 at the worst moment: DaemonSet d 3 pods (2 nodes + surge 1), of which 2 fit',
      ],
    },
    {
      name: 'a DaemonSet where nodes are unknown',
      yaml: quota('{ hard: { pods: "0" } }') + object('apps/v1', 'DaemonSet', 'd', '{ template: { spec: {} } }'),
      finds: ['ResourceQuota a/q spec.hard.pods: pods 1 > 0 at the worst moment: DaemonSet d 1 pod'],
    },
    {
      name: 'KEDA scales to 100 where it is not told',
      yaml:
        quota('{ hard: { pods: "50" } }') +
        workload('apps/v1', 'StatefulSet', 's', 'replicas: 1') +
        object('keda.sh/v1alpha1', 'ScaledObject', 's', '{ scaleTargetRef: { kind: StatefulSet, name: s } }'),
      finds: [
        'ResourceQuota a/q spec.hard.pods: pods 100 > 50 at the worst moment: StatefulSet s 100 pods, of which 50 fit',
      ],
    },
    {
      name: 'replicas above what the autoscaler would give',
      yaml:
        quota('{ hard: { pods: "5" } }') +
        workload('apps/v1', 'ReplicaSet', 's', 'replicas: 9') +
        object(
          'autoscaling/v2',
          'HorizontalPodAutoscaler',
          's',
          '{ scaleTargetRef: { kind: ReplicaSet, name: s }, maxReplicas: 4 }',
        ),
      finds: ['ResourceQuota a/q spec.hard.pods: pods 9 > 5 at the worst moment: ReplicaSet s 9 pods, of which 5 fit'],
    },
    {
      name: 'init containers, sidecars, overhead and resources of the pod',
      yaml: `${quota('{ hard: { requests.cpu: 1, requests.memory: 1Gi } }')}
apiVersion: v1
kind: Pod
metadata: { name: init, namespace: a }
spec:
  overhead: { cpu: 250m }
  initContainers:
    - { name: sidecar, restartPolicy: Always, resources: { requests: { cpu: 100m } } }
    - { name: init, resources: { requests: { cpu: "2" } } }
  containers: [{ name: main, resources: { requests: { cpu: 500m } } }]
---
apiVersion: v1
kind: Pod
metadata: { name: whole, namespace: a }
spec:
  resources: { limits: { memory: 2Gi } }
  containers: [{ name: main }]
`,
      finds: [
        'ResourceQuota a/q spec.hard[requests.cpu]: requests.cpu 2350m > 1 at the worst moment: Pod init 1 pod x 2350m',
        'ResourceQuota a/q spec.hard[requests.memory]: requests.memory 2Gi > 1Gi at the worst moment: Pod whole 1 pod x 2Gi',
      ],
    },
    {
      name: 'overhead of the RuntimeClass',
      yaml: `${quota('{ hard: { cpu: 1 } }')}
apiVersion: node.k8s.io/v1
kind: RuntimeClass
metadata: { name: kata }
overhead: { podFixed: { cpu: 700m } }
---
apiVersion: v1
kind: Pod
metadata: { name: p, namespace: a }
spec: { runtimeClassName: kata, containers: [{ name: main, resources: { requests: { cpu: 0.5 } } }] }
`,
      finds: ['ResourceQuota a/q spec.hard.cpu: cpu 1200m > 1 at the worst moment: Pod p 1 pod x 1200m'],
    },
    {
      name: 'ReplicationControllers, and numbers that are none',
      yaml:
        quota('{ hard: { pods: 3, replicationcontrollers: 0, count/replicasets.apps: 2 } }') +
        object('v1', 'ReplicationController', 'r', '{ replicas: 3, template: { spec: {} } }') +
        object(
          'apps/v1',
          'Deployment',
          'd',
          "{ replicas: '9', revisionHistoryLimit: 2, strategy: { rollingUpdate: { maxSurge: x } }, template: { spec: {} } }",
        ),
      finds: [
        'ResourceQuota a/q spec.hard.pods: pods 5 > 3 at the worst moment: ReplicationController r 3 pods, of which 1 fit; Deployment d 2 pods (1 + surge 1)',
        'ResourceQuota a/q spec.hard.replicationcontrollers: replicationcontrollers 1 > 0 at the worst moment: ReplicationController r',
        'ResourceQuota a/q spec.hard[count/replicasets.apps]: count/replicasets.apps 3 > 2 at the worst moment: Deployment d 3 objects (1 + 2 kept), of which 2 fit',
      ],
    },
    ...COUNTED,
    {
      name: 'pods of a stub take their place, and get defaults',
      site: object('v1', 'Pod', 'external', '{ containers: [{ name: c }] }'),
      yaml: `${quota('{ hard: { requests.cpu: 100m } }')}${object('v1', 'LimitRange', 'l', '{ limits: [{ type: Container, default: { cpu: 300m } }] }')}`,
      finds: [
        'ResourceQuota a/q spec.hard[requests.cpu]: requests.cpu 300m > 100m at the worst moment: Pod external 1 pod x 300m',
      ],
    },
  ],
} satisfies CheckCases;
