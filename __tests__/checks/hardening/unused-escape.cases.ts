import type { CheckCases } from '../check-cases';

/** What a pod has beside, or in place of, what the restricted standard asks for. */
interface Use {
  readonly pod?: object;
  readonly container?: object;
  readonly security?: object;
}

/** A pod that meets the restricted standard, but for what is added, with escapes; JSON is YAML, too. */
const podWith = (escapes: readonly string[], { pod, container, security }: Use = {}) =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'agent',
      namespace: 'a',
      annotations: { 'fortress.cdk8s.io/escapes': escapes.map(kind => `${kind}: the node has it`).join('; ') },
    },
    spec: {
      securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [
        {
          name: 'main',
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, ...security },
          ...container,
        },
      ],
      ...pod,
    },
  });

const added = (capability: string) => ({ security: { capabilities: { drop: ['ALL'], add: [capability] } } });

/** Each escape, with what uses it. */
const USES: Readonly<Record<string, Use>> = {
  'host-network': { pod: { hostNetwork: true } },
  'host-pid': { pod: { hostPID: true } },
  'host-ipc': { pod: { hostIPC: true } },
  'host-path': { pod: { volumes: [{ name: 'v', hostPath: { path: '/proc' } }] } },
  'host-port': { container: { ports: [{ containerPort: 1, hostPort: 1 }] } },
  privileged: { security: { privileged: true } },
  'host-probe': { container: { livenessProbe: { tcpSocket: { port: 1, host: '127.0.0.1' } } } },
  'privilege-escalation': { security: { allowPrivilegeEscalation: true } },
  'baseline-capabilities': added('CHOWN'),
  capabilities: added('SYS_TIME'),
  'root-user': { security: { runAsUser: 0 } },
  unconfined: { security: { seccompProfile: { type: 'Unconfined' } } },
  sysctls: { pod: { securityContext: { sysctls: [{ name: 'kernel.msgmax', value: '1' }] } } },
  'volume-types': { pod: { volumes: [{ name: 'v', nfs: { server: 'a', path: '/' } }] } },
};
const FOUND = 'Pod a/agent metadata.annotations[fortress.cdk8s.io/escapes]: ';

export default {
  check: 'unused-escape',
  passing: [
    { name: 'no escape', yaml: podWith([]) },
    ...Object.entries(USES).map(([kind, use]) => ({ name: `${kind}, used`, yaml: podWith([kind], use) })),
    {
      name: 'two, both used',
      yaml: podWith(['host-network', 'host-pid'], { pod: { hostNetwork: true, hostPID: true } }),
    },
  ],
  failing: [
    {
      name: 'the name of what every object of JavaScript has',
      yaml: podWith(['constructor']),
      finds: [`${FOUND}there is no escape "constructor"`],
    },
    ...Object.keys(USES).map(kind => ({
      name: `${kind}, left over`,
      yaml: podWith([kind]),
      finds: [`${FOUND}"${kind}" is not used`],
    })),
    {
      name: 'one of two, left over',
      yaml: podWith(['host-network', 'host-pid'], USES['host-network']),
      finds: [`${FOUND}"host-pid" is not used`],
    },
    {
      name: 'an escape that does not exist',
      yaml: podWith(['host-nework'], USES['host-network']),
      finds: [`${FOUND}there is no escape "host-nework"`],
    },
  ],
} satisfies CheckCases;
