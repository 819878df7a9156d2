import { POD_SECURITY_CHECKS } from '../../../lib/checks/pod-security/pod-security-checks';
import { Judgement } from '../../../lib/evidence/judgement';
import { Manifest } from '../../../lib/manifests/manifest';
import { ManifestSet } from '../../../lib/manifests/manifest-set';
import { YamlDocuments } from '../../../lib/manifests/yaml/yaml-documents';

/** What the API server would say of the pods in a namespace with this level. */
function refusals(level: string, pods: string): string[] {
  const namespace = `
apiVersion: v1
kind: Namespace
metadata: { name: ml, labels: { pod-security.kubernetes.io/enforce: ${level}, pod-security.kubernetes.io/enforce-version: v1.36 } }
---`;
  const manifests = YamlDocuments.read(namespace + pods).map(object => new Manifest(object));
  return Judgement.of(new ManifestSet(manifests), POD_SECURITY_CHECKS).findings.map(({ message }) => message);
}

test('row B11: kubectl run test-pod --image=nginx in a restricted namespace has four violations, word for word', () => {
  const pod = `
apiVersion: v1
kind: Pod
metadata: { name: test-pod, namespace: ml, labels: { run: test-pod } }
spec: { containers: [{ name: test-pod, image: nginx }] }
`;
  expect(refusals('restricted', pod)).toEqual([
    'allowPrivilegeEscalation != false (container "test-pod" must set securityContext.allowPrivilegeEscalation=false)',
    'unrestricted capabilities (container "test-pod" must set securityContext.capabilities.drop=["ALL"])',
    'runAsNonRoot != true (pod or container "test-pod" must set securityContext.runAsNonRoot=true)',
    'seccompProfile (pod or container "test-pod" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")',
  ]);
});

test('row B09: baseline does not admit node-exporter, which the seed gives as its reason', () => {
  const exporter = `
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: node-exporter, namespace: ml }
spec:
  template:
    spec:
      hostNetwork: true
      hostPID: true
      containers: [{ name: node-exporter, image: node-exporter, ports: [{ containerPort: 9100, hostPort: 9100 }] }]
      volumes: [{ name: root, hostPath: { path: / } }]
`;
  expect(refusals('baseline', exporter)).toEqual([
    'host namespaces (hostNetwork=true, hostPID=true)',
    'hostPath volumes (volume "root")',
    'hostPort (container "node-exporter" uses hostPort 9100)',
  ]);
  expect(refusals('privileged', exporter)).toEqual([]);
});

test('row B17: baseline does not admit host IPC either; shared memory as an emptyDir stays restricted', () => {
  const job = (spec: string) => `
apiVersion: batch/v1
kind: Job
metadata: { name: train, namespace: ml }
spec: { template: { spec: { ${spec}, restartPolicy: Never } } }
`;
  const hardened =
    'securityContext: { runAsNonRoot: true, seccompProfile: { type: RuntimeDefault } }, containers: [{ name: main, image: x, ' +
    'securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } } }]';
  expect(refusals('baseline', job(`hostIPC: true, ${hardened}`))).toEqual(['host namespaces (hostIPC=true)']);
  const memory = 'volumes: [{ name: shm, emptyDir: { medium: Memory, sizeLimit: 1Gi } }]';
  expect(refusals('restricted', job(`${hardened}, ${memory}`))).toEqual([]);
});
