import type { CheckCases } from '../check-cases';
import { container, D04, deployment } from './seed-pods';

export default {
  check: 'explicit-user',
  passing: [
    {
      name: 'D01: the user of the pod',
      yaml: container('', 'securityContext: { runAsNonRoot: true, runAsUser: 1000, fsGroup: 2000 },'),
    },
    { name: 'the user of the container', yaml: container('securityContext: { runAsUser: 1 }') },
    {
      name: 'the container wins',
      yaml: container('securityContext: { runAsUser: 1 }', 'securityContext: { runAsUser: 0 },'),
    },
    { name: 'Windows', yaml: container('', 'os: { name: windows },') },
  ],
  failing: [
    {
      name: 'G16: the pods that are made of a Sensor and of the steps of a workflow',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: { name: deploy, namespace: a }
spec: { template: { container: {} } }
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: { name: deploy, namespace: a }
spec: { podSpecPatch: '{}', templates: [{ name: verify, container: { image: x, securityContext: { runAsUser: 0 } } }] }
`,
      finds: [
        'WorkflowTemplate a/deploy spec.podSpecPatch: container "init" runs as the user of its image',
        'WorkflowTemplate a/deploy spec.podSpecPatch: container "wait" runs as the user of its image',
        'WorkflowTemplate a/deploy spec.templates[0].container.securityContext.runAsUser: container "main" runs as user 0',
        'Sensor a/deploy spec.template.container.securityContext.runAsUser: container "main" runs as the user of its image',
      ],
    },
    {
      name: 'D04, D06: an image that runs as root, and nobody says otherwise',
      yaml: D04,
      finds: [
        'Deployment ml-production/ml-model-deployment spec.template.spec.containers[0].securityContext.runAsUser: container "model" runs as the user of its image',
      ],
    },
    {
      name: 'D06: what the kubelet would not start',
      yaml: container('', 'securityContext: { runAsNonRoot: true },'),
      finds: [
        'Deployment a/w spec.template.spec.containers[0].securityContext.runAsUser: container "main" runs as the user of its image',
      ],
    },
    {
      name: 'root, by the container and by the pod',
      yaml:
        container('securityContext: { runAsUser: 0 }', 'securityContext: { runAsUser: 1000 },') +
        container('', 'securityContext: { runAsUser: 0 },'),
      finds: [
        'Deployment a/w spec.template.spec.containers[0].securityContext.runAsUser: container "main" runs as user 0',
        'Deployment a/w spec.template.spec.containers[0].securityContext.runAsUser: container "main" runs as user 0',
      ],
    },
    {
      name: 'a user that is no number',
      yaml: container('securityContext: { runAsUser: "1000" }'),
      finds: [
        'Deployment a/w spec.template.spec.containers[0].securityContext.runAsUser: container "main" runs as user "1000"',
      ],
    },
    {
      name: 'an init container and an ephemeral one',
      yaml: deployment(
        'containers: [{ name: main, securityContext: { runAsUser: 1 } }], initContainers: [{ name: init }], ephemeralContainers: [{ name: debug }]',
      ),
      finds: [
        'Deployment a/w spec.template.spec.initContainers[0].securityContext.runAsUser: container "init" runs as the user of its image',
        'Deployment a/w spec.template.spec.ephemeralContainers[0].securityContext.runAsUser: container "debug" runs as the user of its image',
      ],
    },
  ],
} satisfies CheckCases;
