import type { CheckCases } from '../check-cases';
import { INFRA, ML, namespace, node, SEED_SITE, workload } from './seed-site';

export default {
  check: 'untainted-pool',
  passing: [
    { name: 'A06, A07: label and taint', yaml: workload(ML) + workload(INFRA), site: SEED_SITE },
    {
      name: 'a pod that asks for no pool, and a DaemonSet: those are other checks',
      yaml:
        workload('nodeSelector: { kubernetes.io/os: linux }') +
        workload('nodeSelector: { workload: build-jobs }', 'DaemonSet'),
      site: SEED_SITE,
    },
    {
      name: 'an open node that the pod does not ask for',
      yaml: workload(ML),
      site: SEED_SITE + node('open', 'tier: other'),
    },
    { name: 'nothing is known of the nodes', yaml: workload('nodeSelector: { workload: build-jobs }') },
  ],
  failing: [
    {
      name: 'A05: worker-node-build has a label and no taint',
      yaml: workload('nodeSelector: { workload: build-jobs }'),
      site: SEED_SITE,
      finds: [
        'Deployment a/w spec.template.spec.nodeSelector: the pod asks for worker-node-build, which no taint keeps free: any pod may run there',
      ],
    },
    {
      name: 'A05: by the annotation of the namespace',
      yaml: namespace('scheduler.alpha.kubernetes.io/node-selector: workload=build-jobs') + workload(''),
      site: SEED_SITE,
      finds: [
        'Deployment a/w spec.template.spec.nodeSelector: the pod asks for worker-node-build, which no taint keeps free: any pod may run there',
      ],
    },
    {
      name: 'one node of the pool',
      yaml: workload(ML),
      site: `${SEED_SITE}${node('ml-2', 'tier: ml-secure')}`,
      finds: [
        'Deployment a/w spec.template.spec.nodeSelector: the pod asks for ml-2, which no taint keeps free: any pod may run there',
      ],
    },
    {
      name: 'a taint that only advises',
      yaml: workload('nodeSelector: { x: "y" }'),
      site: [1, 2, 3, 4, 5]
        .map(number => node(`n${number}`, 'x: "y"', '{ key: a, effect: PreferNoSchedule }'))
        .join(''),
      finds: [
        'Deployment a/w spec.template.spec.nodeSelector: the pod asks for n1, n2, n3 and 2 more, which no taint keeps free: any pod may run there',
      ],
    },
  ],
} satisfies CheckCases;
