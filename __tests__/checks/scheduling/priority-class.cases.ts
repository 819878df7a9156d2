import type { CheckCases } from '../check-cases';
import { namespace, TEAM, workload } from '../class-yaml';

const priority = (name: string, value: number, rest = '') => `
apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata: { name: ${name} }
value: ${value}
${rest}
---
`;
const HIGH = priority('inference-critical', 100000);
const BATCH = priority('training-batch', 1000, 'preemptionPolicy: Never');
const named = (name: string, place: string, priorityClass: string) =>
  workload(name, place, `priorityClassName: ${priorityClass}, containers: [{ name: main }]`);
const SERVED = named('serve', 'vision-inference', 'inference-critical');

export default {
  check: 'priority-class',
  passing: [
    {
      name: 'A19: training below inference',
      yaml: TEAM + HIGH + BATCH + SERVED + named('train', 'vision-training', 'training-batch'),
    },
    { name: 'no class, no name', yaml: namespace('a', 'tenant: a') + workload('w', 'a') },
    { name: 'the platform may', yaml: namespace('p') + named('w', 'p', 'system-node-critical') },
    {
      name: 'the class that the cluster gives to all',
      yaml: TEAM + priority('standard', 10, 'globalDefault: true') + workload('w', 'vision-data'),
    },
    { name: 'a class that is not known is another check’s', yaml: TEAM + named('train', 'vision-training', 'x') },
  ],
  failing: [
    {
      name: 'A19: training as urgent as inference, and pushing others out',
      yaml: TEAM + HIGH + SERVED + named('train', 'vision-training', 'inference-critical'),
      finds: [
        'Deployment vision-training/train spec.template.spec.priorityClassName: PriorityClass inference-critical preempts others; preemptionPolicy of training has to be Never',
        'Deployment vision-training/train spec.template.spec.priorityClassName: PriorityClass inference-critical has 100000, and some inference pod 100000',
      ],
    },
    {
      name: 'A19: a tenant before the cluster itself',
      yaml: namespace('a', 'tenant: a') + named('w', 'a', 'system-cluster-critical'),
      finds: ['Deployment a/w spec.template.spec.priorityClassName: the pod of a tenant has system-cluster-critical'],
    },
    {
      name: 'A19: a workload of a class that names none',
      yaml: TEAM + workload('w', 'vision-data'),
      finds: ['Deployment vision-data/w spec.template.spec.priorityClassName: the data pod names no PriorityClass'],
    },
  ],
} satisfies CheckCases;
