import type { CheckCases } from '../check-cases';
import { workload } from '../class-yaml';

const queue = (name: string) => `
apiVersion: kueue.x-k8s.io/v1beta2
kind: LocalQueue
metadata: { name: ${name}, namespace: a }
spec: { clusterQueue: c }
---
`;
const job = (labels = '') => `
apiVersion: batch/v1
kind: Job
metadata: { name: train, namespace: a, labels: { ${labels} } }
spec: { template: { spec: { containers: [{ name: main }] } } }
---
`;
const cronJob = (labels = '', own = '') => `
apiVersion: batch/v1
kind: CronJob
metadata: { name: nightly, namespace: a, labels: { ${own} } }
spec: { jobTemplate: { metadata: { labels: { ${labels} } }, spec: { template: { spec: { containers: [{ name: main }] } } } } }
---
`;
const NAMED = 'kueue.x-k8s.io/queue-name: gpus';
const GPU = 'containers: [{ name: main, resources: { limits: { nvidia.com/gpu: 1 } } }]';

export default {
  check: 'queue-name',
  passing: [
    { name: 'C14: jobs that wait', yaml: queue('gpus') + job(NAMED) + cronJob(NAMED) },
    { name: 'a queue for jobs that name none', yaml: queue('gpus') + queue('default') + job() },
    { name: 'a namespace without a queue', yaml: job() + workload('w', 'a', GPU) },
    {
      name: 'what needs no GPU, and an agent of the node',
      yaml: queue('gpus') + workload('w', 'a') + workload('d', 'a', GPU, '', 'DaemonSet'),
    },
  ],
  failing: [
    {
      name: 'C14: a job that takes what others wait for',
      yaml: queue('gpus') + job() + cronJob('', NAMED) + workload('w', 'a', GPU),
      finds: [
        'Deployment a/w metadata.labels[kueue.x-k8s.io/queue-name]: names no queue; the namespace has "gpus"',
        'Job a/train metadata.labels[kueue.x-k8s.io/queue-name]: names no queue; the namespace has "gpus"',
        'CronJob a/nightly spec.jobTemplate.metadata.labels[kueue.x-k8s.io/queue-name]: names no queue; the namespace has "gpus"',
      ],
    },
    {
      name: 'C14: a queue that is not there',
      yaml: job(NAMED),
      finds: [
        'Job a/train metadata.labels[kueue.x-k8s.io/queue-name]: the namespace has no LocalQueue "gpus", so nobody starts the job',
      ],
    },
  ],
} satisfies CheckCases;
