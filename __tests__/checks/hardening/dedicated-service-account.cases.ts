import type { CheckCases } from '../check-cases';
import { D04, deployment } from './seed-pods';

export default {
  check: 'dedicated-service-account',
  passing: [
    { name: 'an account of its own', yaml: deployment('serviceAccountName: model') },
    { name: 'by the old name of the field', yaml: deployment('serviceAccount: model') },
    { name: 'a kind without pods', yaml: deployment('').replace('apps/v1', 'example.com/v1') },
  ],
  failing: [
    {
      name: 'D04: the Deployment of the pipeline',
      yaml: D04,
      finds: [
        'Deployment ml-production/ml-model-deployment spec.template.spec.serviceAccountName: the pod runs as ServiceAccount "default"',
      ],
    },
    {
      name: 'default, empty, of another type',
      yaml:
        deployment('serviceAccountName: default') +
        deployment('serviceAccountName: ""') +
        deployment('serviceAccountName: 7'),
      finds: [
        'Deployment a/w spec.template.spec.serviceAccountName: the pod runs as ServiceAccount "default"',
        'Deployment a/w spec.template.spec.serviceAccountName: the pod runs as ServiceAccount "default"',
        'Deployment a/w spec.template.spec.serviceAccountName: the pod runs as ServiceAccount "default"',
      ],
    },
    {
      name: 'a CronJob',
      yaml: 'apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: c, namespace: a }\n',
      finds: [
        'CronJob a/c spec.jobTemplate.spec.template.spec.serviceAccountName: the pod runs as ServiceAccount "default"',
      ],
    },
  ],
} satisfies CheckCases;
