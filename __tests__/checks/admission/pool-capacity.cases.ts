import type { CheckCases } from '../check-cases';
import { clusterQueue, FLAVOR, GPU_NODE, localQueue } from './_queues';

function node(name: string, label: string, allocatable: string, taint = ''): string {
  return `
apiVersion: v1
kind: Node
metadata: { name: ${name}, labels: { ${label} } }
spec: { taints: [${taint}] }
status: { allocatable: { ${allocatable} } }
---
`;
}

function workload(apiVersion: string, kind: string, name: string, spec: string, resources: string, pod = ''): string {
  return `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: ${name}, namespace: a }
spec:
  ${spec}
  template:
    spec:
      ${pod}
      containers: [{ name: c, resources: { requests: { ${resources} } } }]
---
`;
}

function deployment(name: string, replicas: number, resources: string, pod = ''): string {
  return workload('apps/v1', 'Deployment', name, `replicas: ${replicas}`, resources, pod);
}

/** Seed rows A01, A06: a node of 4 GB, some of which the system keeps. */
const OPSSEC = node(
  'worker-node-opssec',
  'dedicated: infra',
  'cpu: 1900m, memory: 3500Mi, pods: 110',
  '{ key: dedicated, value: infra, effect: NoSchedule }',
);
const ON_OPSSEC =
  'nodeSelector: { dedicated: infra }\n      tolerations: [{ key: dedicated, operator: Equal, value: infra, effect: NoSchedule }]';
/** Seed row C03. */
const MONITORING_LIMITS = `
apiVersion: v1
kind: LimitRange
metadata: { name: monitoring-limits, namespace: a }
spec: { limits: [{ type: Container, default: { cpu: 1000m, memory: 3Gi }, defaultRequest: { cpu: 500m, memory: 2Gi } }] }
---
`;
const TWO = node('n1', 'pool: x', 'cpu: 2, memory: 4Gi') + node('n2', 'pool: x', 'cpu: 2, memory: 4Gi');

/** A job that waits for GPUs. */
const training = (name: string, gpus: number, labels = 'kueue.x-k8s.io/queue-name: gpus') => `
apiVersion: batch/v1
kind: Job
metadata: { name: ${name}, namespace: a, labels: { ${labels} } }
spec: { template: { spec: { nodeSelector: { pool: gpu }, containers: [{ resources: { limits: { nvidia.com/gpu: ${gpus} } } }] } } }
---
`;
const QUEUE = FLAVOR + clusterQueue('q', 4) + localQueue('a', 'q');

