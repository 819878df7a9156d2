import type { CheckCases } from '../check-cases';
import { INFRA, ML, namespace, node, SEED_SITE, workload } from './seed-site';

const ANNOTATION = 'scheduler.alpha.kubernetes.io';
const PINNED = `${ANNOTATION}/node-selector: tier=ml-secure`;

export default {
  check: 'pool-annotation',
  passing: [
    {
      name: 'A10, A11: the label, and the annotation',
      yaml: namespace(PINNED, 'tier: ml-secure') + workload(ML),
      site: SEED_SITE,
    },
    { name: 'an annotation without pods', yaml: namespace(PINNED), site: SEED_SITE },
    { name: 'an empty selector', yaml: namespace(`${ANNOTATION}/node-selector: ""`) + workload(ML), site: SEED_SITE },
    {
      name: 'pods of two pools, pods of none, daemons, no pods',
      yaml: [workload(ML) + workload(INFRA), workload(''), workload('', 'DaemonSet'), '']
        .map((pods, index) => (namespace('') + pods).replaceAll(/(name|namespace): a\b/g, `$1: a${index}`))
        .join(''),
      site: SEED_SITE,
    },
    {
      name: 'a pool that no taint sets apart',
      yaml: namespace('', 'workload: build-jobs') + workload('nodeSelector: { workload: build-jobs }'),
      site: SEED_SITE,
    },
    { name: 'a label of another value', yaml: namespace('', 'tier: web'), site: SEED_SITE },
    {
      name: 'tolerations that the whitelist covers',
      yaml: namespace(
        `${ANNOTATION}/defaultTolerations: '[{"key":"a","operator":"Exists","effect":"NoSchedule"}]', ${ANNOTATION}/tolerationsWhitelist: '[{"key":"a","operator":"Exists"}]'`,
      ),
      site: SEED_SITE,
    },
    { name: 'nothing is known of the nodes', yaml: namespace('', 'tier: ml-secure') },
    { name: 'another group', yaml: namespace('', 'tier: ml-secure').replace('v1', 'example.com/v1'), site: SEED_SITE },
  ],
  failing: [
    {
      name: 'A11: plugins that the site does not say are on',
      yaml: namespace(
        'scheduler.alpha.kubernetes.io/node-selector: tier=ml-secure, scheduler.alpha.kubernetes.io/tolerationsWhitelist: "[]"',
      ),
      site: SEED_SITE.replace('admissionPlugins', 'plugins'),
      finds: [
        'Namespace a metadata.annotations[scheduler.alpha.kubernetes.io/node-selector]: the site does not say that the API server runs PodNodeSelector and PodTolerationRestriction: nothing reads the annotation',
      ],
    },
    {
      name: 'A10: the namespace of the seed, pinned by a label only',
      yaml: `
apiVersion: v1
kind: Namespace
metadata:
  name: ml-production
  labels: { tier: ml-secure, pod-security.kubernetes.io/enforce: restricted, pod-security.kubernetes.io/warn: restricted, pod-security.kubernetes.io/audit: restricted }
`,
      site: SEED_SITE,
      finds: [
        'Namespace ml-production metadata.labels[tier]: tier=ml-secure is the label of a pool, but labels of a namespace place no pods',
      ],
    },
    {
      name: 'A10: a label, and a pod that does not select it',
      yaml: namespace('', 'tier: ml-secure') + workload(ML) + workload(INFRA),
      site: SEED_SITE,
      finds: [
        'Namespace a metadata.labels[tier]: tier=ml-secure is the label of a pool, but labels of a namespace place no pods',
      ],
    },
    {
      name: 'A11: pods that select the pool, and a namespace that does not',
      yaml: namespace('', 'tier: ml-secure') + workload(ML),
      site: SEED_SITE,
      finds: [
        'Namespace a metadata.annotations[scheduler.alpha.kubernetes.io/node-selector]: every workload selects the one pool by itself; another pod of the namespace may run anywhere',
      ],
    },
    {
      name: 'A11: without a label',
      yaml: namespace('') + workload(INFRA) + workload('', 'DaemonSet'),
      site: SEED_SITE,
      finds: [
        'Namespace a metadata.annotations[scheduler.alpha.kubernetes.io/node-selector]: every workload selects the one pool by itself; another pod of the namespace may run anywhere',
      ],
    },
    {
      name: 'a selector that no node matches',
      yaml: namespace(`${ANNOTATION}/node-selector: "tier=ml-secure,dedicated=infra"`),
      site: SEED_SITE,
      finds: [
        'Namespace a metadata.annotations[scheduler.alpha.kubernetes.io/node-selector]: no node of the site has all of {"tier":"ml-secure","dedicated":"infra"}',
      ],
    },
    {
      name: 'annotations that admission cannot read',
      yaml:
        ['tier', 'tier=ml=x', 'tier=ml-secure,', '=x', 'tier==x', 'tier in (x)']
          .map(text => namespace(`${ANNOTATION}/node-selector: "${text}"`))
          .join('') +
        ['{', '{}', '"x"', '[1]'].map(text => namespace(`${ANNOTATION}/tolerationsWhitelist: '${text}'`)).join(''),
      site: SEED_SITE,
      finds: [
        'Namespace a metadata.annotations[scheduler.alpha.kubernetes.io/node-selector]: admission cannot read the annotation, and refuses every pod: "tier" is no label=value',
        'Namespace a metadata.annotations[scheduler.alpha.kubernetes.io/node-selector]: admission cannot read the annotation, and refuses every pod: "tier=ml=x" is no label=value',
        'Namespace a metadata.annotations[scheduler.alpha.kubernetes.io/node-selector]: admission cannot read the annotation, and refuses every pod: "" is no label=value',
        'Namespace a metadata.annotations[scheduler.alpha.kubernetes.io/node-selector]: admission cannot read the annotation, and refuses every pod: "=x" is no label=value',
        'Namespace a metadata.annotations[scheduler.alpha.kubernetes.io/node-selector]: admission cannot read the annotation, and refuses every pod: "tier==x" is no label=value',
        'Namespace a metadata.annotations[scheduler.alpha.kubernetes.io/node-selector]: admission cannot read the annotation, and refuses every pod: "tier in (x)" is no label=value',
        'Namespace a metadata.annotations[scheduler.alpha.kubernetes.io/tolerationsWhitelist]: admission cannot read the annotation, and refuses every pod: it is no JSON',
        'Namespace a metadata.annotations[scheduler.alpha.kubernetes.io/tolerationsWhitelist]: admission cannot read the annotation, and refuses every pod: it is no list of tolerations',
        'Namespace a metadata.annotations[scheduler.alpha.kubernetes.io/tolerationsWhitelist]: admission cannot read the annotation, and refuses every pod: it is no list of tolerations',
        'Namespace a metadata.annotations[scheduler.alpha.kubernetes.io/tolerationsWhitelist]: admission cannot read the annotation, and refuses every pod: it is no list of tolerations',
      ],
    },
    {
      name: 'default tolerations that the whitelist refuses',
      yaml: namespace(
        `${ANNOTATION}/defaultTolerations: '[{"key":"a","operator":"Exists"}]', ${ANNOTATION}/tolerationsWhitelist: '[{"key":"a","operator":"Exists","effect":"NoSchedule"}]'`,
      ),
      site: SEED_SITE,
      finds: [
        'Namespace a metadata.annotations[scheduler.alpha.kubernetes.io/defaultTolerations]: a=* is not in tolerationsWhitelist: every pod is refused',
      ],
    },
    {
      name: 'a pool by another node',
      yaml: namespace('', 'gpu: a100'),
      site: SEED_SITE + node('gpu-1', 'gpu: a100', '{ key: nvidia.com/gpu, effect: NoExecute }'),
      finds: [
        'Namespace a metadata.labels[gpu]: gpu=a100 is the label of a pool, but labels of a namespace place no pods',
      ],
    },
  ],
} satisfies CheckCases;
