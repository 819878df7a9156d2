import type { CheckCases } from '../check-cases';
import { namespace, ofClass, TEAM, workload } from '../class-yaml';

export default {
  check: 'workload-class',
  passing: [
    { name: 'B16: a namespace for each class', yaml: TEAM + workload('w', 'vision-data') },
    { name: 'a pod that says the same', yaml: TEAM + workload('w', 'vision-data', undefined, ofClass('data')) },
    { name: 'a pod alone', yaml: namespace('a') + workload('w', 'a', undefined, ofClass('inference')) },
    { name: 'no class, and proprietary data', yaml: namespace('a', 'fortress.cdk8s.io/data: proprietary') },
  ],
  failing: [
    {
      name: 'B16: words that no rule knows',
      yaml: namespace('a', ofClass('trainig')) + workload('w', 'b', undefined, 'fortress.cdk8s.io/data: secret'),
      finds: [
        'Namespace a metadata.labels[fortress.cdk8s.io/workload-class]: no rule knows "trainig", only training, inference, data',
        'Deployment b/w spec.template.metadata.labels[fortress.cdk8s.io/data]: no rule knows "secret", only proprietary',
      ],
    },
    {
      name: 'a pod that says another one',
      yaml: TEAM + workload('w', 'vision-inference', undefined, ofClass('data')),
      finds: [
        'Deployment vision-inference/w spec.template.metadata.labels[fortress.cdk8s.io/workload-class]: the pod says "data", in a namespace for "inference"',
      ],
    },
  ],
} satisfies CheckCases;
