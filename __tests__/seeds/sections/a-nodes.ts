import { classifier, container, namespace, node, object, podSpec, TENANTS, toleration } from '../objects';
import type { SeedRow } from '../row';

export const SECTION_A: readonly SeedRow[] = [
  {
    id: 'A01',
    asks: 'nodes with their sizes, labels and taints, as facts',
    objects: ['master', 'worker-node-ml', 'worker-node-opssec', 'worker-node-build'].map(name =>
      node(name, { status: { allocatable: { cpu: expect.any(String), memory: expect.any(String) } } }),
    ),
    checks: ['pool-capacity'],
  },
  {
    id: 'A02',
    asks: 'spread over zones where there are zones',
    tests: ['__tests__/constructs/workload/hardened-deployment.test.ts'],
  },
  {
    id: 'A03',
    asks: 'label workload=ml-production',
    objects: [node('worker-node-ml', { metadata: { labels: { workload: 'ml-production' } } })],
  },
  {
    id: 'A04',
    asks: 'label workload=security-tools',
    objects: [node('worker-node-opssec', { metadata: { labels: { workload: 'security-tools' } } })],
  },
  {
    id: 'A05',
    asks: 'pool of build jobs, which had no taint',
    objects: [
      node('worker-node-build', {
        metadata: { labels: { workload: 'build-jobs' } },
        spec: { taints: [{ key: 'dedicated', value: 'build', effect: 'NoSchedule' }] },
      }),
    ],
    checks: ['untainted-pool'],
  },
  {
    id: 'A06',
    asks: 'taint and label of the production pool',
    objects: [
      node('worker-node-ml', {
        metadata: { labels: { tier: 'ml-secure' } },
        spec: { taints: [{ key: 'dedicated', value: 'ml-production', effect: 'NoSchedule' }] },
      }),
    ],
  },
  {
    id: 'A07',
    asks: 'taint and label of the infra pool',
    objects: [
      node('worker-node-opssec', {
        metadata: { labels: { dedicated: 'infra' } },
        spec: { taints: [{ key: 'dedicated', value: 'infra', effect: 'NoSchedule' }] },
      }),
    ],
  },
  {
    id: 'A08',
    asks: 'production pods pinned to their pool',
    objects: [classifier(podSpec({ nodeSelector: { tier: 'ml-secure' }, tolerations: toleration('ml-production') }))],
  },
  {
    id: 'A09',
    asks: 'monitoring and security pods pinned to theirs',
    objects: ['ml-monitoring', 'ml-security', 'argocd'].map(name =>
      namespace(
        name,
        {},
        {
          'scheduler.alpha.kubernetes.io/node-selector': 'dedicated=infra',
          'scheduler.alpha.kubernetes.io/defaultTolerations': JSON.stringify(toleration('infra')),
        },
      ),
    ),
  },
  {
    id: 'A10',
    asks: 'a namespace label that was to schedule pods',
    objects: [
      namespace('ml-production', { tier: 'ml-secure' }),
      classifier(podSpec({ nodeSelector: { tier: 'ml-secure' } })),
    ],
    checks: ['pinned-to-pool'],
  },
  {
    id: 'A11',
    asks: 'admission plugin PodNodeSelector, with its annotation',
    objects: [namespace('ml-production', {}, { 'scheduler.alpha.kubernetes.io/node-selector': 'tier=ml-secure' })],
    artifacts: [
      {
        file: 'artifacts/prod/k3s-config.yaml',
        lines: ['  - enable-admission-plugins=NodeRestriction,PodNodeSelector,PodTolerationRestriction'],
      },
    ],
    checks: ['pool-annotation'],
  },
  {
    id: 'A12',
    asks: 'tolerations held to the own pool',
    objects: TENANTS.map(name =>
      namespace(
        name,
        {},
        {
          'scheduler.alpha.kubernetes.io/tolerationsWhitelist': JSON.stringify([
            ...toleration('tenants'),
            { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute' },
            { key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute' },
            { key: 'node.kubernetes.io/memory-pressure', operator: 'Exists', effect: 'NoSchedule' },
          ]),
        },
      ),
    ),
    checks: ['foreign-toleration'],
  },
  {
    id: 'A13',
    asks: 'flags of the K3s server',
    artifacts: [
      {
        file: 'artifacts/prod/k3s-config.yaml',
        lines: [
          "write-kubeconfig-mode: '600'",
          'flannel-backend: none',
          'disable-network-policy: true',
          'disable-kube-proxy: true',
          '  - servicelb',
          '  - traefik',
        ],
      },
    ],
    tests: ['__tests__/artifacts/k3s-server-config.test.ts'],
  },
  {
    id: 'A14',
    asks: 'addresses, each with one role',
    objects: [node('master', {})],
    tests: ['__tests__/values/site.test.ts'],
  },
  {
    id: 'A15',
    asks: 'shared against dedicated nodes',
    tests: ['__tests__/artifacts/guides/guides.test.ts'],
    artifacts: [{ file: 'artifacts/prod/guides/kubernetes.md', lines: ['ml-production'] }],
  },
  {
    id: 'A16',
    asks: 'sensitive training on dedicated GPU nodes',
    checks: ['accelerator-nodes', 'pool-toleration', 'sensitive-pool'],
    objects: [
      node('worker-node-gpu-training', { metadata: { labels: { dedicated: 'gpu-training' } } }),
      object('Job', 'fraud-training', 'graph-model-1', podSpec({ nodeSelector: { dedicated: 'gpu-training' } })),
    ],
  },
  {
    id: 'A17',
    asks: 'taints on GPU nodes',
    checks: ['accelerator-nodes', 'foreign-toleration'],
    objects: [
      node('worker-node-gpu', {
        spec: { taints: [{ key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' }] },
      }),
      object(
        'Job',
        'fraud-training',
        'graph-model-1',
        podSpec({
          tolerations: [{ key: 'nvidia.com/gpu', operator: 'Equal', value: 'gpu-training', effect: 'NoSchedule' }],
        }),
      ),
    ],
  },
  {
    id: 'A18',
    asks: 'MIG partitions',
    checks: ['accelerator-nodes', 'gpu-partitions'],
    objects: [
      node('worker-node-gpu', { status: { allocatable: { 'nvidia.com/mig-1g.5gb': '7' } } }),
      object(
        'Deployment',
        'fraud-inference',
        'fraud-model',
        container({
          resources: expect.objectContaining({ limits: expect.objectContaining({ 'nvidia.com/mig-1g.5gb': '1' }) }),
        }),
      ),
    ],
  },
  {
    id: 'A19',
    asks: 'priority classes',
    checks: ['priority-class'],
    objects: [
      object('PriorityClass', '', 'inference-critical', { value: 100000 }),
      object('PriorityClass', '', 'platform', { value: 50000 }),
      object('PriorityClass', '', 'training-batch', { value: 1000, preemptionPolicy: 'Never' }),
      object('Deployment', 'fraud-inference', 'fraud-model', podSpec({ priorityClassName: 'inference-critical' })),
    ],
  },
  {
    id: 'A20',
    asks: 'snapshots and reservations of the virtual machines',
    tests: ['__tests__/values/site.test.ts', '__tests__/evidence/report-markdown.test.ts'],
  },
];
