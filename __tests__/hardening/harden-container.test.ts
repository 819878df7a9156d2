import { hardenContainer } from '../../lib/hardening/harden-container';
import type { Hardening, PodJson } from '../../lib/hardening/hardening';
import { Escape } from '../../lib/values/escape';
import { NodePool } from '../../lib/values/node-pool';
import { SMALL } from '../constructs/workload/example-workload';

const REASON = 'there is no other way';
const BARE: Hardening = {
  pool: NodePool.dedicated('ml'),
  escapes: [],
  writable: {},
  resources: new Map(),
  portNames: new Map(),
  claimMounts: new Map(),
  startupProbes: new Set(),
};

function harden(container: PodJson, hardening: Partial<Hardening> = {}, podContext: PodJson = { runAsUser: 1000 }) {
  return hardenContainer({ name: 'main', ...container }, podContext, { ...BARE, ...hardening });
}

function contextOf(securityContext: PodJson, escapes: Escape[] = [], podContext?: PodJson) {
  return harden({ securityContext }, { escapes }, podContext).securityContext;
}

const HARDENED = {
  runAsNonRoot: true,
  readOnlyRootFilesystem: true,
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
};

describe('without an escape', () => {
  test.each<[string, PodJson]>([
    ['nothing', {}],
    ['privileged', { privileged: true }],
    ['not privileged', { privileged: false }],
    ['privilege escalation', { allowPrivilegeEscalation: true }],
    ['the root user', { runAsUser: 0, runAsNonRoot: false }],
    ['no seccomp profile', { seccompProfile: { type: 'Unconfined' } }],
    ['capabilities', { capabilities: { add: ['CHOWN', 'SYS_ADMIN'], drop: ['KILL'] } }],
  ])('a container that asks for %s gets the plain hardened form', (_, context) => {
    expect(contextOf(context)).toEqual(HARDENED);
  });

  test.each<[string, PodJson, PodJson]>([
    ['a user and a group', { runAsUser: 7, runAsGroup: 8 }, { runAsUser: 7, runAsGroup: 8 }],
    ['a writable root file system', { readOnlyRootFilesystem: false }, { readOnlyRootFilesystem: false }],
    [
      'NET_BIND_SERVICE',
      { capabilities: { add: ['NET_BIND_SERVICE'] } },
      {
        capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] },
      },
    ],
    [
      'a profile of the node',
      { seccompProfile: { type: 'Localhost', localhostProfile: 'a.json' } },
      {
        seccompProfile: { type: 'Localhost', localhostProfile: 'a.json' },
      },
    ],
  ])('a container may have %s', (_, context, kept) => {
    expect(contextOf(context)).toEqual({ ...HARDENED, ...kept });
  });
});

describe('with its escape', () => {
  test('a privileged container may escalate, since the API server refuses one that may not', () => {
    expect(contextOf({ privileged: true }, [Escape.privileged(REASON)])).toEqual({
      ...HARDENED,
      privileged: true,
      allowPrivilegeEscalation: true,
    });
  });

  test('a container may escalate', () => {
    const escapes = [Escape.privilegeEscalation(REASON)];
    expect(contextOf({ allowPrivilegeEscalation: true }, escapes).allowPrivilegeEscalation).toBe(true);
    expect(contextOf({}, escapes).allowPrivilegeEscalation).toBe(false);
  });

  test('a container may run without a seccomp profile', () => {
    const seccompProfile = { type: 'Unconfined' };
    expect(contextOf({ seccompProfile }, [Escape.unconfined(REASON)])).toEqual({ ...HARDENED, seccompProfile });
  });

  test.each<[string, Escape[], string[]]>([
    [
      'baselineCapabilities grants the default ones',
      [Escape.baselineCapabilities(REASON)],
      ['CHOWN', 'NET_BIND_SERVICE'],
    ],
    ['capabilities grants all', [Escape.capabilities(REASON)], ['CHOWN', 'NET_BIND_SERVICE', 'SYS_ADMIN']],
  ])('%s, and ALL is dropped before', (_, escapes, add) => {
    const asked = { capabilities: { add: ['CHOWN', 'NET_BIND_SERVICE', 'SYS_ADMIN'] } };
    expect(contextOf(asked, escapes).capabilities).toEqual({ drop: ['ALL'], add });
  });

  test.each<[string, PodJson, PodJson, PodJson]>([
    ['a container of user 0', { runAsUser: 0, runAsNonRoot: true }, { runAsUser: 1000 }, { runAsUser: 0 }],
    ['a container in a pod of user 0', { runAsNonRoot: true }, { runAsUser: 0 }, {}],
    ['a container that says so', { runAsNonRoot: false }, { runAsUser: 1000 }, {}],
  ])('%s need not be non-root, or the kubelet would not start it', (_, asked, podContext, kept) => {
    const context = contextOf(asked, [Escape.rootUser(REASON)], podContext);
    expect(context).toEqual({ ...HARDENED, ...kept, runAsNonRoot: false });
  });

  test('a container that does not ask for root stays non-root', () => {
    const escapes = [Escape.rootUser(REASON)];
    expect(contextOf({}, escapes)).toEqual(HARDENED);
    expect(contextOf({ runAsUser: 7 }, escapes, { runAsUser: 0 })).toEqual({ ...HARDENED, runAsUser: 7 });
  });
});

