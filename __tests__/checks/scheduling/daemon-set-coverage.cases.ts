import type { CheckCases } from '../check-cases';
import { namespace, node, SEED_SITE, workload } from './seed-site';

function daemons(pod: string): string {
  return workload(pod, 'DaemonSet');
}

const EVERYTHING = 'tolerations: [{ operator: Exists }]';

export default {
  check: 'daemon-set-coverage',
  passing: [
    { name: 'M07: a log agent that tolerates every taint', yaml: daemons(EVERYTHING), site: SEED_SITE },
    {
      name: 'the taint of each pool',
      yaml: daemons(
        'tolerations: [{ key: dedicated, value: ml-production, effect: NoSchedule }, { key: dedicated, value: infra, effect: NoSchedule }]',
      ),
      site: SEED_SITE,
    },
    {
      name: 'a DaemonSet of one pool',
      yaml: daemons(
        'nodeSelector: { dedicated: infra }, tolerations: [{ key: dedicated, value: infra, effect: NoSchedule }]',
      ),
      site: SEED_SITE,
    },
    {
      name: 'what the controller tolerates for it',
      yaml: daemons(''),
      site: node('n', '', '{ key: node.kubernetes.io/unschedulable, effect: NoSchedule }'),
    },
    {
      name: 'a namespace of one pool',
      yaml:
        namespace(
          'scheduler.alpha.kubernetes.io/node-selector: dedicated=infra, scheduler.alpha.kubernetes.io/defaultTolerations: \'[{"key":"dedicated","value":"infra"}]\'',
        ) + daemons(''),
      site: SEED_SITE,
    },
    { name: 'nodes without taints', yaml: daemons(''), site: node('n', '', '{ key: a, effect: PreferNoSchedule }') },
    { name: 'another group', yaml: daemons('').replace('apps/v1', 'example.com/v1'), site: SEED_SITE },
    { name: 'nothing is known of the nodes', yaml: daemons('') },
  ],
  failing: [
    {
      name: 'M07: an agent that misses both pools',
      yaml: daemons(''),
      site: SEED_SITE,
      finds: [
        'DaemonSet a/w spec.template.spec.tolerations: the DaemonSet misses worker-node-ml, worker-node-opssec: it does not tolerate dedicated=ml-production:NoSchedule; dedicated=infra:NoSchedule',
      ],
    },
    {
      name: 'M01: an agent that knows one pool only',
      yaml: daemons('tolerations: [{ key: dedicated, value: infra, effect: NoSchedule }]'),
      site: SEED_SITE,
      finds: [
        'DaemonSet a/w spec.template.spec.tolerations: the DaemonSet misses worker-node-ml: it does not tolerate dedicated=ml-production:NoSchedule',
      ],
    },
    {
      name: 'a new pool',
      yaml: daemons('tolerations: [{ key: dedicated, operator: Exists }]'),
      site: SEED_SITE + node('gpu-1', 'gpu: a100', '{ key: nvidia.com/gpu, value: present, effect: NoSchedule }'),
      finds: [
        'DaemonSet a/w spec.template.spec.tolerations: the DaemonSet misses gpu-1: it does not tolerate nvidia.com/gpu=present:NoSchedule',
      ],
    },
    {
      name: 'one node of the pool that it is for',
      yaml: daemons(
        'nodeSelector: { dedicated: infra }, tolerations: [{ key: dedicated, value: infra, effect: NoSchedule }]',
      ),
      site: SEED_SITE + node('infra-2', 'dedicated: infra', '{ key: dedicated, value: infra, effect: NoExecute }'),
      finds: [
        'DaemonSet a/w spec.template.spec.tolerations: the DaemonSet misses infra-2: it does not tolerate dedicated=infra:NoExecute',
      ],
    },
  ],
} satisfies CheckCases;
