import type { CheckCases } from '../check-cases';
import { ML, namespace, workload } from './seed-site';

const ANNOTATION = 'scheduler.alpha.kubernetes.io';
const PINNED = `${ANNOTATION}/node-selector: "tier=ml-secure, zone=a"`;

function allowing(whitelist: string, defaults?: string): string {
  const added = defaults === undefined ? '' : `, ${ANNOTATION}/defaultTolerations: '${defaults}'`;
  return namespace(`${ANNOTATION}/tolerationsWhitelist: '${whitelist}'${added}`);
}

const OWN = '{"key":"dedicated","operator":"Equal","value":"ml-production","effect":"NoSchedule"}';
const BUILT_IN = [
  '{"key":"node.kubernetes.io/not-ready","operator":"Exists","effect":"NoExecute"}',
  '{"key":"node.kubernetes.io/unreachable","operator":"Exists","effect":"NoExecute"}',
  '{"key":"node.kubernetes.io/memory-pressure","operator":"Exists","effect":"NoSchedule"}',
];
const ALL = `[${[OWN, ...BUILT_IN].join()}]`;
const GUARANTEED = 'containers: [{ resources: { limits: { cpu: 1, memory: 1Gi } } }]';

export default {
  check: 'scheduling-annotation',
  passing: [
    {
      name: 'A11: the selector of the namespace, or none',
      yaml: namespace(PINNED) + workload('nodeSelector: { tier: ml-secure }') + workload(''),
      site: '',
    },
    {
      name: 'labels that the namespace does not name',
      yaml: namespace(PINNED) + workload('nodeSelector: { gpu: a100 }'),
    },
    {
      name: 'A12: the whitelist of the pool, with what Kubernetes adds',
      yaml: allowing(ALL) + workload(`${ML}, ${GUARANTEED}`),
    },
    {
      name: 'a pod of the lowest class gets no toleration of memory pressure',
      yaml: allowing(`[${[OWN, BUILT_IN[0], BUILT_IN[1]].join()}]`) + workload(`${ML}, containers: [{ name: main }]`),
    },
    { name: 'defaults of the namespace', yaml: allowing(ALL, `[${OWN}]`) + workload(GUARANTEED) },
    {
      name: 'what wider tolerations cover',
      yaml:
        allowing('[{"operator":"Exists"}]') +
        workload(
          `tolerations: [{ key: a, operator: Exists, effect: NoExecute, tolerationSeconds: 5 }, { operator: Exists }], ${GUARANTEED}`,
        ),
    },
    {
      name: 'no whitelist, an empty one, one that is no list',
      yaml:
        workload('tolerations: [{ operator: Exists }]') +
        allowing('[]') +
        workload('tolerations: [{ operator: Exists }]'),
    },
    {
      name: 'a DaemonSet with the selector of its namespace',
      yaml: namespace(PINNED) + workload('nodeSelector: { tier: ml-secure, zone: a }', 'DaemonSet'),
    },
    {
      name: 'a DaemonSet, and all that its controller adds',
      yaml:
        allowing(
          `[${[OWN, ...BUILT_IN, ...['disk-pressure', 'pid-pressure', 'unschedulable', 'network-unavailable'].map(key => `{"key":"node.kubernetes.io/${key}","operator":"Exists","effect":"NoSchedule"}`)].join()}]`,
        ) + workload('hostNetwork: true', 'DaemonSet'),
    },
  ],
  failing: [
    {
      name: 'A11: another value than the namespace',
      yaml: namespace(PINNED) + workload('nodeSelector: { tier: infra, zone: b }'),
      finds: [
        'Deployment a/w spec.template.spec.nodeSelector[tier]: "infra" conflicts with the namespace\'s node selector tier=ml-secure; the pod is refused',
        'Deployment a/w spec.template.spec.nodeSelector[zone]: "b" conflicts with the namespace\'s node selector zone=a; the pod is refused',
      ],
    },
    {
      name: 'A12: the pool of somebody else',
      yaml:
        allowing(ALL) +
        workload('tolerations: [{ key: dedicated, operator: Equal, value: infra, effect: NoSchedule }]'),
      finds: [
        "Deployment a/w spec.template.spec.tolerations[0]: dedicated=infra:NoSchedule is not in the namespace's tolerationsWhitelist; the pod is refused",
      ],
    },
    {
      name: 'A12: everything',
      yaml: allowing(ALL) + workload('tolerations: [{ operator: Exists }]'),
      finds: [
        "Deployment a/w spec.template.spec.tolerations[0]: * is not in the namespace's tolerationsWhitelist; the pod is refused",
      ],
    },
    {
      name: 'a whitelist that forgets what Kubernetes adds',
      yaml: allowing(`[${OWN}]`) + workload(`${ML}, ${GUARANTEED}`),
      finds: [
        "Deployment a/w spec.template.spec.tolerations: node.kubernetes.io/not-ready=*:NoExecute, which is added to the pod, is not in the namespace's tolerationsWhitelist; the pod is refused",
        "Deployment a/w spec.template.spec.tolerations: node.kubernetes.io/unreachable=*:NoExecute, which is added to the pod, is not in the namespace's tolerationsWhitelist; the pod is refused",
        "Deployment a/w spec.template.spec.tolerations: node.kubernetes.io/memory-pressure=*:NoSchedule, which is added to the pod, is not in the namespace's tolerationsWhitelist; the pod is refused",
      ],
    },
    {
      name: 'no effect, and longer than allowed',
      yaml:
        allowing(
          '[{"key":"a","operator":"Exists","effect":"NoSchedule"},{"key":"b","operator":"Exists","effect":"NoExecute","tolerationSeconds":60},{"key":"node.kubernetes.io/not-ready","operator":"Exists"},{"key":"node.kubernetes.io/unreachable","operator":"Exists"}]',
        ) +
        workload(
          'tolerations: [{ key: a, operator: Exists }, { key: b, operator: Exists, effect: NoExecute, tolerationSeconds: 61 }, { key: b, operator: Exists, effect: NoExecute }]',
        ),
      finds: [
        "Deployment a/w spec.template.spec.tolerations[0]: a=* is not in the namespace's tolerationsWhitelist; the pod is refused",
        "Deployment a/w spec.template.spec.tolerations[2]: b=*:NoExecute is not in the namespace's tolerationsWhitelist; the pod is refused",
      ],
    },
    {
      name: 'the operator that is meant is not the one that is written',
      yaml:
        allowing(
          '[{"key":"a","operator":"Equal","value":"x"},{"key":"node.kubernetes.io/not-ready","operator":"Exists"},{"key":"node.kubernetes.io/unreachable","operator":"Exists"}]',
        ) + workload('tolerations: [{ key: a, value: x }]'),
      finds: [
        "Deployment a/w spec.template.spec.tolerations[0]: a=x is not in the namespace's tolerationsWhitelist; the pod is refused",
      ],
    },
    {
      name: 'a default that the whitelist lacks',
      yaml: allowing(`[${BUILT_IN.join()}]`, `[${OWN}]`) + workload(''),
      finds: [
        "Deployment a/w spec.template.spec.tolerations: dedicated=ml-production:NoSchedule, which is added to the pod, is not in the namespace's tolerationsWhitelist; the pod is refused",
      ],
    },
    {
      name: 'a DaemonSet without the selector of its namespace',
      yaml: namespace(PINNED) + workload('', 'DaemonSet'),
      finds: [
        "DaemonSet a/w spec.template.spec.nodeSelector: the DaemonSet lacks the namespace's node selector tier=ml-secure; its pods for other nodes stay pending",
        "DaemonSet a/w spec.template.spec.nodeSelector: the DaemonSet lacks the namespace's node selector zone=a; its pods for other nodes stay pending",
      ],
    },
    {
      name: 'a DaemonSet, and what its controller adds',
      yaml: allowing(ALL) + workload('', 'DaemonSet'),
      finds: [
        "DaemonSet a/w spec.template.spec.tolerations: node.kubernetes.io/disk-pressure=*:NoSchedule, which is added to the pod, is not in the namespace's tolerationsWhitelist; the pod is refused",
        "DaemonSet a/w spec.template.spec.tolerations: node.kubernetes.io/pid-pressure=*:NoSchedule, which is added to the pod, is not in the namespace's tolerationsWhitelist; the pod is refused",
        "DaemonSet a/w spec.template.spec.tolerations: node.kubernetes.io/unschedulable=*:NoSchedule, which is added to the pod, is not in the namespace's tolerationsWhitelist; the pod is refused",
      ],
    },
  ],
} satisfies CheckCases;
