import fc from 'fast-check';
import { hardenPodSpec } from '../../lib/hardening/harden-pod-spec';
import type { Hardening } from '../../lib/hardening/hardening';
import { Escape } from '../../lib/values/escape';
import { NodePool } from '../../lib/values/node-pool';
import { restrictedViolations, SMALL, ZONED_POOL } from '../constructs/workload/example-workload';
import { podWishes } from '../constructs/workload/pod-wishes';

const BARE: Hardening = {
  pool: NodePool.dedicated('ml'),
  escapes: [],
  writable: {},
  resources: new Map(),
  portNames: new Map(),
  claimMounts: new Map(),
  startupProbes: new Set(),
};
const FULL: Hardening = {
  ...BARE,
  pool: ZONED_POOL,
  writable: { '/tmp': '64Mi', '/data': '1Gi' },
  resources: new Map([['main', SMALL]]),
  portNames: new Map([['main 8000/TCP', 'http']]),
  claimMounts: new Map([['main', [{ name: 'disk', mountPath: '/disk' }]]]),
  imagePullSecretName: 'pull',
  priorityClassName: 'high',
  spread: { labels: { app: 'api' }, matchLabelKeys: ['pod-template-hash'] },
};
const RUNS = { seed: 36, numRuns: 150 };

describe('whatever a pod asks for', () => {
  test('the restricted level admits its hardened form', () => {
    fc.assert(
      fc.property(podWishes, spec => {
        const hardened = hardenPodSpec(spec, FULL);
        expect(restrictedViolations(hardened)).toEqual([]);
        expect(hardened.containers).toHaveLength(spec.containers.length);
        expect(hardened.initContainers ?? []).toHaveLength(spec.initContainers?.length ?? 0);
      }),
      RUNS,
    );
  });

  test('hardening does not change what it was given', () => {
    fc.assert(
      fc.property(podWishes, spec => {
        const before = structuredClone(spec);
        hardenPodSpec(spec, FULL);
        expect(spec).toEqual(before);
      }),
      RUNS,
    );
  });

  test('hardening it twice is hardening it once', () => {
    fc.assert(
      fc.property(podWishes, fc.constantFrom(BARE, FULL), (spec, hardening) => {
        const once = hardenPodSpec(spec, hardening);
        expect(hardenPodSpec(once, hardening)).toEqual(once);
      }),
      RUNS,
    );
  });

  test('fields of the future, and those that are no wish, come through', () => {
    fc.assert(
      fc.property(podWishes, spec => {
        const { newer, nodeSelector, containers } = hardenPodSpec(spec, FULL);
        expect([newer, nodeSelector]).toEqual([spec.newer, { ...spec.nodeSelector, dedicated: 'zoned' }]);
        expect(containers.map(({ newer }: { newer?: string }) => newer)).toEqual(
          spec.containers.map(({ newer }: { newer?: string }) => newer),
        );
      }),
      RUNS,
    );
  });
});

test('the smallest pod gets user, groups, profile, selector and toleration', () => {
  expect(hardenPodSpec({ containers: [{ name: 'main' }] }, BARE)).toEqual({
    containers: [
      {
        name: 'main',
        securityContext: {
          runAsNonRoot: true,
          readOnlyRootFilesystem: true,
          allowPrivilegeEscalation: false,
          capabilities: { drop: ['ALL'] },
        },
      },
    ],
    enableServiceLinks: false,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: 1000,
      fsGroup: 2000,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    nodeSelector: { dedicated: 'ml' },
    tolerations: [{ key: 'dedicated', operator: 'Equal', value: 'ml', effect: 'NoSchedule' }],
  });
});

test('what the API server fills in is not rendered', () => {
  const noise = {
    dnsPolicy: 'ClusterFirst',
    hostNetwork: false,
    restartPolicy: 'Always',
    setHostnameAsFQDN: false,
    shareProcessNamespace: false,
    terminationGracePeriodSeconds: 30,
    initContainers: [],
    volumes: [],
  };
  const { initContainers, ...rest } = hardenPodSpec({ containers: [], ...noise }, BARE);
  expect(initContainers).toEqual([]);
  expect(Object.keys(rest).sort()).toEqual([
    'containers',
    'enableServiceLinks',
    'nodeSelector',
    'securityContext',
    'tolerations',
  ]);
});

