import { Duration, Size } from 'cdk8s';
import {
  ConfigMap,
  Env,
  EnvFieldPaths,
  EnvValue,
  Handler,
  ImagePullPolicy,
  MountPropagation,
  Probe,
  Volume,
} from 'cdk8s-plus-30';
import type { ContainerSettings } from '../../../lib/constructs/workload/hardened-container-props';
import { Port } from '../../../lib/values/port';
import { Resources } from '../../../lib/values/resources';
import {
  deployment,
  IMAGE,
  mainOf,
  newChart,
  podOf,
  problemsOf,
  type Rendered,
  restrictedViolations,
  SMALL,
} from './example-workload';

const HARDENED = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
};
const TMP = { name: 'tmp-volume', mountPath: '/tmp' };

test('by default the main container is hardened, Guaranteed, and asked by its two probes', () => {
  const probe = (path: string) => ({ failureThreshold: 3, httpGet: { path, port: 8000, scheme: 'HTTP' } });
  expect(mainOf(deployment())).toEqual({
    name: 'main',
    image: IMAGE.reference,
    imagePullPolicy: 'IfNotPresent',
    ports: [{ containerPort: 8000 }],
    livenessProbe: probe('/livez'),
    readinessProbe: probe('/readyz'),
    resources: { limits: { cpu: '500m', memory: '1Gi' }, requests: { cpu: '500m', memory: '1Gi' } },
    securityContext: HARDENED,
    volumeMounts: [TMP],
  });
});

const chart = newChart();
const config = new ConfigMap(chart, 'config', { metadata: { name: 'config' } });
const scratch = Volume.fromEmptyDir(chart, 'scratch', 'scratch', { sizeLimit: Size.gibibytes(1) });

