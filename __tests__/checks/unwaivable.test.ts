import { CHECKS } from '../../lib/checks/catalog';
import { Judgement } from '../../lib/evidence/judgement';
import { Manifest } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';

test('what cannot be waived endangers others: the pods of a node, or other tenants', () => {
  expect(CHECKS.filter(({ unwaivable }) => unwaivable).map(({ id }) => id)).toEqual([
    'pod-security-fields',
    'app-armor-profile',
    'capabilities-baseline',
    'host-namespaces',
    'host-path-volumes',
    'host-ports',
    'host-probes-and-host-lifecycle',
    'privileged',
    'proc-mount-baseline',
    'se-linux-options',
    'seccomp-profile-baseline',
    'sysctls',
    'windows-host-process',
    'sensitive-pool',
    'cross-tenant-access',
    'tenant-self-service',
    'tenant-isolation',
    'tenant-kinds',
  ]);
});

describe('in a restricted namespace, where a restricted check takes the place of a baseline one', () => {
  const namespace = new Manifest({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'a', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
  });
  /** Whether each finding about the pod can be waived. */
  const waivable = (check: string, security: object, spec: object = {}) => {
    const containers = [{ name: 'main', securityContext: security }];
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'p', namespace: 'a' },
      spec: { containers, ...spec },
    };
    const { findings } = Judgement.of(new ManifestSet([namespace, new Manifest(pod)]), CHECKS);
    return findings.filter(finding => finding.check === check).map(({ unwaivable }) => !unwaivable);
  };

  test('a capability that was not dropped can be waived, one that was added cannot', () => {
    expect(waivable('capabilities-restricted', {})).toEqual([true]);
    expect(waivable('capabilities-restricted', { capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } })).toEqual(
      [],
    );
    expect(waivable('capabilities-restricted', { capabilities: { drop: ['ALL'], add: ['CHOWN'] } })).toEqual([true]);
    expect(waivable('capabilities-restricted', { capabilities: { drop: ['ALL'], add: ['SYS_ADMIN'] } })).toEqual([
      false,
    ]);
  });

  test('a missing seccomp profile can be waived, none at all cannot', () => {
    expect(waivable('seccomp-profile-restricted', {})).toEqual([true]);
    expect(waivable('seccomp-profile-restricted', { seccompProfile: { type: 'Unconfined' } })).toEqual([false]);
  });

  test('a volume of NFS can be waived, one of the host cannot', () => {
    expect(waivable('restricted-volumes', {}, { volumes: [{ name: 'v', nfs: {} }] })).toEqual([true]);
    expect(waivable('restricted-volumes', {}, { volumes: [{ name: 'v', hostPath: { path: '/' } }] })).toEqual([false]);
  });
});
