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
