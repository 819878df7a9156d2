import type { CheckCases } from '../check-cases';
import { TEAM, workload } from '../class-yaml';

const pod = (volume: string, container: string, place = 'vision-inference') =>
  TEAM + workload('w', place, `volumes: [{ name: models, ${volume} }], containers: [{ name: main, ${container} }]`);
const CLAIM = 'persistentVolumeClaim: { claimName: models }';
const MOUNT = 'volumeMounts: [{ name: models, mountPath: /models }]';

export default {
  check: 'read-only-models',
  passing: [
    { name: 'read-only in the mount', yaml: pod(CLAIM, MOUNT.replace('/models }', '/models, readOnly: true }')) },
    { name: 'read-only in the claim', yaml: pod(CLAIM.replace('models }', 'models, readOnly: true }'), MOUNT) },
    { name: 'scratch space', yaml: pod('emptyDir: {}', MOUNT) },
    { name: 'a ConfigMap', yaml: pod('configMap: { name: c }', MOUNT) },
    { name: 'training writes models', yaml: pod(CLAIM, MOUNT, 'vision-training') },
  ],
  failing: [
    {
      name: 'L02, D34: a claim with models that the server can change',
      yaml: pod(CLAIM, MOUNT),
      finds: [
        'Deployment vision-inference/w spec.template.spec.containers[0].volumeMounts[0]: container "main" can write to volume "models"',
      ],
    },
    {
      name: 'L02: a block device, and a share',
      yaml:
        pod(CLAIM, 'volumeDevices: [{ name: models, devicePath: /dev/x }]') +
        workload(
          'v',
          'vision-inference',
          'volumes: [{ name: models, nfs: { server: s, path: / } }], containers: [{ name: main, volumeMounts: [{ name: models, mountPath: /m, readOnly: false }] }]',
        ),
      finds: [
        'Deployment vision-inference/w spec.template.spec.containers[0].volumeDevices[0]: container "main" can write to volume "models"',
        'Deployment vision-inference/v spec.template.spec.containers[0].volumeMounts[0]: container "main" can write to volume "models"',
      ],
    },
  ],
} satisfies CheckCases;
