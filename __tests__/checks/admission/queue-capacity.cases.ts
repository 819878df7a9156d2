import type { CheckCases } from '../check-cases';
import { clusterQueue, FLAVOR, GPU_NODE } from './_queues';

export default {
  check: 'queue-capacity',
  passing: [
    {
      name: 'C14: two queues share the nodes',
      site: GPU_NODE,
      yaml: FLAVOR + clusterQueue('a', 3) + clusterQueue('b', '"1"'),
    },
    { name: 'a flavor that is not known', site: GPU_NODE, yaml: FLAVOR + clusterQueue('a', 9, 'x') },
    { name: 'without nodes', yaml: FLAVOR + clusterQueue('a', 9) },
    { name: 'no amount', site: GPU_NODE, yaml: FLAVOR + clusterQueue('a', 'many') },
  ],
  failing: [
    {
      name: 'C14: one queue',
      site: GPU_NODE,
      yaml: FLAVOR + clusterQueue('a', 5),
      finds: ['ClusterQueue a spec.resourceGroups[0].flavors[0]: nvidia.com/gpu 5 > 4 of node g: ClusterQueue a 5'],
    },
    {
      name: 'C14: five queues together',
      site: GPU_NODE,
      yaml: FLAVOR + ['a', 'b', 'c', 'd'].map(name => clusterQueue(name, 1)).join('') + clusterQueue('e', 2),
      finds: [
        'ClusterQueue e spec.resourceGroups[0].flavors[0]: nvidia.com/gpu 6 > 4 of node g: ClusterQueue e 2; ClusterQueue a 1; ClusterQueue b 1; 2 more',
      ],
    },
  ],
} satisfies CheckCases;
