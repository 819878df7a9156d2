import type { CheckCases } from '../check-cases';
import { D04, deployment } from './seed-pods';

export default {
  check: 'host-isolation',
  passing: [
    { name: 'nothing shared', yaml: D04 },
    {
      name: 'false',
      yaml: deployment('hostNetwork: false, hostPID: false, hostIPC: null, shareProcessNamespace: false'),
    },
  ],
  failing: [
    {
      name: 'B09, N01: node-exporter, at whatever level its namespace is',
      yaml: `
apiVersion: v1
kind: Namespace
metadata: { name: a, labels: { pod-security.kubernetes.io/enforce: privileged } }
---${deployment('hostNetwork: true, hostPID: true', 'DaemonSet')}`,
      finds: [
        'DaemonSet a/w spec.template.spec.hostNetwork: the pod is in the network of its node',
        'DaemonSet a/w spec.template.spec.hostPID: the pod sees the processes of its node',
      ],
    },
    {
      name: 'B17: a training job with the IPC of its node',
      yaml: `
apiVersion: batch/v1
kind: Job
metadata: { name: j, namespace: a }
spec: { template: { spec: { hostIPC: true } } }
`,
      finds: ['Job a/j spec.template.spec.hostIPC: the pod shares memory segments and queues with its node'],
    },
    {
      name: 'sidecars that see each other',
      yaml: deployment('shareProcessNamespace: true'),
      finds: [
        'Deployment a/w spec.template.spec.shareProcessNamespace: the containers of the pod see the processes of each other, and with them files and environment',
      ],
    },
  ],
} satisfies CheckCases;
