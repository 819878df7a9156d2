import type { CheckCases } from '../check-cases';
import { container, D04, deployment } from './seed-pods';

const RESOURCES = 'resources: { requests: { cpu: 250m, memory: 512Mi }, limits: { cpu: 500m, memory: 1Gi } }';
const LIMITS = `
apiVersion: v1
kind: LimitRange
metadata: { name: ml-container-limits, namespace: ml-production }
spec: { limits: [{ type: Container, default: { cpu: 1000m, memory: 6Gi }, defaultRequest: { cpu: 500m, memory: 4Gi } }] }
---
`;

export default {
  check: 'resources-set',
  passing: [
    { name: 'D11: requests and limits', yaml: container(RESOURCES) },
    { name: 'C09: requests that are the limits', yaml: container('resources: { limits: { cpu: 1, memory: 2Gi } }') },
    { name: 'of the pod as a whole', yaml: container('', `${RESOURCES},`) },
    {
      name: 'of the pod in part',
      yaml: container('resources: { limits: { memory: 1Gi } }', 'resources: { limits: { cpu: 1 } },'),
    },
    { name: 'ephemeral containers have none', yaml: deployment('ephemeralContainers: [{ name: debug }]') },
    { name: 'a kind without pods', yaml: container('').replace('apps/v1', 'example.com/v1') },
  ],
  failing: [
    {
      name: 'D04: the Deployment of the pipeline',
      yaml: D04,
      finds: [
        'Deployment ml-production/ml-model-deployment spec.template.spec.containers[0].resources: container "model" does not set requests.cpu, requests.memory, limits.cpu, limits.memory',
      ],
    },
    {
      name: 'C09: what a LimitRange fills in is not guaranteed',
      yaml: LIMITS + D04,
      finds: [
        'Deployment ml-production/ml-model-deployment spec.template.spec.containers[0].resources: container "model" does not set requests.cpu, requests.memory, limits.cpu, limits.memory',
      ],
    },
    {
      name: 'C18: init containers and sidecars too',
      yaml: deployment(
        `containers: [{ name: main, ${RESOURCES} }], initContainers: [{ name: init }, { name: log, restartPolicy: Always, resources: { requests: { cpu: 50m, memory: 64Mi } } }]`,
      ),
      finds: [
        'Deployment a/w spec.template.spec.initContainers[0].resources: container "init" does not set requests.cpu, requests.memory, limits.cpu, limits.memory',
        'Deployment a/w spec.template.spec.initContainers[1].resources: container "log" does not set limits.cpu, limits.memory',
      ],
    },
    {
      name: 'one of the four',
      yaml:
        container('resources: { requests: { cpu: 1, memory: 1Gi }, limits: { memory: 1Gi } }') +
        container('resources: { requests: { cpu: 1 }, limits: { cpu: 1 } }'),
      finds: [
        'Deployment a/w spec.template.spec.containers[0].resources: container "main" does not set limits.cpu',
        'Deployment a/w spec.template.spec.containers[0].resources: container "main" does not set requests.memory, limits.memory',
      ],
    },
    {
      name: 'a request of none, where the limit would be one',
      yaml: container('resources: { requests: { cpu: 0, memory: 1Gi }, limits: { cpu: 1, memory: 1Gi } }'),
      finds: ['Deployment a/w spec.template.spec.containers[0].resources: container "main" does not set requests.cpu'],
    },
    {
      name: 'nothing, less than nothing, no quantity',
      yaml:
        container('resources: { limits: { cpu: 0, memory: -1Gi } }') +
        container('resources: { limits: { cpu: lots, memory: null } }'),
      finds: [
        'Deployment a/w spec.template.spec.containers[0].resources: container "main" does not set requests.cpu, requests.memory, limits.cpu, limits.memory',
        'Deployment a/w spec.template.spec.containers[0].resources: container "main" does not set requests.cpu, requests.memory, limits.cpu, limits.memory',
      ],
    },
  ],
} satisfies CheckCases;
