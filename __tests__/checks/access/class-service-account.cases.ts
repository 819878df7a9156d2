import type { CheckCases } from '../check-cases';
import { namespace, ofClass, TEAM, workload } from '../class-yaml';

const ACCOUNT = `
apiVersion: v1
kind: ServiceAccount
metadata: { name: sa, namespace: a }
---
`;
const AS = 'serviceAccountName: sa, containers: [{ name: main }]';
const binding = (place: string, subject: string) => `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: b, namespace: ${place} }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: r }
subjects: [${subject}]
---
`;
const of = (place: string) => `{ kind: ServiceAccount, name: sa, namespace: ${place} }`;

export default {
  check: 'class-service-account',
  passing: [
    {
      name: 'two jobs of one class',
      yaml:
        namespace('a') +
        ACCOUNT +
        workload('x', 'a', AS, ofClass('training'), 'Job') +
        workload('y', 'a', AS, ofClass('training')),
    },
    { name: 'no class', yaml: namespace('a') + ACCOUNT + workload('x', 'a', AS) + workload('y', 'a', AS) },
    {
      name: 'rights within a class, and for people',
      yaml: TEAM + binding('vision-data', `${of('vision-data')}, { kind: Group, name: team-vision }`),
    },
    { name: 'rights of the platform', yaml: TEAM + namespace('p') + binding('vision-data', of('p')) },
    { name: 'rights where there is no class', yaml: TEAM + namespace('p') + binding('p', of('vision-data')) },
  ],
  failing: [
    {
      name: 'L01: training and inference of one namespace',
      yaml:
        namespace('a') +
        ACCOUNT +
        workload('train', 'a', AS, ofClass('training'), 'Job') +
        workload('serve', 'a', AS, ofClass('inference')),
      finds: ['ServiceAccount a/sa: is that of Job train (training), Deployment serve (inference)'],
    },
    {
      name: 'L01: rights of inference where data are prepared',
      yaml:
        TEAM +
        binding(
          'vision-data',
          `${of('vision-inference')}, { kind: Group, name: "system:serviceaccounts:vision-training" }`,
        ),
      finds: [
        'RoleBinding vision-data/b subjects[0]: ServiceAccount vision-inference/sa of inference gets rights in a namespace for data',
        'RoleBinding vision-data/b subjects[1]: Group "system:serviceaccounts:vision-training" of training gets rights in a namespace for data',
      ],
    },
  ],
} satisfies CheckCases;
