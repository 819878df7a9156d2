import type { CheckCases } from '../check-cases';

const IMAGE = `registry.example.com/app@sha256:${'0'.repeat(64)}`;
const HARDENED = `image: "${IMAGE}", resources: { limits: { memory: 1Gi } }, securityContext: {
  runAsNonRoot: true, allowPrivilegeEscalation: false, readOnlyRootFilesystem: true,
  capabilities: { drop: [ALL] }, seccompProfile: { type: RuntimeDefault } }`;
const deployment = (container: string, pod = 'automountServiceAccountToken: false', namespace = 'a') => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: w, namespace: ${namespace} }
spec: { template: { spec: { ${pod}, containers: [{ name: c, ${container} }] } } }
`;
const namespace = (name: string) => `
apiVersion: v1
kind: Namespace
metadata: { name: ${name}, labels: { tenant: models } }
`;
const path = 'Deployment a/w spec.template.spec';
const BARE =
  'image: nginx, ports: [{ hostPort: 80 }], securityContext: { privileged: true, capabilities: { add: [SYS_ADMIN] } }';
const BARE_POD = 'hostNetwork: true, hostPID: true, hostIPC: true, volumes: [{ name: v, hostPath: { path: / } }]';

export default {
  check: 'weaker-pod',
  passing: [
    { name: 'no environment before', yaml: deployment(BARE, BARE_POD) },
    { name: 'the same in both', yaml: deployment(HARDENED), earlier: deployment(HARDENED) },
    { name: 'more than before', yaml: deployment(HARDENED), earlier: deployment(BARE, BARE_POD) },
    { name: 'no twin there', yaml: deployment(BARE), earlier: deployment(HARDENED, 'hostIPC: false', 'b') },
    {
      name: 'what the pod says holds for its containers',
      yaml: deployment(
        HARDENED.replace('runAsNonRoot: true,', '').replace(/, seccompProfile.*\}/, ' }'),
        'automountServiceAccountToken: false, securityContext: { runAsNonRoot: true, seccompProfile: { type: Localhost } }',
      ),
      earlier: deployment(HARDENED),
    },
  ],
  failing: [
    {
      name: 'G17, D20: a pod of production that is less hardened than its twin in development, in everything',
      yaml: deployment(BARE, BARE_POD),
      earlier: deployment(HARDENED),
      finds: [
        `${path}.containers[0].securityContext.runAsNonRoot: container "c" may run as root; in the environment before none does`,
        `${path}.containers[0].securityContext.allowPrivilegeEscalation: container "c" may gain privileges; in the environment before none does`,
        `${path}.containers[0].securityContext.privileged: container "c" runs privileged; in the environment before none does`,
        `${path}.containers[0].securityContext.readOnlyRootFilesystem: container "c" can write to its root file system; in the environment before none does`,
        `${path}.containers[0].securityContext.capabilities.drop: container "c" keeps capabilities; in the environment before none does`,
        `${path}.containers[0].securityContext.capabilities.add: container "c" adds capabilities; in the environment before none does`,
        `${path}.containers[0].securityContext.seccompProfile.type: container "c" has no seccomp profile; in the environment before none does`,
        `${path}.containers[0].ports: container "c" has a port of its node; in the environment before none does`,
        `${path}.containers[0].resources.limits.memory: container "c" has no bound on its memory; in the environment before none does`,
        `${path}.containers[0].image: container "c" runs an image without a digest; in the environment before none does`,
        `${path}.hostNetwork: the pod joins the network of its node; in the environment before it does not`,
        `${path}.hostPID: the pod sees the processes of its node; in the environment before it does not`,
        `${path}.hostIPC: the pod shares memory with its node; in the environment before it does not`,
        `${path}.automountServiceAccountToken: the pod gets a token of its ServiceAccount; in the environment before it does not`,
        `${path}.volumes: the pod mounts directories of its node; in the environment before it does not`,
      ],
    },
    {
      name: 'B05: the twin is in the namespace of the same tenant',
      yaml: `${namespace('ml-production')}---${deployment(HARDENED.replace('readOnlyRootFilesystem: true, ', '').replace('readOnlyRootFilesystem: true,', ''), undefined, 'ml-production')}`,
      earlier: `${namespace('ml-staging')}---${deployment(HARDENED, undefined, 'ml-staging')}`,
      finds: [
        'Deployment ml-production/w spec.template.spec.containers[0].securityContext.readOnlyRootFilesystem: container "c" can write to its root file system; in the environment before none does',
      ],
    },
    {
      name: 'one container of two',
      yaml: deployment(
        `${HARDENED} }, { name: sidecar, ${HARDENED.replace('runAsNonRoot: true', 'runAsNonRoot: false')}`,
      ),
      earlier: deployment(HARDENED),
      finds: [
        `${path}.containers[1].securityContext.runAsNonRoot: container "sidecar" may run as root; in the environment before none does`,
      ],
    },
  ],
} satisfies CheckCases;
