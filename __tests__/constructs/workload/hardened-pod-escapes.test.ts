import { Capability, Probe, SeccompProfileType, Volume } from 'cdk8s-plus-30';
import type { HardenedDeployment } from '../../../lib/constructs/workload/hardened-deployment';
import { Escape } from '../../../lib/values/escape';
import { PodSecurity } from '../../../lib/values/pod-security';
import {
  deployment,
  mainOf,
  namespaceWith,
  PRIVILEGED,
  podOf,
  problemsOf,
  type Rendered,
  rendered,
  restrictedViolations,
  SERVED,
} from './example-workload';

const REASON = 'there is no other way';

/** One escape each: how a workload comes to ask for it, what is rendered with it, and what is rendered without. */
interface EscapeCase {
  readonly factory: keyof typeof Escape;
  readonly build: (escapes: Escape[]) => HardenedDeployment;
  readonly asks?: string;
  readonly read: (built: HardenedDeployment) => Rendered;
  readonly granted: Rendered;
  readonly refused: Rendered;
}

const escaped = (escapes: Escape[], props: object = {}) => deployment({ namespace: PRIVILEGED, escapes, ...props });
const secured = (securityContext: object) => (escapes: Escape[]) => escaped(escapes, { securityContext });
const contextOf = (built: HardenedDeployment) => mainOf(built).securityContext;

const CASES: EscapeCase[] = [
  {
    factory: 'hostNetwork',
    build: escaped,
    read: built => podOf(built).hostNetwork,
    granted: true,
    refused: undefined,
  },
  { factory: 'hostPid', build: escaped, read: built => podOf(built).hostPID, granted: true, refused: undefined },
  { factory: 'hostIpc', build: escaped, read: built => podOf(built).hostIPC, granted: true, refused: undefined },
  {
    factory: 'hostPort',
    build: escapes => {
      const built = escaped(escapes);
      built.deployment.containers[0].addPort({ number: 9000, hostPort: 9000 });
      return built;
    },
    asks: 'container "main" asks for hostPort 9000',
    read: built => mainOf(built).ports[1],
    granted: { containerPort: 9000, hostPort: 9000 },
    refused: { containerPort: 9000 },
  },
  {
    factory: 'hostProbe',
    build: escapes => escaped(escapes, { liveness: Probe.fromTcpSocket({ host: '10.0.0.1' }) }),
    asks: 'container "main" asks for a probe or hook that calls the host "10.0.0.1"',
    read: built => mainOf(built).livenessProbe.tcpSocket,
    granted: { port: 8000, host: '10.0.0.1' },
    refused: { port: 8000 },
  },
  {
    factory: 'privileged',
    build: secured({ privileged: true, allowPrivilegeEscalation: false }),
    asks: 'container "main" asks for privileged: true',
    read: built => [contextOf(built).privileged, contextOf(built).allowPrivilegeEscalation],
    granted: [true, true],
    refused: [undefined, false],
  },
  {
    factory: 'privilegeEscalation',
    build: secured({ allowPrivilegeEscalation: true }),
    asks: 'container "main" asks for allowPrivilegeEscalation: true',
    read: built => contextOf(built).allowPrivilegeEscalation,
    granted: true,
    refused: false,
  },
  {
    factory: 'baselineCapabilities',
    build: secured({ capabilities: { add: [Capability.CHOWN] } }),
    asks: 'container "main" asks for capabilities ["CHOWN"]',
    read: built => contextOf(built).capabilities,
    granted: { drop: ['ALL'], add: ['CHOWN'] },
    refused: { drop: ['ALL'] },
  },
  {
    factory: 'capabilities',
    build: secured({ capabilities: { add: [Capability.SYS_PTRACE] } }),
    asks: 'container "main" asks for capabilities ["SYS_PTRACE"]',
    read: built => contextOf(built).capabilities,
    granted: { drop: ['ALL'], add: ['SYS_PTRACE'] },
    refused: { drop: ['ALL'] },
  },
  {
    factory: 'rootUser',
    build: secured({ user: 0 }),
    asks: 'container "main" asks for user 0',
    read: built => [contextOf(built).runAsUser, contextOf(built).runAsNonRoot],
    granted: [0, false],
    refused: [undefined, true],
  },
  {
    factory: 'unconfined',
    build: secured({ seccompProfile: { type: SeccompProfileType.UNCONFINED } }),
    asks: 'container "main" asks for seccompProfile Unconfined',
    read: built => contextOf(built).seccompProfile,
    granted: { type: 'Unconfined' },
    refused: undefined,
  },
  {
    factory: 'sysctls',
    build: escapes => escaped(escapes, { podSecurityContext: { sysctls: [{ name: 'kernel.msgmax', value: '1' }] } }),
    asks: 'the pod asks for the sysctls ["kernel.msgmax"]',
    read: built => podOf(built).securityContext.sysctls,
    granted: [{ name: 'kernel.msgmax', value: '1' }],
    refused: undefined,
  },
];