describe('ports', () => {
  const ports = [{ containerPort: 53, protocol: 'UDP', hostPort: 53, hostIP: '10.0.0.1' }, { containerPort: 8000 }];

  test('get their names, by number and protocol', () => {
    const portNames = new Map([
      ['main 53/UDP', 'dns'],
      ['main 8000/TCP', 'http'],
      ['other 8000/TCP', 'no'],
    ]);
    const names = harden({ ports }, { portNames }).ports.map(({ name }: PodJson) => name);
    expect(names).toEqual(['dns', 'http']);
  });

  test('take a port of the node only with the escape', () => {
    expect(harden({ ports }).ports).toEqual([{ containerPort: 53, protocol: 'UDP' }, { containerPort: 8000 }]);
    expect(harden({ ports }, { escapes: [Escape.hostPort(REASON)] }).ports).toEqual(ports);
  });
});

describe('probes and hooks', () => {
  const calls = (host?: string) => {
    const httpGet = { path: '/', port: 8000, ...(host === undefined ? {} : { host }) };
    const tcpSocket = { port: 9000, ...(host === undefined ? {} : { host }) };
    return {
      livenessProbe: { httpGet, periodSeconds: 3 },
      readinessProbe: { tcpSocket },
      startupProbe: { exec: { command: ['true'] } },
      lifecycle: { postStart: { httpGet }, preStop: { tcpSocket } },
    };
  };

  test('call no other host than the pod', () => {
    expect(harden(calls('10.0.0.1'))).toMatchObject(calls());
    expect(JSON.stringify(harden(calls('10.0.0.1')))).not.toContain('10.0.0.1');
  });

  test('call another host with the escape', () => {
    expect(harden(calls('10.0.0.1'), { escapes: [Escape.hostProbe(REASON)] })).toMatchObject(calls('10.0.0.1'));
  });

  const automatic = { failureThreshold: 3, tcpSocket: { port: 8000 } };

  test('the startup probe that cdk8s-plus adds by itself goes', () => {
    expect(harden({ startupProbe: automatic })).not.toHaveProperty('startupProbe');
  });

  test.each<[string, PodJson, Partial<Hardening>]>([
    ['is declared', automatic, { startupProbes: new Set(['main']) }],
    ['is more patient', { ...automatic, failureThreshold: 30 }, {}],
    ['is less frequent', { ...automatic, periodSeconds: 30 }, {}],
    ['asks by HTTP', { failureThreshold: 3, httpGet: { port: 8000 } }, {}],
  ])('a startup probe that %s stays', (_, startupProbe, hardening) => {
    expect(harden({ startupProbe }, hardening).startupProbe).toEqual(startupProbe);
  });
});

describe('mounts', () => {
  const writable = { '/tmp': '64Mi', '/var/cache/nginx': '1Gi' };

  test('every writable directory is mounted, before the mounts of the container', () => {
    const own = { name: 'models', mountPath: '/models' };
    expect(harden({ volumeMounts: [own] }, { writable }).volumeMounts).toEqual([
      { name: 'tmp-volume', mountPath: '/tmp' },
      { name: 'var-cache-nginx-volume', mountPath: '/var/cache/nginx' },
      own,
    ]);
  });

  test.each(['/tmp', '/tmp/', '/tmp//'])('a volume of its own at %s is not mounted over', mountPath => {
    const own = { name: 'own', mountPath };
    expect(harden({ volumeMounts: [own] }, { writable: { '/tmp': '64Mi' } }).volumeMounts).toEqual([own]);
  });

  test('the claims of a StatefulSet are mounted in the container that they are for', () => {
    const claimMounts = new Map([['main', [{ name: 'data', mountPath: '/tmp' }]]]);
    const volumeMounts = [{ name: 'data', mountPath: '/tmp' }];
    expect(harden({}, { writable: { '/tmp': '64Mi' }, claimMounts }).volumeMounts).toEqual(volumeMounts);
    expect(harden({ name: 'other' }, { claimMounts })).not.toHaveProperty('volumeMounts');
  });
});

test('resources are those declared for the container, whatever cdk8s-plus made of them', () => {
  const resources = new Map([['main', SMALL]]);
  const asRendered = { limits: { cpu: '1500m' } };
  expect(harden({ resources: asRendered }, { resources }).resources).toEqual({
    limits: { cpu: '500m', memory: '1Gi' },
    requests: { cpu: '500m', memory: '1Gi' },
  });
  expect(harden({ name: 'later', resources: asRendered }, { resources }).resources).toEqual(asRendered);
});
