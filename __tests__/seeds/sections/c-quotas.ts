import { classifier, container, inference, mlApi, object, TENANTS } from '../objects';
import type { SeedRow } from '../row';

export const SECTION_C: readonly SeedRow[] = [
  {
    id: 'C01',
    asks: 'quota of ml-production',
    objects: [
      {
        kind: 'ResourceQuota',
        namespace: 'ml-production',
        name: 'ml-namespace-quota',
        fields: {
          spec: {
            hard: {
              'requests.cpu': '4',
              'requests.memory': '8Gi',
              'limits.cpu': '6',
              'limits.memory': '12Gi',
              pods: '10',
            },
          },
        },
      },
    ],
  },
  ...(
    [
      [
        'C02',
        'limits of ml-production',
        'ml-production',
        'ml-container-limits',
        ['1000m', '6Gi'],
        ['500m', '4Gi'],
        ['2000m', '8Gi'],
      ],
      [
        'C03',
        'limits of ml-monitoring, without a quota',
        'ml-monitoring',
        'monitoring-limits',
        ['1000m', '3Gi'],
        ['500m', '2Gi'],
        ['2000m', '4Gi'],
      ],
      [
        'C04',
        'limits of ml-security, without a quota',
        'ml-security',
        'security-limits',
        ['500m', '1Gi'],
        ['250m', '512Mi'],
        ['1500m', '2Gi'],
      ],
    ] as const
  ).map(([id, asks, owner, name, limit, request, max]) => {
    const amounts = ([cpu, memory]: readonly [string, string]) => ({ cpu, memory });
    return {
      id,
      asks,
      objects: [
        {
          kind: 'LimitRange',
          namespace: owner,
          name,
          fields: {
            spec: {
              limits: [
                {
                  type: 'Container',
                  default: amounts(limit),
                  defaultRequest: amounts(request),
                  max: amounts(max),
                  min: { cpu: '100m', memory: '128Mi' },
                },
              ],
            },
          },
        },
      ],
      checks: id === 'C02' ? ['limit-range'] : ['quota-present'],
    };
  }),
  { id: 'C05', asks: 'totals that fit no node', checks: ['quota-capacity'] },
  { id: 'C06', asks: 'what the defaults leave room for', checks: ['resource-quota'] },
  { id: 'C07', asks: 'a quota larger than the node', checks: ['quota-capacity'] },
  { id: 'C08', asks: 'monitoring larger than its node', checks: ['pool-capacity'] },
  {
    id: 'C09',
    asks: 'requests equal to limits',
    objects: [
      classifier(
        container({
          resources: {
            limits: { cpu: '1000m', memory: '2Gi', 'ephemeral-storage': '4Gi' },
            requests: { cpu: '1000m', memory: '2Gi', 'ephemeral-storage': '4Gi' },
          },
        }),
      ),
    ],
  },
  { id: 'C10', asks: 'a limit of 2Gi that nobody injects', checks: ['resource-quota'] },
  {
    id: 'C11',
    asks: 'two names of one quota file',
    outside: 'two names in one text; a file of dist/ has the name of its chart',
  },
  {
    id: 'C12',
    asks: 'a quota of GPUs for each namespace',
    checks: ['quota-key', 'resource-quota', 'resource-values'],
    objects: [
      object('ResourceQuota', 'fraud-training', 'quota', { spec: { hard: { 'requests.nvidia.com/gpu': '4' } } }),
    ],
  },
  {
    id: 'C13',
    asks: 'a quota of MIG slices',
    checks: ['quota-key'],
    objects: [
      object('ResourceQuota', 'fraud-inference', 'quota', {
        spec: { hard: { 'requests.nvidia.com/mig-1g.5gb': '5' } },
      }),
    ],
  },
  {
    id: 'C14',
    asks: 'no team takes all GPUs',
    checks: ['dangling-reference', 'pool-capacity', 'queue-capacity', 'queue-name', 'quota-capacity'],
    objects: [
      object('ClusterQueue', '', 'gpu-training', {
        spec: {
          resourceGroups: [expect.objectContaining({ coveredResources: expect.arrayContaining(['nvidia.com/gpu']) })],
        },
      }),
      object('LocalQueue', 'fraud-training', 'gpu-training'),
    ],
  },
  {
    id: 'C15',
    asks: 'resources of the ML API within a quota',
    checks: ['resource-quota'],
    objects: [
      mlApi({ resources: { requests: { cpu: '250m', memory: '512Mi' }, limits: { cpu: '500m', memory: '1Gi' } } }),
    ],
  },
  {
    id: 'C16',
    asks: 'resources of ten inference pods',
    objects: TENANTS.flatMap(tenant => [
      inference(
        tenant,
        container({
          resources: { limits: { cpu: '1000m', memory: '1Gi' }, requests: { cpu: '200m', memory: '256Mi' } },
        }),
      ),
      {
        kind: 'ResourceQuota',
        namespace: tenant,
        name: 'quota',
        fields: { spec: { hard: { 'limits.cpu': '11', 'limits.memory': '11Gi', pods: '11' } } },
      },
    ]),
    checks: ['resource-quota'],
  },
  {
    id: 'C17',
    asks: 'quota and limits for every tenant',
    objects: TENANTS.flatMap(tenant => [
      { kind: 'ResourceQuota', namespace: tenant, name: 'quota' },
      { kind: 'LimitRange', namespace: tenant, name: 'limits' },
    ]),
    checks: ['quota-present', 'limits-present'],
  },
  { id: 'C18', asks: 'small sidecars under a LimitRange', checks: ['limit-range'] },
  {
    id: 'C19',
    asks: 'a quota by priority class',
    objects: [
      object('ResourceQuota', 'fraud-inference', 'inference-critical', {
        spec: {
          scopeSelector: {
            matchExpressions: [{ scopeName: 'PriorityClass', operator: 'In', values: ['inference-critical'] }],
          },
        },
      }),
    ],
  },
];
