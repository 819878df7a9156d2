import type { CheckCases } from '../check-cases';

function budget(spec: string, name = 'b'): string {
  return `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: ${name}, namespace: a }
spec: { selector: { matchLabels: { app: api } }, ${spec} }
---
`;
}

function workload(spec: string, kind = 'Deployment', name = 'api'): string {
  return `
apiVersion: apps/v1
kind: ${kind}
metadata: { name: ${name}, namespace: a }
spec: { ${spec} template: { metadata: { labels: { app: api } } } }
---
`;
}

function scaler(minimum: string, kind = 'HorizontalPodAutoscaler'): string {
  const apiVersion = kind === 'ScaledObject' ? 'keda.sh/v1alpha1' : 'autoscaling/v2';
  return `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: s, namespace: a }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: api }, ${minimum} }
---
`;
}

const THREE = workload('replicas: 3,');

export default {
  check: 'disruption-budget',
  passing: [
    { name: 'D08: one pod may go', yaml: budget('maxUnavailable: 1') + workload('') },
    { name: 'D08: fewer than there are', yaml: budget('minAvailable: 2') + THREE },
    {
      name: 'percentages, rounded up',
      yaml:
        budget('maxUnavailable: 1%') +
        THREE +
        budget('minAvailable: 66%', 'c').replace('app: api', 'app: web') +
        THREE.replaceAll(/\bapi\b/g, 'web'),
    },
    {
      name: 'the least that an autoscaler goes down to',
      yaml: budget('minAvailable: 1') + workload('') + scaler('minReplicas: 2'),
    },
    {
      name: 'a workload that is scaled to none',
      yaml:
        budget('minAvailable: 1') +
        workload('replicas: 0,') +
        budget('minAvailable: 1', 'c').replace('app: api', 'app: web') +
        (workload('') + scaler('', 'ScaledObject')).replaceAll(/\bapi\b/g, 'web'),
    },
    {
      name: 'two workloads in one budget',
      yaml: budget('minAvailable: 1') + workload('') + workload('', 'StatefulSet', 'other'),
    },
    { name: 'pods whose number is not known', yaml: budget('minAvailable: 1') + workload('', 'DaemonSet') },
    {
      name: 'pods that a Deployment here has made',
      yaml: `${budget('maxUnavailable: 0')}
apiVersion: v1
kind: Pod
metadata: { name: p, namespace: a, labels: { app: api }, ownerReferences: [{ controller: true, apiVersion: apps/v1, kind: Deployment, name: d }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: d, namespace: a }
`,
    },
    {
      name: 'a budget for nobody: that is another check',
      yaml:
        budget('minAvailable: 1') +
        budget('minAvailable: 1', 'c').replace('selector: { matchLabels: { app: api } }', 'x: y'),
    },
    { name: 'another group', yaml: budget('minAvailable: 9').replace('policy/v1', 'example.com/v1') + THREE },
  ],
  failing: [
    {
      name: 'D08: as many as there are',
      yaml: budget('minAvailable: 3') + THREE,
      finds: ['PodDisruptionBudget a/b spec.minAvailable: minAvailable 3 of 3 lets none go: a drain never ends'],
    },
    {
      name: 'D32: a single replica',
      yaml: budget('minAvailable: 1') + workload(''),
      finds: ['PodDisruptionBudget a/b spec.minAvailable: minAvailable 1 of 1 lets none go: a drain never ends'],
    },
    {
      name: 'none may go',
      yaml:
        budget('maxUnavailable: 0') +
        THREE +
        budget('maxUnavailable: 0%', 'c').replace('app: api', 'app: web') +
        THREE.replaceAll(/\bapi\b/g, 'web'),
      finds: [
        'PodDisruptionBudget a/b spec.maxUnavailable: maxUnavailable 0 of 3 lets none go: a drain never ends',
        'PodDisruptionBudget a/c spec.maxUnavailable: maxUnavailable "0%" of 3 lets none go: a drain never ends',
      ],
    },
    {
      name: 'a percentage that is all of them, rounded up',
      yaml: budget('minAvailable: 67%') + THREE,
      finds: ['PodDisruptionBudget a/b spec.minAvailable: minAvailable "67%" of 3 lets none go: a drain never ends'],
    },
    {
      name: 'the least that an autoscaler goes down to',
      yaml: budget('minAvailable: 2') + THREE + scaler('minReplicas: 2'),
      finds: ['PodDisruptionBudget a/b spec.minAvailable: minAvailable 2 of 2 lets none go: a drain never ends'],
    },
    {
      name: 'an autoscaler that says no least',
      yaml: budget('minAvailable: 1') + THREE + scaler(''),
      finds: ['PodDisruptionBudget a/b spec.minAvailable: minAvailable 1 of 1 lets none go: a drain never ends'],
    },
    {
      name: 'a single Pod',
      yaml: `${budget('minAvailable: 1')}
apiVersion: v1
kind: Pod
metadata: { name: p, namespace: a, labels: { app: api } }
`,
      finds: ['PodDisruptionBudget a/b spec.minAvailable: minAvailable 1 of 1 lets none go: a drain never ends'],
    },
    {
      name: 'neither number, and one that is none',
      yaml:
        budget('') +
        THREE +
        budget('maxUnavailable: some', 'c').replace('app: api', 'app: web') +
        THREE.replaceAll(/\bapi\b/g, 'web'),
      finds: [
        'PodDisruptionBudget a/b spec: the budget says neither minAvailable nor maxUnavailable, and so protects no pod',
        'PodDisruptionBudget a/c spec.maxUnavailable: maxUnavailable "some" of 3 lets none go: a drain never ends',
      ],
    },
    {
      name: 'two budgets for one pod',
      yaml: budget('maxUnavailable: 1') + budget('maxUnavailable: 1', 'c') + THREE,
      finds: [
        'PodDisruptionBudget a/b spec.selector: Deployment a/api is also in PodDisruptionBudget a/c; its pods are never evicted',
        'PodDisruptionBudget a/c spec.selector: Deployment a/api is also in PodDisruptionBudget a/b; its pods are never evicted',
      ],
    },
  ],
} satisfies CheckCases;
