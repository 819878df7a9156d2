import type { CheckCases } from '../check-cases';
import { namespace, workload } from '../class-yaml';

const OWNER = 'owner: v_at_example.com, team: vision, cost-center: cc-1';
const GPU = 'containers: [{ name: main, resources: { limits: { nvidia.com/gpu: 1 } } }]';

export default {
  check: 'gpu-owner',
  passing: [
    { name: 'L05: as in the Namespace', yaml: namespace('a', `tenant: a, ${OWNER}`) + workload('w', 'a', GPU, OWNER) },
    { name: 'a Namespace that says no more', yaml: namespace('a', 'tenant: a') + workload('w', 'a', GPU, OWNER) },
    { name: 'nobody’s namespace', yaml: namespace('a') + workload('w', 'a', GPU) },
    { name: 'without a GPU', yaml: namespace('a', `tenant: a, ${OWNER}`) + workload('w', 'a') },
  ],
  failing: [
    {
      name: 'L05: nobody can be asked',
      yaml:
        namespace('a', `tenant: a, ${OWNER}`) +
        workload('w', 'a', GPU.replace('gpu:', 'mig-1g.5gb:'), 'owner: x, team: vision'),
      finds: [
        'Deployment a/w spec.template.metadata.labels.owner: is "x", and "v_at_example.com" in the Namespace',
        'Deployment a/w spec.template.metadata.labels.cost-center: the pod asks for a GPU, and has no label cost-center',
      ],
    },
  ],
} satisfies CheckCases;
