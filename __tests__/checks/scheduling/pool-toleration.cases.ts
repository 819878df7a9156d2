import type { CheckCases } from '../check-cases';
import { affinity, INFRA, ML, namespace, node, SEED_SITE, workload } from './seed-site';

const SELECT = 'nodeSelector: { tier: ml-secure }';
const DEFAULTS = 'scheduler.alpha.kubernetes.io/defaultTolerations';

function tolerating(...tolerations: string[]): string {
  return workload(`${SELECT}, tolerations: [${tolerations.map(each => `{ ${each} }`).join(', ')}]`);
}

export default {
  check: 'pool-toleration',
  passing: [
    { name: 'A08, A09: the taint of the pool', yaml: workload(ML) + workload(INFRA), site: SEED_SITE },
    {
      name: 'every value, every effect, every key',
      yaml:
        tolerating('key: dedicated, operator: Exists') +
        tolerating('key: dedicated, value: ml-production') +
        tolerating('operator: Exists'),
      site: SEED_SITE,
    },
    {
      name: 'the default of the namespace',
      yaml: namespace(`${DEFAULTS}: '[{"key":"dedicated","operator":"Exists"}]'`) + workload(SELECT),
      site: SEED_SITE,
    },
    {
      name: 'A16: required affinity',
      yaml: workload(
        `${affinity('{ matchExpressions: [{ key: gpu, operator: Exists }] }')}, tolerations: [{ key: nvidia.com/gpu, operator: Exists, effect: NoSchedule }]`,
      ),
      site: node('gpu-1', 'gpu: a100', '{ key: nvidia.com/gpu, value: present, effect: NoSchedule }'),
    },
    {
      name: 'one of two nodes is enough',
      yaml: workload(ML),
      site: SEED_SITE + node('ml-2', 'tier: ml-secure', '{ key: other, effect: NoExecute }'),
    },
    {
      name: 'a taint that only advises, and the state of a node',
      yaml: workload('nodeSelector: { x: "y" }'),
      site: node(
        'n',
        'x: "y"',
        '{ key: a, effect: PreferNoSchedule }, { key: node.kubernetes.io/unschedulable, effect: NoSchedule }',
      ),
    },
    {
      name: 'a pod that asks for no pool, and a DaemonSet: those are other checks',
      yaml: workload('') + workload('nodeSelector: { kubernetes.io/os: linux }') + workload(SELECT, 'DaemonSet'),
      site: node('n', 'tier: ml-secure', '{ key: a, effect: NoSchedule }'),
    },
    { name: 'nothing is known of the nodes', yaml: workload(SELECT) },
  ],
  failing: [
    {
      name: 'A06: pinned, and not tolerated',
      yaml: workload(SELECT),
      site: SEED_SITE,
      finds: [
        'Deployment a/w spec.template.spec.tolerations: the pod asks for worker-node-ml, and does not tolerate dedicated=ml-production:NoSchedule; it runs nowhere',
      ],
    },
    {
      name: 'another value, another key, another effect, no value, another operator',
      yaml:
        tolerating('key: dedicated, value: infra') +
        tolerating('key: other, operator: Exists') +
        tolerating('key: dedicated, operator: Exists, effect: NoExecute') +
        tolerating('key: dedicated') +
        tolerating('key: dedicated, operator: In, value: ml-production'),
      site: SEED_SITE,
      finds: [
        'Deployment a/w spec.template.spec.tolerations: the pod asks for worker-node-ml, and does not tolerate dedicated=ml-production:NoSchedule; it runs nowhere',
        'Deployment a/w spec.template.spec.tolerations: the pod asks for worker-node-ml, and does not tolerate dedicated=ml-production:NoSchedule; it runs nowhere',
        'Deployment a/w spec.template.spec.tolerations: the pod asks for worker-node-ml, and does not tolerate dedicated=ml-production:NoSchedule; it runs nowhere',
        'Deployment a/w spec.template.spec.tolerations: the pod asks for worker-node-ml, and does not tolerate dedicated=ml-production:NoSchedule; it runs nowhere',
        'Deployment a/w spec.template.spec.tolerations: the pod asks for worker-node-ml, and does not tolerate dedicated=ml-production:NoSchedule; it runs nowhere',
      ],
    },
    {
      name: 'one of two taints',
      yaml: workload(ML),
      site: node(
        'ml',
        'tier: ml-secure',
        '{ key: dedicated, value: ml-production, effect: NoSchedule }, { key: gpu, effect: NoExecute }',
      ),
      finds: [
        'Deployment a/w spec.template.spec.tolerations: the pod asks for ml, and does not tolerate dedicated=ml-production:NoSchedule, gpu:NoExecute; it runs nowhere',
      ],
    },
    {
      name: 'A16: required affinity',
      yaml: workload(affinity('{ matchExpressions: [{ key: gpu, operator: Exists }] }')),
      site:
        node('gpu-1', 'gpu: a100', '{ key: nvidia.com/gpu, value: present, effect: NoSchedule }') +
        node('gpu-2', 'gpu: h100', '{ key: dedicated, value: gpu, effect: NoExecute }'),
      finds: [
        'Deployment a/w spec.template.spec.tolerations: the pod asks for gpu-1, gpu-2, and does not tolerate nvidia.com/gpu=present:NoSchedule or dedicated=gpu:NoExecute; it runs nowhere',
      ],
    },
    {
      name: 'tolerations of another type',
      yaml: workload(`${SELECT}, tolerations: { key: dedicated }`),
      site: SEED_SITE,
      finds: [
        'Deployment a/w spec.template.spec.tolerations: the pod asks for worker-node-ml, and does not tolerate dedicated=ml-production:NoSchedule; it runs nowhere',
      ],
    },
  ],
} satisfies CheckCases;
