import type { CheckCases } from '../check-cases';
import { INFRA, ML, node, SEED_SITE, workload } from './seed-site';

function tolerating(...tolerations: string[]): string {
  return workload(
    `nodeSelector: { tier: ml-secure }, tolerations: [${tolerations.map(each => `{ ${each} }`).join(', ')}]`,
  );
}

const OWN = 'key: dedicated, value: ml-production, effect: NoSchedule';

export default {
  check: 'foreign-toleration',
  passing: [
    { name: 'A08, A09: exactly the taint of the pool', yaml: workload(ML) + workload(INFRA), site: SEED_SITE },
    {
      name: 'every effect of the own taint',
      yaml: tolerating('key: dedicated, value: ml-production'),
      site: SEED_SITE,
    },
    {
      name: "Kubernetes' own",
      yaml: tolerating(
        OWN,
        'key: node.kubernetes.io/not-ready, operator: Exists, effect: NoExecute, tolerationSeconds: 300',
      ),
      site: SEED_SITE,
    },
    {
      name: 'every value, where there is one pool',
      yaml: tolerating('key: dedicated, operator: Exists'),
      site: node('ml', 'tier: ml-secure', '{ key: dedicated, value: ml-production, effect: NoSchedule }'),
    },
    {
      name: 'pods that ask for no pool: those are other checks',
      yaml:
        workload('tolerations: [{ operator: Exists }]') +
        workload('tolerations: [{ operator: Exists }, { key: CriticalAddonsOnly, operator: Exists }]', 'DaemonSet'),
      site: SEED_SITE,
    },
    {
      name: 'a pod that asks for nodes that are not there: that is another check',
      yaml: workload('nodeSelector: { gpu: x }, tolerations: [{ operator: Exists }]'),
      site: SEED_SITE,
    },
    { name: 'nothing is known of the nodes', yaml: tolerating('operator: Exists') },
  ],
  failing: [
    {
      name: 'A12: the taint of another pool',
      yaml: tolerating(OWN, 'key: dedicated, value: infra, effect: NoSchedule'),
      site: SEED_SITE,
      finds: [
        'Deployment a/w spec.template.spec.tolerations[1]: the pod tolerates dedicated=infra:NoSchedule of nodes that it does not ask for',
      ],
    },
    {
      name: 'every value, and everything',
      yaml: tolerating('key: dedicated, operator: Exists') + tolerating('operator: Exists'),
      site: SEED_SITE,
      finds: [
        'Deployment a/w spec.template.spec.tolerations[0]: the pod tolerates dedicated=*, and so dedicated=infra:NoSchedule of nodes that it does not ask for',
        'Deployment a/w spec.template.spec.tolerations[0]: the pod tolerates *, and so dedicated=infra:NoSchedule of nodes that it does not ask for',
      ],
    },
    {
      name: 'A17: the taint of GPU nodes',
      yaml: tolerating(OWN, 'key: nvidia.com/gpu, operator: Exists, effect: NoSchedule'),
      site: SEED_SITE + node('gpu', 'gpu: a100', '{ key: nvidia.com/gpu, value: present, effect: NoSchedule }'),
      finds: [
        'Deployment a/w spec.template.spec.tolerations[1]: the pod tolerates nvidia.com/gpu=*:NoSchedule, and so nvidia.com/gpu=present:NoSchedule of nodes that it does not ask for',
      ],
    },
    {
      name: 'a taint that no node has, and a toleration of nothing',
      yaml: tolerating(OWN, 'key: gone, value: x') + tolerating(OWN, ''),
      site: SEED_SITE,
      finds: [
        'Deployment a/w spec.template.spec.tolerations[1]: the pod tolerates gone=x, which no node of the site has',
        'Deployment a/w spec.template.spec.tolerations[1]: the pod tolerates =, which no node of the site has',
      ],
    },
    {
      name: 'a DaemonSet of one pool',
      yaml: workload('nodeSelector: { tier: ml-secure }, tolerations: [{ operator: Exists }]', 'DaemonSet'),
      site: SEED_SITE,
      finds: [
        'DaemonSet a/w spec.template.spec.tolerations[0]: the pod tolerates *, and so dedicated=infra:NoSchedule of nodes that it does not ask for',
      ],
    },
  ],
} satisfies CheckCases;