/** Each prop of every container, and what it renders. */
const SETTINGS: [string, Partial<ContainerSettings>, Rendered][] = [
  ['command', { command: ['serve'] }, { command: ['serve'] }],
  ['args', { args: ['--model', 'resnet'] }, { args: ['--model', 'resnet'] }],
  ['workingDir', { workingDir: '/app' }, { workingDir: '/app' }],
  [
    'envVariables',
    {
      envVariables: {
        MODEL: EnvValue.fromValue('resnet'),
        LEVEL: EnvValue.fromConfigMap(config, 'level'),
        POD: EnvValue.fromFieldRef(EnvFieldPaths.POD_NAME),
      },
    },
    {
      env: [
        { name: 'MODEL', value: 'resnet' },
        { name: 'LEVEL', valueFrom: { configMapKeyRef: { name: 'config', key: 'level' } } },
        { name: 'POD', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
      ],
    },
  ],
  [
    'envFrom',
    { envFrom: [Env.fromConfigMap(config, 'APP_')] },
    { envFrom: [{ configMapRef: { name: 'config' }, prefix: 'APP_' }] },
  ],
  [
    'volumeMounts',
    {
      volumeMounts: [
        { path: '/data', volume: scratch, readOnly: true, subPath: 'a', propagation: MountPropagation.NONE },
      ],
    },
    {
      volumeMounts: [
        TMP,
        { name: 'scratch', mountPath: '/data', readOnly: true, subPath: 'a', mountPropagation: 'None' },
      ],
    },
  ],
  ['imagePullPolicy', { imagePullPolicy: ImagePullPolicy.ALWAYS }, { imagePullPolicy: 'Always' }],
  [
    'securityContext',
    { securityContext: { user: 7, group: 8, readOnlyRootFilesystem: false } },
    { securityContext: { ...HARDENED, runAsUser: 7, runAsGroup: 8, readOnlyRootFilesystem: false } },
  ],
  [
    'resources',
    {
      resources: Resources.burstable({
        requests: { cpu: '1', memory: '1Gi', extended: { 'nvidia.com/gpu': '1' } },
        limits: { cpu: '2', memory: '2Gi', ephemeralStorage: '4Gi', extended: { 'nvidia.com/gpu': '1' } },
      }),
    },
    {
      resources: {
        requests: { cpu: '1', memory: '1Gi', 'nvidia.com/gpu': '1' },
        limits: { cpu: '2', memory: '2Gi', 'ephemeral-storage': '4Gi', 'nvidia.com/gpu': '1' },
      },
    },
  ],
];
const HOOKS = {
  lifecycle: { postStart: Handler.fromCommand(['warm']), preStop: Handler.fromHttpGet('/stop', { port: 9000 }) },
};
const RENDERED_HOOKS = {
  postStart: { exec: { command: ['warm'] } },
  preStop: { httpGet: { path: '/stop', port: 9000, scheme: 'HTTP' } },
};

describe.each(SETTINGS)('%s', (_, settings, fields) => {
  const added = { name: 'beside', image: IMAGE, resources: SMALL, ...settings };

  test('is rendered for the main container', () => {
    expect(mainOf(deployment(settings))).toMatchObject(fields);
  });

  test('is rendered for a native sidecar, another container and an init container, and the pod stays restricted', () => {
    const built = deployment({
      sidecars: [added, { ...added, name: 'plain', native: false }],
      initContainers: [{ ...added, name: 'init' }],
    });
    expect(problemsOf(built)).toEqual([]);
    const { containers, initContainers } = podOf(built);
    expect(initContainers[0]).toMatchObject({ ...fields, name: 'init' });
    expect(initContainers[1]).toMatchObject({ ...fields, name: 'beside', restartPolicy: 'Always' });
    expect(containers[1]).toMatchObject({ ...fields, name: 'plain' });
    expect(restrictedViolations(podOf(built))).toEqual([]);
  });
});

test('lifecycle is rendered for containers that keep running', () => {
  const sidecars = [{ name: 'proxy', image: IMAGE, resources: SMALL, ...HOOKS }];
  const { containers, initContainers } = podOf(deployment({ ...HOOKS, sidecars }));
  expect(containers[0].lifecycle).toEqual(RENDERED_HOOKS);
  expect(initContainers[0].lifecycle).toEqual(RENDERED_HOOKS);
});

test.each([{ postStart: HOOKS.lifecycle.postStart }, { preStop: HOOKS.lifecycle.preStop }])(
  'an init container has no lifecycle: the API server refuses it',
  lifecycle => {
    expect(() => deployment({ initContainers: [{ name: 'init', image: IMAGE, resources: SMALL, lifecycle }] })).toThrow(
      new Error('init container "init" has lifecycle hooks; drop them, or add it as a sidecar, which keeps running'),
    );
  },
);

test('ports have their names and protocols', () => {
  const morePorts = [Port.tcp(9090).named('metrics'), Port.udp(53)];
  expect(mainOf(deployment({ port: Port.tcp(8000).named('http'), morePorts })).ports).toEqual([
    { containerPort: 8000, name: 'http' },
    { containerPort: 9090, name: 'metrics', protocol: 'TCP' },
    { containerPort: 53, protocol: 'UDP' },
  ]);
});

describe('a sidecar', () => {
  const proxy = { name: 'proxy', image: IMAGE, resources: SMALL };

  test('starts before the main container and stops after it; init containers run before', () => {
    const { containers, initContainers } = podOf(
      deployment({ sidecars: [proxy], initContainers: [{ ...proxy, name: 'init' }] }),
    );
    expect(containers.map(({ name }: Rendered) => name)).toEqual(['main']);
    expect(initContainers.map(({ name, restartPolicy }: Rendered) => [name, restartPolicy])).toEqual([
      ['init', undefined],
      ['proxy', 'Always'],
    ]);
  });

  test.each([true, false])('has a port, and probes that go there (native: %s)', native => {
    const probes = {
      liveness: Probe.fromHttpGet('/live'),
      readiness: Probe.fromHttpGet('/ready', { port: 9001 }),
      startup: Probe.fromTcpSocket({ failureThreshold: 30, periodSeconds: Duration.seconds(2) }),
    };
    const built = deployment({ sidecars: [{ ...proxy, native, port: Port.tcp(9000).named('proxy'), ...probes }] });
    const { containers, initContainers } = podOf(built);
    expect(native ? initContainers[0] : containers[1]).toMatchObject({
      name: 'proxy',
      ports: [{ containerPort: 9000, name: 'proxy' }],
      livenessProbe: { httpGet: { path: '/live', port: 9000 } },
      readinessProbe: { httpGet: { path: '/ready', port: 9001 } },
      startupProbe: { tcpSocket: { port: 9000 }, failureThreshold: 30, periodSeconds: 2 },
    });
  });

  test('with a port and no startup probe gets none', () => {
    const { initContainers } = podOf(deployment({ sidecars: [{ ...proxy, port: Port.tcp(9000) }] }));
    expect(initContainers[0]).not.toHaveProperty('startupProbe');
  });

  test('must be asked two different questions, too', () => {
    const probe = Probe.fromHttpGet('/health');
    expect(() =>
      deployment({ sidecars: [{ ...proxy, port: Port.tcp(9000), liveness: probe, readiness: probe }] }),
    ).toThrow(/^readiness probe of "proxy" must be another question than the liveness probe/);
  });

  test('cannot have the name of another container', () => {
    expect(() => deployment({ sidecars: [{ ...proxy, name: 'main' }] })).toThrow(
      new Error('container name must be unique in model-api, got "main"'),
    );
  });
});
