import type { CheckCases } from '../check-cases';

/** Seed row C02. */
const LIMITS = `
apiVersion: v1
kind: LimitRange
metadata: { name: ml-container-limits, namespace: ml-production }
spec:
  limits:
    - type: Container
      default: { cpu: 1000m, memory: 6Gi }
      defaultRequest: { cpu: 500m, memory: 4Gi }
      max: { cpu: 2000m, memory: 8Gi }
      min: { cpu: 100m, memory: 128Mi }
---
`;

function limits(item: string): string {
  return `
apiVersion: v1
kind: LimitRange
metadata: { name: l, namespace: ml-production }
spec: { limits: [${item}] }
---
`;
}

function pod(spec: string): string {
  return `
apiVersion: v1
kind: Pod
metadata: { name: p, namespace: ml-production }
spec: ${spec}
---
`;
}

function container(resources: string): string {
  return pod(`{ containers: [{ name: main, resources: ${resources} }] }`);
}

const CLAIM = `
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: c, namespace: ml-production }
spec: { resources: { requests: { storage: 10Gi } } }
---
`;

export default {
  check: 'limit-range',
  passing: [
    {
      name: 'within the bounds, which are included',
      yaml: LIMITS + container('{ requests: { cpu: 100m, memory: 128Mi }, limits: { cpu: "2", memory: 8Gi } }'),
    },
    { name: 'defaults', yaml: LIMITS + pod('{ containers: [{ name: main }] }') },
    { name: 'no LimitRange', yaml: container('{ requests: { cpu: 1m } }') },
    {
      name: 'another namespace',
      yaml: LIMITS.replace('ml-production', 'other') + container('{ requests: { cpu: 1m } }'),
    },
    {
      name: 'ephemeral containers declare nothing',
      yaml: LIMITS + pod('{ containers: [], ephemeralContainers: [{ name: debug }] }'),
    },
    {
      name: 'a ratio at its bound',
      yaml:
        limits('{ type: Container, maxLimitRequestRatio: { cpu: 1.5 } }') +
        container('{ requests: { cpu: 100m }, limits: { cpu: 150m } }'),
    },
    {
      name: 'a pod within bounds, overhead aside',
      yaml:
        limits('{ type: Pod, max: { cpu: 1 } }') +
        pod('{ overhead: { cpu: 500m }, containers: [{ name: main, resources: { limits: { cpu: 1 } } }] }'),
    },
    {
      name: 'a claim within bounds',
      yaml: limits('{ type: PersistentVolumeClaim, min: { storage: 1Gi }, max: { storage: 10Gi } }') + CLAIM,
    },
    {
      name: 'a claim of another group',
      yaml:
        limits('{ type: PersistentVolumeClaim, max: { storage: 1Gi } }') +
        CLAIM.replace('apiVersion: v1', 'apiVersion: example.com/v1'),
    },
    {
      name: 'what is unreadable does not throw',
      yaml:
        limits('7, { type: 7, min: [] }, { type: Container, min: null }') +
        pod('{ containers: [7, { resources: 8 }], volumes: 9 }'),
    },
  ],
  failing: [
    {
      name: 'C18: a sidecar of 50m, below the min',
      yaml:
        LIMITS +
        pod(
          '{ containers: [{ name: main }, { name: sidecar, resources: { requests: { cpu: 50m, memory: 64Mi }, limits: { cpu: 50m } } }] }',
        ),
      finds: [
        'Pod ml-production/p spec.containers[1].resources.requests.cpu: cpu request 50m of container "sidecar" is below the min 100m of LimitRange ml-production/ml-container-limits',
        'Pod ml-production/p spec.containers[1].resources.requests.memory: memory request 64Mi of container "sidecar" is below the min 128Mi of LimitRange ml-production/ml-container-limits',
      ],
    },
    {
      name: 'C02: above the max, limit or request, in every place of a pod',
      yaml: `${LIMITS}
apiVersion: batch/v1
kind: CronJob
metadata: { name: j, namespace: ml-production }
spec:
  jobTemplate:
    spec:
      template:
        spec:
          initContainers: [{ name: init, resources: { limits: { cpu: 3 } } }]
          containers: [{ name: main, resources: { requests: { memory: 9Gi } } }]
`,
      finds: [
        'CronJob ml-production/j spec.jobTemplate.spec.template.spec.initContainers[0].resources.limits.cpu: cpu limit 3 of init container "init" is above the max 2 of LimitRange ml-production/ml-container-limits',
        'CronJob ml-production/j spec.jobTemplate.spec.template.spec.containers[0].resources.requests.memory: memory request 9Gi of container "main" is above the max 8Gi of LimitRange ml-production/ml-container-limits',
      ],
    },
    {
      name: 'a limit below the min',
      yaml:
        limits('{ type: Container, min: { cpu: 1 } }') + container('{ requests: { cpu: 1 }, limits: { cpu: 500m } }'),
      finds: [
        'Pod ml-production/p spec.containers[0].resources.limits.cpu: cpu limit 500m of container "main" is below the min 1 of LimitRange ml-production/l',
      ],
    },
    {
      name: 'a default that another LimitRange bounds',
      yaml:
        limits('{ type: Container, default: { memory: 2Gi } }').replace('name: l,', 'name: a,') +
        limits('{ type: Container, max: { memory: 1Gi } }') +
        container('{}'),
      finds: [
        'Pod ml-production/p spec.containers[0].resources.limits.memory: memory limit 2Gi (by default) of container "main" is above the max 1Gi of LimitRange ml-production/l',
      ],
    },
    {
      name: 'a ratio',
      yaml:
        limits('{ type: Container, maxLimitRequestRatio: { cpu: 4, memory: 1 } }') +
        container('{ requests: { cpu: 100m, memory: 0 }, limits: { cpu: 500m, memory: 1Gi } }') +
        container('{ requests: { cpu: 1, memory: 1Gi } }').replace('name: p', 'name: q'),
      finds: [
        'Pod ml-production/p spec.containers[0].resources.limits.cpu: cpu limit over request of container "main" is 500m over 100m, above the maxLimitRequestRatio 4 of LimitRange ml-production/l',
        'Pod ml-production/p spec.containers[0].resources.requests.memory: container "main" has no memory request, or a zero one, and LimitRange ml-production/l bounds it',
        'Pod ml-production/q spec.containers[0].resources.limits.cpu: container "main" has no cpu limit, or a zero one, and LimitRange ml-production/l bounds it',
        'Pod ml-production/q spec.containers[0].resources.limits.memory: container "main" has no memory limit, or a zero one, and LimitRange ml-production/l bounds it',
      ],
    },
    {
      name: 'a ratio where floating point rounds up, as in the API server',
      yaml:
        limits('{ type: Container, maxLimitRequestRatio: { cpu: 16.1 } }') +
        container('{ requests: { cpu: 1 }, limits: { cpu: 16100m } }'),
      finds: [
        'Pod ml-production/p spec.containers[0].resources.limits.cpu: cpu limit over request of container "main" is 16100m over 1, above the maxLimitRequestRatio 16100m of LimitRange ml-production/l',
      ],
    },
    {
      name: 'the pod as a whole, sidecars and what it declares included',
      yaml:
        limits('{ type: Pod, min: { memory: 1Gi }, max: { cpu: 1 } }') +
        pod(
          '{ initContainers: [{ name: s, restartPolicy: Always, resources: { limits: { cpu: 600m } } }], containers: [{ name: main, resources: { limits: { cpu: 600m } } }] }',
        ) +
        pod('{ resources: { limits: { cpu: 2, memory: 2Gi } }, containers: [{ name: main }] }').replace(
          'name: p',
          'name: q',
        ),
      finds: [
        'Pod ml-production/p spec.resources.requests.memory: the pod has no memory request, or a zero one, and LimitRange ml-production/l bounds it',
        'Pod ml-production/p spec.resources.limits.cpu: cpu limit 1200m of the pod is above the max 1 of LimitRange ml-production/l',
        'Pod ml-production/q spec.resources.limits.cpu: cpu limit 2 of the pod is above the max 1 of LimitRange ml-production/l',
      ],
    },
    {
      name: 'claims: an object, a template, a volume',
      yaml: `${limits('{ type: PersistentVolumeClaim, min: { storage: 1Gi }, max: { storage: 5Gi } }')}${CLAIM}
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: s, namespace: ml-production }
spec:
  volumeClaimTemplates: [{ spec: { resources: { requests: { storage: 100Mi } } } }, { spec: {} }]
  template:
    spec:
      volumes:
        - { name: a, emptyDir: {} }
        - { name: b, ephemeral: { volumeClaimTemplate: { spec: { resources: { requests: { storage: 6Gi } } } } } }
`,
      finds: [
        'StatefulSet ml-production/s spec.volumeClaimTemplates[0].spec.resources.requests.storage: storage request 100Mi of the claim is below the min 1Gi of LimitRange ml-production/l',
        'StatefulSet ml-production/s spec.volumeClaimTemplates[1].spec.resources.requests.storage: the claim has no storage request, or a zero one, and LimitRange ml-production/l bounds it',
        'StatefulSet ml-production/s spec.template.spec.volumes[1].ephemeral.volumeClaimTemplate.spec.resources.requests.storage: storage request 6Gi of the claim is above the max 5Gi of LimitRange ml-production/l',
        'PersistentVolumeClaim ml-production/c spec.resources.requests.storage: storage request 10Gi of the claim is above the max 5Gi of LimitRange ml-production/l',
      ],
    },
  ],
} satisfies CheckCases;