describe.each(CASES)('Escape.$factory', ({ factory, build, asks, read, granted, refused }) => {
  const grant = (Escape[factory] as (reason: string) => Escape)(REASON);

  test('is rendered on the workload, and has its effect', () => {
    const built = build([grant]);
    expect(rendered(built, 'Deployment').metadata.annotations).toEqual({
      'fortress.cdk8s.io/escapes': `${grant.kind}: ${REASON}`,
    });
    expect(read(built)).toEqual(granted);
    expect(restrictedViolations(podOf(built))).not.toEqual([]);
    expect(problemsOf(built)).toEqual([]);
  });

  test('without it the pod is restricted, and a wish that was taken away is named', () => {
    const built = build([]);
    expect(rendered(built, 'Deployment').metadata).not.toHaveProperty('annotations');
    expect(read(built)).toEqual(refused);
    expect(restrictedViolations(podOf(built))).toEqual([]);
    const remedy = `drop it, or pass escapes: [Escape.${factory}('why there is no other way')]`;
    expect(problemsOf(built)).toEqual(asks === undefined ? [] : [`${asks}; ${remedy}`]);
  });

  test('is refused where the namespace enforces a stricter level', () => {
    const least = grant.isBaseline ? 'baseline' : 'privileged';
    const inNamespace = (podSecurity: PodSecurity) => () =>
      deployment({ namespace: namespaceWith({ podSecurity }), escapes: [grant] });
    const refusal = (level: string) =>
      new Error(
        `escape ${grant.kind} is refused in namespace "tenant-a", which enforces ${level}; ` +
          `run the workload in a namespace of level ${least}`,
      );
    expect(inNamespace(PodSecurity.restricted())).toThrow(refusal('restricted'));
    if (grant.isBaseline) expect(inNamespace(PodSecurity.baseline())).not.toThrow();
    else expect(inNamespace(PodSecurity.baseline())).toThrow(refusal('baseline'));
    expect(inNamespace(PodSecurity.privileged())).not.toThrow();
  });
});

describe.each<[keyof typeof Escape, (built: HardenedDeployment) => Volume, string]>([
  ['hostPath', built => Volume.fromHostPath(built, 'v', 'v', { path: '/dev' }), 'the pod asks for the hostPath "/dev"'],
  [
    'volumeTypes',
    built => Volume.fromNfs(built, 'v', 'v', { server: 's', path: '/' }),
    'the pod asks for the nfs volume "v"',
  ],
])('Escape.%s', (factory, volumeIn, asks) => {
  const grant = (Escape[factory] as (reason: string) => Escape)(REASON);
  const build = (escapes: Escape[]) => {
    const built = escaped(escapes);
    built.pod.addVolume(volumeIn(built));
    return built;
  };

  test('admits the volume; without it, validation names it, and the volume stays for the judge to see', () => {
    expect(problemsOf(build([grant]))).toEqual([]);
    expect(problemsOf(build([]))).toEqual([
      `${asks}; drop it, or pass escapes: [Escape.${factory}('why there is no other way')]`,
    ]);
    expect(restrictedViolations(podOf(build([])))).toHaveLength(1);
  });
});

test('several escapes stand in one annotation, beside other annotations', () => {
  const escapes = [Escape.hostPid('reads the processes of the node'), Escape.hostPath('reads the logs of the node')];
  expect(rendered(escaped(escapes, { annotations: { a: 'b' } }), 'Deployment').metadata.annotations).toEqual({
    a: 'b',
    'fortress.cdk8s.io/escapes': 'host-pid: reads the processes of the node; host-path: reads the logs of the node',
  });
});

test('an escape is for all containers of its pod, init containers and sidecars included', () => {
  const beside = { image: SERVED.image, resources: SERVED.resources, securityContext: { privileged: true } };
  const built = escaped([Escape.privileged(REASON)], {
    sidecars: [{ name: 'sidecar', ...beside }],
    initContainers: [{ name: 'init', ...beside }],
  });
  const { containers, initContainers } = podOf(built);
  expect([...containers, ...initContainers].map(({ securityContext }) => securityContext.privileged)).toEqual([
    undefined,
    true,
    true,
  ]);
});

test('a pod of user 0 need not be non-root, nor its containers', () => {
  const built = escaped([Escape.rootUser(REASON)], { podSecurityContext: { user: 0 } });
  expect(podOf(built).securityContext).toMatchObject({ runAsUser: 0, runAsNonRoot: false });
  expect(contextOf(built)).not.toHaveProperty('runAsUser');
  expect(contextOf(built).runAsNonRoot).toBe(false);
});
