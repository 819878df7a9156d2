import type { CheckCases } from '../check-cases';
import { affinity, INFRA, ML, namespace, node, SEED_SITE, workload } from './seed-site';

const SELECTOR = 'scheduler.alpha.kubernetes.io/node-selector';
const DEFAULTS = 'scheduler.alpha.kubernetes.io/defaultTolerations';
const TOLERATE = 'tolerations: [{ key: dedicated, operator: Exists }]';

/** Seed row D04: the Deployment as the pipeline has it. */
const D04 = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ml-model-deployment, namespace: ml-production }
spec:
  replicas: 1
  selector: { matchLabels: { app: ml-classifier } }
  template:
    metadata: { labels: { app: ml-classifier } }
    spec:
      containers:
        - { name: model, image: "gitlab.build.server:5050/your-user/mlsecops-production-pipeline:latest", ports: [{ containerPort: 8000 }] }
`;

export default {
  check: 'pinned-to-pool',
  passing: [
    { name: 'A08, A09: one pool', yaml: workload(ML) + workload(INFRA), site: SEED_SITE },
    {
      name: 'A16: required affinity',
      yaml: workload(
        `${affinity('{ matchExpressions: [{ key: tier, operator: In, values: [ml-secure] }] }')}, ${TOLERATE}`,
      ),
      site: SEED_SITE,
    },
    {
      name: 'A11: the selector of the namespace',
      yaml:
        namespace(`${SELECTOR}: tier=ml-secure, ${DEFAULTS}: '[{"key":"dedicated","operator":"Exists"}]'`) +
        workload(''),
      site: SEED_SITE,
    },
    {
      name: "A05: a pool without a taint is another check's",
      yaml: workload('nodeSelector: { workload: build-jobs }'),
      site: SEED_SITE,
    },
    {
      name: 'two nodes of one pool',
      yaml: workload(ML),
      site:
        SEED_SITE +
        node(
          'ml-2',
          'tier: ml-secure',
          '{ key: dedicated, value: ml-production, effect: NoSchedule }, { key: soft, effect: PreferNoSchedule }',
        ),
    },
    { name: 'a DaemonSet', yaml: workload(TOLERATE, 'DaemonSet'), site: SEED_SITE },
    {
      name: 'a site without pools, but for the control plane',
      yaml: workload(''),
      site:
        node('n', '') +
        node(
          'm',
          '',
          '{ key: node-role.kubernetes.io/control-plane, effect: NoSchedule }, { key: node.kubernetes.io/not-ready, effect: NoExecute }',
        ),
    },
    { name: 'nothing is known of the nodes', yaml: workload('') },
    {
      name: 'a pod that runs has a node',
      yaml: 'apiVersion: v1\nkind: Pod\nmetadata: { name: p, namespace: a }\nspec: { nodeName: worker-node-ml, nodeSelector: { tier: ml-secure }, tolerations: [{ key: dedicated, value: ml-production, effect: NoSchedule }] }\nstatus: { phase: Running }\n',
      site: SEED_SITE,
    },
  ],
  failing: [
    {
      name: 'A11: the selector of the namespace, of a plugin that the site does not say is on',
      yaml:
        namespace(`${SELECTOR}: tier=ml-secure, ${DEFAULTS}: '[{"key":"dedicated","operator":"Exists"}]'`) +
        workload(''),
      site: SEED_SITE.replace('PodNodeSelector', 'ImagePolicyWebhook'),
      finds: [
        'Deployment a/w spec.template.spec.nodeSelector: the pod selects no pool; it may run on master, worker-node-ml, worker-node-opssec and 1 more',
      ],
    },
    {
      name: 'D04: the Deployment of the pipeline says nothing about nodes',
      yaml: D04,
      site: SEED_SITE,
      finds: [
        'Deployment ml-production/ml-model-deployment spec.template.spec.nodeSelector: the pod selects no pool; it may run on master, worker-node-build',
      ],
    },
    {
      name: 'A10: a label of the namespace places no pod',
      yaml: namespace('', 'tier: ml-secure') + workload(''),
      site: SEED_SITE,
      finds: [
        'Deployment a/w spec.template.spec.nodeSelector: the pod selects no pool; it may run on master, worker-node-build',
      ],
    },
    {
      name: 'A12: a toleration without a selector',
      yaml: workload(TOLERATE),
      site: SEED_SITE,
      finds: [
        'Deployment a/w spec.template.spec.nodeSelector: the pod selects no pool; it may run on master, worker-node-ml, worker-node-opssec and 1 more',
      ],
    },
    {
      name: 'make and place are no pool',
      yaml: workload(`nodeSelector: { kubernetes.io/os: linux, topology.kubernetes.io/zone: a }, ${TOLERATE}`),
      site: node('n', 'topology.kubernetes.io/zone: a', '{ key: dedicated, value: x, effect: NoSchedule }'),
      finds: ['Deployment a/w spec.template.spec.nodeSelector: the pod selects no pool; it may run on n'],
    },
    {
      name: 'all but one node, one term too wide, and what is only preferred',
      yaml:
        workload(affinity('{ matchExpressions: [{ key: tier, operator: NotIn, values: [ml-secure] }] }')) +
        workload(
          affinity(
            '{ matchExpressions: [{ key: tier, operator: Exists }] }, { matchExpressions: [{ key: kubernetes.io/os, operator: Exists }] }',
          ),
        ) +
        workload(
          'affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, preference: { matchExpressions: [{ key: tier, operator: Exists }] } }] } }',
        ),
      site: SEED_SITE,
      finds: [
        'Deployment a/w spec.template.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution: the pod selects no pool; it may run on master, worker-node-build',
        'Deployment a/w spec.template.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution: the pod selects no pool; it may run on master, worker-node-build',
        'Deployment a/w spec.template.spec.nodeSelector: the pod selects no pool; it may run on master, worker-node-build',
      ],
    },
    {
      name: 'every node has a taint that nobody tolerates',
      yaml: workload(''),
      site: node('n', '', '{ key: a, effect: NoSchedule }'),
      finds: [
        'Deployment a/w spec.template.spec.nodeSelector: the pod selects no pool, and tolerates the taint of none',
      ],
    },
    {
      name: 'two pools',
      yaml: workload(`nodeSelector: { kubernetes.io/os: linux, big: "yes" }, ${TOLERATE}`),
      site:
        node('a', 'big: "yes"', '{ key: dedicated, value: a, effect: NoSchedule }') +
        node('b', 'big: "yes"', '{ key: dedicated, value: b, effect: NoSchedule }'),
      finds: [
        'Deployment a/w spec.template.spec.nodeSelector: the pod may run in 2 pools: on nodes with dedicated=a:NoSchedule, and with dedicated=b:NoSchedule',
      ],
    },
    {
      name: 'a template that bypasses the scheduler',
      yaml: workload(`nodeName: worker-node-ml, ${ML}`),
      site: SEED_SITE,
      finds: [
        'Deployment a/w spec.template.spec.nodeName: nodeName "worker-node-ml" bypasses the scheduler, and so the taints of the node',
      ],
    },
  ],
} satisfies CheckCases;
