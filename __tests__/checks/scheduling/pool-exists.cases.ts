import type { CheckCases } from '../check-cases';
import { affinity, INFRA, ML, namespace, SEED_SITE, workload } from './seed-site';

const SELECTOR = 'scheduler.alpha.kubernetes.io/node-selector';

export default {
  check: 'pool-exists',
  passing: [
    { name: 'A03, A08: the ml pool', yaml: workload(ML), site: SEED_SITE },
    {
      name: 'A04, A09: the infra pool, by either label',
      yaml: workload(INFRA) + workload('nodeSelector: { workload: security-tools }'),
      site: SEED_SITE,
    },
    { name: 'no selection: every node', yaml: workload(''), site: SEED_SITE },
    {
      name: 'an affinity: one of its terms matches',
      yaml: workload(
        affinity(
          '{ matchExpressions: [{ key: workload, operator: In, values: [nope] }] }, { matchExpressions: [{ key: tier, operator: Exists }] }',
        ),
      ),
      site: SEED_SITE,
    },
    {
      name: 'an affinity by the name of a node',
      yaml: workload(affinity('{ matchFields: [{ key: metadata.name, operator: In, values: [master] }] }')),
      site: SEED_SITE,
    },
    { name: 'nothing is known of the nodes', yaml: workload('nodeSelector: { nope: x }') },
    {
      name: 'a kind without pods',
      yaml: workload('nodeSelector: { nope: x }').replace('apps/v1', 'example.com/v1'),
      site: SEED_SITE,
    },
    {
      name: 'a pod that a Deployment here has made',
      yaml: `${workload(ML)}
apiVersion: v1
kind: Pod
metadata: { name: p, namespace: a, ownerReferences: [{ controller: true, apiVersion: apps/v1, kind: Deployment, name: w }] }
spec: { nodeSelector: { nope: x } }
`,
      site: SEED_SITE,
    },
  ],
  failing: [
    {
      name: 'a label that no node has',
      yaml: workload('nodeSelector: { tier: gpu, workload: ml-production }'),
      site: SEED_SITE,
      finds: ['Deployment a/w spec.template.spec.nodeSelector: no node of the site has the label tier=gpu'],
    },
    {
      name: 'two labels that no node has together',
      yaml: workload('nodeSelector: { tier: ml-secure, dedicated: infra }'),
      site: SEED_SITE,
      finds: ['Deployment a/w spec.template.spec.nodeSelector: no node of the site matches the selection'],
    },
    {
      name: 'an affinity that no node matches, and one without terms',
      yaml: workload(affinity('{ matchExpressions: [{ key: gpu, operator: Exists }] }')) + workload(affinity('')),
      site: SEED_SITE,
      finds: [
        'Deployment a/w spec.template.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution: no node of the site matches the selection',
        'Deployment a/w spec.template.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution: no node of the site matches the selection',
      ],
    },
    {
      name: 'a node of another name',
      yaml: workload('nodeName: worker-9'),
      site: SEED_SITE,
      finds: ['Deployment a/w spec.template.spec.nodeName: no node of the site matches the selection'],
    },
    {
      name: 'A11: the selector of the namespace beside that of the pod',
      yaml: namespace(`${SELECTOR}: tier=ml-secure`) + workload('nodeSelector: { dedicated: infra }'),
      site: SEED_SITE,
      finds: [
        "Deployment a/w spec.template.spec.nodeSelector: no node of the site matches the selection, beside the namespace's tier=ml-secure",
      ],
    },
    {
      name: 'a selector that is no text',
      yaml: workload('nodeSelector: { tier: 7 }'),
      site: SEED_SITE,
      finds: ['Deployment a/w spec.template.spec.nodeSelector: no node of the site has the label tier=7'],
    },
    {
      name: 'a DaemonSet, and a CronJob',
      yaml:
        workload('nodeSelector: { gpu: x }', 'DaemonSet') +
        `
apiVersion: batch/v1
kind: CronJob
metadata: { name: c, namespace: a }
spec: { jobTemplate: { spec: { template: { spec: { nodeSelector: { gpu: x } } } } } }
`,
      site: SEED_SITE,
      finds: [
        'DaemonSet a/w spec.template.spec.nodeSelector: no node of the site has the label gpu=x',
        'CronJob a/c spec.jobTemplate.spec.template.spec.nodeSelector: no node of the site has the label gpu=x',
      ],
    },
  ],
} satisfies CheckCases;