test('what differs from the defaults of the API server stays', () => {
  const said = {
    dnsPolicy: 'None',
    restartPolicy: 'Never',
    enableServiceLinks: true,
    terminationGracePeriodSeconds: 5,
  };
  expect(hardenPodSpec({ containers: [], ...said }, BARE)).toMatchObject(said);
});

test('the spread over zones is rendered for two zones or more (seed row A02)', () => {
  const constraintsIn = (zones: string[]) => {
    const pool = NodePool.of({ name: 'ml', nodeSelector: ZONED_POOL.nodeSelector, taint: ZONED_POOL.taint, zones });
    return hardenPodSpec({ containers: [] }, { ...FULL, pool }).topologySpreadConstraints;
  };
  expect(constraintsIn([])).toBeUndefined();
  expect(constraintsIn(['a'])).toBeUndefined();
  expect(constraintsIn(['a', 'b'])).toEqual([
    {
      maxSkew: 1,
      topologyKey: 'topology.kubernetes.io/zone',
      whenUnsatisfiable: 'DoNotSchedule',
      labelSelector: { matchLabels: { app: 'api' } },
      matchLabelKeys: ['pod-template-hash'],
    },
  ]);
});

test('a spread of its own over zones is kept, and no second one added, for the API server refuses two; one over nodes stays', () => {
  const own = (topologyKey: string) => ({ topologyKey, maxSkew: 2, whenUnsatisfiable: 'DoNotSchedule' });
  const keysOf = (...topologySpreadConstraints: object[]) =>
    hardenPodSpec({ containers: [], topologySpreadConstraints }, FULL).topologySpreadConstraints.map(
      ({ topologyKey, maxSkew }: { topologyKey: string; maxSkew: number }) => `${topologyKey} ${maxSkew}`,
    );
  expect(keysOf(own('topology.kubernetes.io/zone'))).toEqual(['topology.kubernetes.io/zone 2']);
  expect(keysOf(own('kubernetes.io/hostname'))).toEqual(['kubernetes.io/hostname 2', 'topology.kubernetes.io/zone 1']);
});

test('a toleration of its own stays beside that of the pool', () => {
  const own = { key: 'spot', operator: 'Equal', value: 'ml', effect: 'NoSchedule' };
  expect(hardenPodSpec({ containers: [], tolerations: [own] }, BARE).tolerations).toEqual([
    own,
    { key: 'dedicated', operator: 'Equal', value: 'ml', effect: 'NoSchedule' },
  ]);
});

test('the pool replaces a selector of the same key, and leaves others', () => {
  const { nodeSelector } = hardenPodSpec({ containers: [], nodeSelector: { dedicated: 'other', disk: 'ssd' } }, BARE);
  expect(nodeSelector).toEqual({ dedicated: 'ml', disk: 'ssd' });
});

test('a volume that is named like a writable directory takes its place', () => {
  const own = { name: 'tmp-volume', emptyDir: { medium: 'Memory', sizeLimit: '1Gi' } };
  const pod = hardenPodSpec(
    { containers: [{ name: 'main' }], volumes: [own] },
    { ...BARE, writable: { '/tmp': '64Mi' } },
  );
  expect(pod.volumes).toEqual([own]);
  expect(pod.containers[0].volumeMounts).toEqual([{ name: 'tmp-volume', mountPath: '/tmp' }]);
});

test.each([
  ['hostNetwork', Escape.hostNetwork('is the network of the node')],
  ['hostPID', Escape.hostPid('reads the processes of the node')],
  ['hostIPC', Escape.hostIpc('shares the memory of the node')],
])('%s is set by its escape, and by no other', (field, granted) => {
  const spec = { containers: [], hostNetwork: true, hostPID: true, hostIPC: true };
  const { hostNetwork, hostPID, hostIPC } = hardenPodSpec(spec, { ...BARE, escapes: [granted] });
  expect(JSON.parse(JSON.stringify({ hostNetwork, hostPID, hostIPC }))).toEqual({ [field]: true });
});

test('unsafe sysctls need their escape, safe ones do not', () => {
  const sysctls = [
    { name: 'net.ipv4.tcp_rmem', value: '4096' },
    { name: 'kernel.msgmax', value: '65536' },
  ];
  const spec = { containers: [], securityContext: { sysctls } };
  expect(hardenPodSpec(spec, BARE).securityContext.sysctls).toEqual([sysctls[0]]);
  const escapes = [Escape.sysctls('a queue of large messages')];
  expect(hardenPodSpec(spec, { ...BARE, escapes }).securityContext.sysctls).toEqual(sysctls);
});