export default {
  check: 'pool-capacity',
  passing: [
    {
      name: 'C14: jobs of one queue run one after the other',
      site: GPU_NODE,
      yaml: QUEUE + training('x', 4) + training('y', 4),
    },
    { name: 'fits, surge included', site: TWO, yaml: deployment('d', 3, 'cpu: 1, memory: 1Gi') },
    { name: 'without nodes', yaml: deployment('d', 300, 'cpu: 1') },
    {
      name: 'what the nodes do not say',
      site: node('n', '', 'cpu: 4'),
      yaml: deployment('d', 3, 'cpu: 1, memory: 100Gi, ephemeral-storage: 1Ti'),
    },
    {
      name: 'pods that no node takes are for another check',
      site: TWO,
      yaml: deployment('d', 300, 'cpu: 1', 'nodeSelector: { pool: y }'),
    },
    {
      name: 'two pools',
      site: OPSSEC + TWO,
      yaml: deployment('d', 1, 'cpu: 900m', ON_OPSSEC) + deployment('e', 3, 'cpu: 1', 'nodeSelector: { pool: x }'),
    },
    {
      name: 'pods that may go elsewhere',
      site: TWO + node('n3', 'pool: z', 'cpu: 8, memory: 1Gi'),
      yaml: deployment('d', 3, 'cpu: 2'),
    },
    {
      name: 'daemons take from each node once',
      site: TWO,
      yaml: workload('apps/v1', 'DaemonSet', 's', '', 'cpu: 1') + deployment('d', 1, 'cpu: 1'),
    },
    {
      name: 'what is unreadable does not throw',
      site: TWO,
      yaml: deployment('d', 1, '', 'affinity: 7').replace('containers:', 'nodeSelector: 8\n      containers:'),
    },
  ],
  failing: [
    {
      name: 'C14: a job beside the queue',
      site: GPU_NODE,
      yaml: QUEUE + training('x', 4) + training('y', 1, ''),
      finds: [
        'Job a/x spec.template.spec: nvidia.com/gpu 5 > 4 of node g at the worst moment: Job a/x 1 pod x 4; Job a/y 1 pod x 1',
      ],
    },
    {
      name: 'C08, A01: three monitoring pods of default size request 6Gi on a node of 4 GB',
      site: OPSSEC,
      yaml:
        MONITORING_LIMITS +
        ['prometheus', 'grafana', 'kube-state-metrics']
          .map(name => workload('apps/v1', 'StatefulSet', name, '', '', ON_OPSSEC))
          .join(''),
      finds: [
        'StatefulSet a/prometheus spec.template.spec: memory 6Gi > 3500Mi of node worker-node-opssec at the worst moment: StatefulSet a/prometheus 1 pod x 2Gi; StatefulSet a/grafana 1 pod x 2Gi; StatefulSet a/kube-state-metrics 1 pod x 2Gi',
      ],
    },
    {
      name: 'in the middle of a rollout, at the maximum of the autoscaler',
      site: TWO,
      yaml: `${deployment('d', 1, 'cpu: 1')}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: d, namespace: a }
spec: { scaleTargetRef: { kind: Deployment, name: d }, maxReplicas: 4 }
`,
      finds: [
        'Deployment a/d spec.template.spec: cpu 5 > 4 of nodes n1, n2 at the worst moment: Deployment a/d 5 pods (4 + surge 1) x 1',
      ],
    },
    {
      name: 'one pod that no node holds, and why',
      site: TWO,
      yaml: deployment('d', 0, 'cpu: 3') + workload('batch/v1', 'Job', 'j', '', 'nvidia.com/gpu: 1'),
      finds: [
        'Job a/j spec.template.spec: no node holds one such pod: nvidia.com/gpu 1 > 0 on n1; nvidia.com/gpu 1 > 0 on n2',
        'Job a/j spec.template.spec: nvidia.com/gpu 1 > 0 of nodes n1, n2 at the worst moment: Job a/j 1 pod x 1',
      ],
    },
    {
      name: 'one pod beside the daemons',
      site: TWO,
      yaml:
        workload('apps/v1', 'DaemonSet', 's', '', 'cpu: 500m') +
        workload('apps/v1', 'StatefulSet', 'd', 'replicas: 1', 'cpu: 1600m'),
      finds: [
        'StatefulSet a/d spec.template.spec: no node holds one such pod: cpu 1600m > 1500m on n1; cpu 1600m > 1500m on n2',
      ],
    },
    {
      name: 'daemons that a node does not hold, with the pods bound to it, and their surge',
      site: node('n1', '', 'cpu: 1') + node('n2', '', 'cpu: 4'),
      yaml:
        workload('apps/v1', 'DaemonSet', 's', 'updateStrategy: { rollingUpdate: { maxSurge: 1 } }', 'cpu: 400m') +
        workload('batch/v1', 'Job', 'j', '', 'cpu: 300m', 'nodeName: n1'),
      finds: [
        'DaemonSet a/s spec.template.spec: cpu 1100m > 1 of node n1 at the worst moment: DaemonSet a/s 2 pods (2 nodes + surge 1) x 400m; Job a/j 1 pod x 300m',
      ],
    },
    {
      name: 'pools within pools: the smallest that is too small',
      site: TWO + node('n3', 'pool: z', 'cpu: 1'),
      yaml: deployment('d', 4, 'cpu: 1', 'nodeSelector: { pool: x }') + deployment('e', 3, 'cpu: 100m'),
      finds: [
        'Deployment a/d spec.template.spec: cpu 5 > 4 of nodes n1, n2 at the worst moment: Deployment a/d 5 pods (4 + surge 1) x 1',
      ],
    },
    {
      name: 'pods of two pools that overlap, together',
      site: TWO + node('n3', 'pool: z', 'cpu: 1'),
      yaml:
        workload('apps/v1', 'StatefulSet', 'd', 'replicas: 4', 'cpu: 1', 'nodeSelector: { pool: x }') +
        workload('apps/v1', 'StatefulSet', 'e', 'replicas: 3', 'cpu: 400m'),
      finds: [
        'StatefulSet a/d spec.template.spec: cpu 5200m > 5 of nodes n1, n2, n3 at the worst moment: StatefulSet a/d 4 pods x 1; StatefulSet a/e 3 pods x 400m',
      ],
    },
    {
      name: 'more pods than a node takes, five workloads of four nodes',
      site: [1, 2, 3, 4].map(index => node(`n${index}`, '', 'pods: 1')).join(''),
      yaml: [1, 2, 3, 4, 5].map(index => workload('apps/v1', 'StatefulSet', `s${index}`, '', '')).join(''),
      finds: [
        'StatefulSet a/s1 spec.template.spec: pods 5 > 4 of nodes n1, n2, n3 and 1 more at the worst moment: StatefulSet a/s1 1 pod x 1; StatefulSet a/s2 1 pod x 1; StatefulSet a/s3 1 pod x 1; 2 more',
      ],
    },
    {
      name: 'the largest is a stub, so the largest that is judged says it',
      site: `${node('n', '', 'cpu: 2')}${deployment('external', 1, 'cpu: 1').replace('namespace: a', 'namespace: b')}`,
      yaml: workload('apps/v1', 'StatefulSet', 's', '', 'cpu: 100m'),
      finds: [
        'StatefulSet a/s spec.template.spec: cpu 2100m > 2 of node n at the worst moment: Deployment b/external 2 pods (1 + surge 1) x 1; StatefulSet a/s 1 pod x 100m',
      ],
    },
    {
      name: 'required affinity, terms or-ed and expressions and-ed; what is preferred does not count',
      site: TWO + node('n3', 'pool: z, size: "10"', 'cpu: 1'),
      yaml: workload(
        'apps/v1',
        'StatefulSet',
        's',
        'replicas: 2',
        'cpu: 600m',
        `affinity:
        nodeAffinity:
          preferredDuringSchedulingIgnoredDuringExecution: [{ preference: { matchExpressions: [{ key: pool, operator: In, values: [x] }] } }]
          requiredDuringSchedulingIgnoredDuringExecution:
            nodeSelectorTerms:
              - {}
              - matchExpressions: [{ key: pool, operator: In, values: [x] }, { key: size, operator: Exists }]
              - matchExpressions: [{ key: size, operator: Gt, values: ["5"] }]
                matchFields: [{ key: metadata.name, operator: NotIn, values: [n1] }]`,
      ),
      finds: [
        'StatefulSet a/s spec.template.spec: cpu 1200m > 1 of node n3 at the worst moment: StatefulSet a/s 2 pods x 600m',
      ],
    },
  ],
} satisfies CheckCases;
