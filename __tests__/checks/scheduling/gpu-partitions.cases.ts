import type { CheckCases } from '../check-cases';
import { node, workload } from './seed-site';

const TAINT = '{ key: nvidia.com/gpu, value: present, effect: NoSchedule }';
const WHOLE = node('whole', 'pool: gpu', TAINT, 'nvidia.com/gpu: 4');
const CUT = node('cut', 'pool: gpu', TAINT, 'nvidia.com/gpu: 0, nvidia.com/mig-1g.5gb: 7');
const onGpu = (resource: string, kind = 'Deployment') =>
  workload(
    `nodeSelector: { pool: gpu }, tolerations: [{ key: nvidia.com/gpu, operator: Exists }], containers: [{ name: main, resources: { limits: { ${resource} } } }]`,
    kind,
  );

export default {
  check: 'gpu-partitions',
  passing: [
    {
      name: 'whole GPUs only',
      site: WHOLE + WHOLE.replace('name: whole', 'name: other'),
      yaml: onGpu('nvidia.com/gpu: 1'),
    },
    { name: 'partitions only', site: CUT, yaml: onGpu('nvidia.com/mig-1g.5gb: 1') },
    { name: 'no GPU is asked for', site: WHOLE + CUT, yaml: onGpu('cpu: 1') },
    { name: 'a DaemonSet runs on all nodes', site: WHOLE + CUT, yaml: onGpu('nvidia.com/gpu: 1', 'DaemonSet') },
  ],
  failing: [
    {
      name: 'A18: a pool of both',
      site: WHOLE + CUT,
      yaml: onGpu('nvidia.com/gpu: 1'),
      finds: [
        'Deployment a/w spec.template.spec.nodeSelector: the pod may run where there are whole GPUs (whole), and where there are partitions (cut)',
      ],
    },
    {
      name: 'A18: a node of both',
      site: node('both', 'pool: gpu', TAINT, 'nvidia.com/gpu: 1, nvidia.com/mig-3g.20gb: 2'),
      yaml: onGpu('nvidia.com/mig-3g.20gb: 1'),
      finds: [
        'Deployment a/w spec.template.spec.nodeSelector: the pod may run where there are whole GPUs (both), and where there are partitions (both)',
      ],
    },
  ],
} satisfies CheckCases;
