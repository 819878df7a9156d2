import type { CheckCases } from '../check-cases';
import { INFRA, node, SEED_SITE, workload } from './seed-site';

const SITE = [
  SEED_SITE,
  node(
    'gpu-1',
    'gpu: a100',
    '{ key: nvidia.com/gpu, value: present, effect: NoSchedule }',
    'cpu: "8", nvidia.com/gpu: "4"',
  ),
  node(
    'mig-1',
    'gpu: mig',
    '{ key: nvidia.com/gpu, value: mig, effect: NoSchedule }',
    'cpu: "8", nvidia.com/gpu: "0", nvidia.com/mig-1g.5gb: "7"',
  ),
  node(
    'fuse-1',
    'fuse: "yes"',
    '{ key: dedicated, value: fuse, effect: NoSchedule }',
    'cpu: "8", github.com/fuse: "10"',
  ),
].join('');

function onGpu(container: string, rest = '', gpu = 'a100', kind = 'Deployment'): string {
  return workload(
    `nodeSelector: { gpu: ${gpu} }, tolerations: [{ key: nvidia.com/gpu, operator: Exists }], ${rest} containers: [{ name: main, ${container} }]`,
    kind,
  );
}

export default {
  check: 'accelerator-nodes',
  passing: [
    {
      name: 'A17: a pod that requests a GPU, on a node that has one',
      yaml: onGpu('resources: { limits: { nvidia.com/gpu: 1 } }'),
      site: SITE,
    },
    {
      name: 'A18: a slice of one',
      yaml: onGpu('resources: { limits: { nvidia.com/mig-1g.5gb: 1 } }', '', 'mig'),
      site: SITE,
    },
    {
      name: 'a claim',
      yaml: onGpu('resources: {}', 'resourceClaims: [{ name: gpu, resourceClaimName: c }],'),
      site: SITE,
    },
    {
      name: 'an init container that requests it',
      yaml: onGpu('resources: {}', 'initContainers: [{ resources: { limits: { nvidia.com/gpu: 1 } } }],'),
      site: SITE,
    },
    { name: 'a DaemonSet', yaml: onGpu('resources: {}', '', 'a100', 'DaemonSet'), site: SITE },
    { name: 'no accelerator, and none wanted', yaml: workload(INFRA), site: SITE },
    {
      name: 'another extended resource is no accelerator',
      yaml: workload('nodeSelector: { fuse: "yes" }, tolerations: [{ key: dedicated, operator: Exists }]'),
      site: SITE,
    },
    {
      name: 'a node that is open to all',
      yaml: workload('nodeSelector: { x: "y" }'),
      site: node('n', 'x: "y"', '', 'nvidia.com/gpu: "1"'),
    },
    {
      name: 'a pod that runs nowhere: that is another check',
      yaml: workload('nodeSelector: { gpu: x }, containers: [{ resources: { limits: { nvidia.com/gpu: 1 } } }]'),
      site: SITE,
    },
    { name: 'nothing is known of the nodes', yaml: onGpu('resources: {}') },
  ],
  failing: [
    {
      name: 'A17: a pod that takes a GPU node and requests none',
      yaml: onGpu('resources: { limits: { cpu: 1 } }'),
      site: SITE,
      finds: [
        'Deployment a/w spec.template.spec.tolerations: the pod may run on gpu-1, where there are accelerators, and requests none',
      ],
    },
    {
      name: 'A16: a pod that requests a GPU where there is none',
      yaml: workload(`${INFRA}, containers: [{ resources: { limits: { nvidia.com/gpu: 1 } } }]`),
      site: SITE,
      finds: [
        'Deployment a/w spec.template.spec: the pod requests nvidia.com/gpu, and no node that it may run on has it: worker-node-opssec',
      ],
    },
    {
      name: 'A18: whole GPUs and slices are not the same',
      yaml:
        onGpu('resources: { limits: { nvidia.com/gpu: 1 } }', '', 'mig') +
        onGpu('resources: { limits: { nvidia.com/mig-3g.20gb: 1 } }', '', 'mig'),
      site: SITE,
      finds: [
        'Deployment a/w spec.template.spec: the pod requests nvidia.com/gpu, and no node that it may run on has it: mig-1',
        'Deployment a/w spec.template.spec: the pod requests nvidia.com/mig-3g.20gb, and no node that it may run on has it: mig-1',
      ],
    },
    {
      name: 'a request of none',
      yaml: onGpu('resources: { limits: { nvidia.com/gpu: 0 } }'),
      site: SITE,
      finds: [
        'Deployment a/w spec.template.spec.tolerations: the pod may run on gpu-1, where there are accelerators, and requests none',
      ],
    },
    {
      name: 'any pool, the one with GPUs among them',
      yaml: workload('tolerations: [{ operator: Exists }]'),
      site: SITE,
      finds: [
        'Deployment a/w spec.template.spec.tolerations: the pod may run on gpu-1, mig-1, where there are accelerators, and requests none',
      ],
    },
  ],
} satisfies CheckCases;
