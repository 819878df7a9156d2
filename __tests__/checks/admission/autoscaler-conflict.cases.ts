import type { CheckCases } from '../check-cases';

const horizontal = (metrics = '', target = 'api') => `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: api-hpa, namespace: a }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: ${target} }, ${metrics} }
`;
const vertical = (spec = '') => `---
apiVersion: autoscaling.k8s.io/v1
kind: VerticalPodAutoscaler
metadata: { name: api, namespace: a }
spec: { targetRef: { apiVersion: apps/v1, kind: Deployment, name: api }, ${spec} }
`;
const CPU = 'metrics: [{ type: Resource, resource: { name: cpu } }]';
const AT = 'VerticalPodAutoscaler a/api spec.updatePolicy.updateMode';

export default {
  check: 'autoscaler-conflict',
  passing: [
    { name: 'J24: one that only recommends', yaml: horizontal(CPU) + vertical('updatePolicy: { updateMode: "Off" }') },
    { name: 'no other autoscaler', yaml: vertical() },
    { name: 'another workload', yaml: horizontal(CPU, 'other') + vertical() },
    {
      name: 'replicas by something else',
      yaml: horizontal('metrics: [{ type: Pods, pods: { metric: { name: queue } } }]') + vertical(),
    },
    {
      name: 'memory for one, CPU for the other',
      yaml:
        horizontal(CPU) +
        vertical('resourcePolicy: { containerPolicies: [{ containerName: "*", controlledResources: [memory] }] }'),
    },
    {
      name: 'no container',
      yaml: horizontal(CPU) + vertical('resourcePolicy: { containerPolicies: [{ containerName: "*", mode: "Off" }] }'),
    },
  ],
  failing: [
    {
      name: 'J24: requests and replicas, each by the other',
      yaml: horizontal('metrics: [{ type: ContainerResource, containerResource: { name: memory } }]') + vertical(),
      finds: [`${AT}: changes requests of memory, by which HorizontalPodAutoscaler a/api-hpa counts replicas`],
    },
    {
      name: 'J24: CPU, where nothing is said, and one container apart',
      yaml:
        horizontal() +
        vertical(
          'updatePolicy: { updateMode: Initial }, resourcePolicy: { containerPolicies: [{ containerName: x, mode: "Off" }] }',
        ),
      finds: [`${AT}: changes requests of cpu, by which HorizontalPodAutoscaler a/api-hpa counts replicas`],
    },
  ],
} satisfies CheckCases;
