import type { CheckCases } from '../check-cases';
import { container, D04, deployment } from './seed-pods';

export default {
  check: 'read-only-root-filesystem',
  passing: [
    {
      name: 'D02: all three lists',
      yaml: deployment(
        'initContainers: [{ securityContext: { readOnlyRootFilesystem: true } }], containers: [{ securityContext: { readOnlyRootFilesystem: true } }], ephemeralContainers: [{ securityContext: { readOnlyRootFilesystem: true } }]',
      ),
    },
    { name: 'Windows', yaml: deployment('os: { name: windows }, containers: [{ name: main }]') },
    { name: 'a kind without pods', yaml: container('').replace('apps/v1', 'example.com/v1') },
  ],
  failing: [
    {
      name: 'D02, D04: the Deployment of the pipeline',
      yaml: D04,
      finds: [
        'Deployment ml-production/ml-model-deployment spec.template.spec.containers[0].securityContext.readOnlyRootFilesystem: the root file system of container "model" is writable',
      ],
    },
    {
      name: 'false, null, of another type',
      yaml:
        container('securityContext: { readOnlyRootFilesystem: false }') +
        container('securityContext: null') +
        container('securityContext: { readOnlyRootFilesystem: "true" }'),
      finds: [
        'Deployment a/w spec.template.spec.containers[0].securityContext.readOnlyRootFilesystem: the root file system of container "main" is writable',
        'Deployment a/w spec.template.spec.containers[0].securityContext.readOnlyRootFilesystem: the root file system of container "main" is writable',
        'Deployment a/w spec.template.spec.containers[0].securityContext.readOnlyRootFilesystem: the root file system of container "main" is writable',
      ],
    },
    {
      name: 'an init container, a sidecar, an ephemeral container',
      yaml: deployment(
        'initContainers: [{ name: init }, { name: log, restartPolicy: Always }], ephemeralContainers: [{ name: debug }]',
      ),
      finds: [
        'Deployment a/w spec.template.spec.initContainers[0].securityContext.readOnlyRootFilesystem: the root file system of container "init" is writable',
        'Deployment a/w spec.template.spec.initContainers[1].securityContext.readOnlyRootFilesystem: the root file system of container "log" is writable',
        'Deployment a/w spec.template.spec.ephemeralContainers[0].securityContext.readOnlyRootFilesystem: the root file system of container "debug" is writable',
      ],
    },
    {
      name: 'a container that is none',
      yaml: deployment('containers: [7]'),
      finds: [
        'Deployment a/w spec.template.spec.containers[0].securityContext.readOnlyRootFilesystem: the root file system of container "" is writable',
      ],
    },
  ],
} satisfies CheckCases;
