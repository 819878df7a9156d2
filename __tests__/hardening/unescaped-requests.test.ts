import type { PodJson } from '../../lib/hardening/hardening';
import { unescapedRequests } from '../../lib/hardening/unescaped-requests';
import { Escape } from '../../lib/values/escape';

const REASON = 'there is no other way';
const container = (fields: PodJson) => ({ containers: [{ name: 'main', ...fields }] });
const context = (securityContext: PodJson) => container({ securityContext });

/** What a pod asks for, the words for it, the escape to name, and the escapes that grant it. */
const ROWS: [PodJson, string, keyof typeof Escape, Escape[]][] = [
  [{ hostNetwork: true }, 'the pod asks for hostNetwork: true', 'hostNetwork', [Escape.hostNetwork(REASON)]],
  [
    {
      volumes: [
        { name: 'a', emptyDir: {} },
        { name: 'logs', hostPath: { path: '/var/log' } },
      ],
    },
    'the pod asks for the hostPath "/var/log"',
    'hostPath',
    [Escape.hostPath(REASON)],
  ],
  [
    {
      volumes: [
        { name: 'a', configMap: {} },
        { name: 'models', nfs: { server: 'nfs', path: '/' } },
      ],
    },
    'the pod asks for the nfs volume "models"',
    'volumeTypes',
    [Escape.volumeTypes(REASON)],
  ],
  [
    {
      securityContext: {
        sysctls: [{ name: 'kernel.msgmax' }, { name: 'net.ipv4.tcp_rmem' }, { name: 'vm.swappiness' }],
      },
    },
    'the pod asks for the sysctls ["kernel.msgmax","vm.swappiness"]',
    'sysctls',
    [Escape.sysctls(REASON)],
  ],
  [{ securityContext: { runAsUser: 0 } }, 'the pod asks for user 0', 'rootUser', [Escape.rootUser(REASON)]],
  [
    { securityContext: { runAsNonRoot: false } },
    'the pod asks for runAsNonRoot: false',
    'rootUser',
    [Escape.rootUser(REASON)],
  ],
  [
    container({ ports: [{ containerPort: 1 }, { containerPort: 80, hostPort: 8080 }] }),
    'container "main" asks for hostPort 8080',
    'hostPort',
    [Escape.hostPort(REASON)],
  ],
  ...['livenessProbe', 'readinessProbe', 'startupProbe'].map((probe): (typeof ROWS)[number] => [
    container({ [probe]: { httpGet: { host: '10.0.0.1' } } }),
    'container "main" asks for a probe or hook that calls the host "10.0.0.1"',
    'hostProbe',
    [Escape.hostProbe(REASON)],
  ]),
  ...['postStart', 'preStop'].map((hook): (typeof ROWS)[number] => [
    container({ lifecycle: { [hook]: { tcpSocket: { host: '10.0.0.1' } } } }),
    'container "main" asks for a probe or hook that calls the host "10.0.0.1"',
    'hostProbe',
    [Escape.hostProbe(REASON)],
  ]),
  [
    context({ privileged: true }),
    'container "main" asks for privileged: true',
    'privileged',
    [Escape.privileged(REASON)],
  ],
  [
    context({ allowPrivilegeEscalation: true }),
    'container "main" asks for allowPrivilegeEscalation: true',
    'privilegeEscalation',
    [Escape.privilegeEscalation(REASON)],
  ],
  [
    context({ capabilities: { add: ['CHOWN', 'NET_BIND_SERVICE', 'SETUID'] } }),
    'container "main" asks for capabilities ["CHOWN","SETUID"]',
    'baselineCapabilities',
    [Escape.baselineCapabilities(REASON), Escape.capabilities(REASON)],
  ],
  [
    context({ capabilities: { add: ['NET_ADMIN', 'NET_BIND_SERVICE'] } }),
    'container "main" asks for capabilities ["NET_ADMIN"]',
    'capabilities',
    [Escape.capabilities(REASON)],
  ],
  [context({ runAsUser: 0 }), 'container "main" asks for user 0', 'rootUser', [Escape.rootUser(REASON)]],
  [
    context({ runAsNonRoot: false }),
    'container "main" asks for runAsNonRoot: false',
    'rootUser',
    [Escape.rootUser(REASON)],
  ],
  [
    context({ seccompProfile: { type: 'Unconfined' } }),
    'container "main" asks for seccompProfile Unconfined',
    'unconfined',
    [Escape.unconfined(REASON)],
  ],
];

const EVERY_ESCAPE = Object.getOwnPropertyNames(Escape)
  .filter(name => !name.startsWith('_'))
  .map(name => Escape[name as keyof typeof Escape] as unknown)
  .filter(member => typeof member === 'function')
  .map(factory => (factory as (reason: string) => Escape)(REASON));

describe.each(ROWS)('%j', (pod, wish, factory, grants) => {
  test('is refused, with the words that grant it', () => {
    expect(unescapedRequests(pod, [])).toEqual([
      `${wish}; drop it, or pass escapes: [Escape.${factory}('why there is no other way')]`,
    ]);
  });

  test('is granted by its escape, and by no other', () => {
    const granting = EVERY_ESCAPE.filter(one => unescapedRequests(pod, [one]).length === 0).map(({ kind }) => kind);
    expect(granting.sort()).toEqual(grants.map(({ kind }) => kind).sort());
  });
});

test('all wishes of all containers are named at once', () => {
  const asked = { securityContext: { privileged: true, runAsUser: 0 } };
  const found = unescapedRequests(
    { hostNetwork: true, containers: [{ name: 'main', ...asked }], initContainers: [{ name: 'init', ...asked }] },
    [],
  );
  expect(found.map(problem => problem.split(';')[0])).toEqual([
    'the pod asks for hostNetwork: true',
    'container "init" asks for privileged: true',
    'container "main" asks for privileged: true',
    'container "init" asks for user 0',
    'container "main" asks for user 0',
  ]);
});

test('what the restricted level admits is no wish', () => {
  const admitted = {
    hostNetwork: false,
    securityContext: { runAsUser: 7, runAsNonRoot: true, sysctls: [{ name: 'net.ipv4.tcp_wmem', value: '1' }] },
    volumes: [
      { name: 'a', emptyDir: {} },
      { name: 'b', persistentVolumeClaim: {} },
    ],
    ...container({
      ports: [{ containerPort: 80, hostPort: 0 }],
      livenessProbe: { httpGet: { path: '/' } },
      readinessProbe: { exec: { command: ['true'] } },
      lifecycle: {},
      securityContext: {
        privileged: false,
        allowPrivilegeEscalation: false,
        runAsNonRoot: true,
        capabilities: { add: ['NET_BIND_SERVICE'], drop: ['KILL'] },
        seccompProfile: { type: 'RuntimeDefault' },
      },
    }),
  };
  expect(unescapedRequests(admitted, [])).toEqual([]);
});
