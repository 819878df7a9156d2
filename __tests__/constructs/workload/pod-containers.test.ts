import { Container, Handler, Probe, Protocol } from 'cdk8s-plus-30';
import type { ContainerSettings } from '../../../lib/constructs/workload/hardened-container-props';
import { type ContainerExtras, PodContainers } from '../../../lib/constructs/workload/pod-containers';
import { Port } from '../../../lib/values/port';
import { IMAGE, SMALL } from './example-workload';

function propsOf(
  extras: ContainerExtras = {},
  settings: Partial<ContainerSettings> = {},
  containers = new PodContainers('api'),
) {
  return containers.propsOf('main', { image: IMAGE, resources: SMALL, ...settings }, extras);
}

function declare(extras: ContainerExtras, settings: Partial<ContainerSettings> = {}): Container {
  const containers = new PodContainers('api');
  return containers.declare(new Container(propsOf(extras, settings, containers)));
}

test('a TCP port is where probes go', () => {
  expect(propsOf({ port: Port.tcp(8000) })).toMatchObject({ portNumber: 8000, ports: [] });
});

test('more ports stand beside the first one, with their protocol', () => {
  const { portNumber, ports } = propsOf({ port: Port.tcp(8000) }, { morePorts: [Port.udp(53), Port.tcp(9090)] });
  expect(portNumber).toBe(8000);
  expect(ports).toEqual([
    { number: 53, protocol: Protocol.UDP },
    { number: 9090, protocol: Protocol.TCP },
  ]);
});

test('a first port that is not TCP is no place for probes', () => {
  const { portNumber, ports } = propsOf({ port: Port.udp(53) });
  expect(portNumber).toBeUndefined();
  expect(ports).toEqual([{ number: 53, protocol: Protocol.UDP }]);
});

test('what cdk8s-plus has no place for is kept by container name', () => {
  const containers = new PodContainers('api');
  const extras = { port: Port.tcp(8000).named('http'), startup: Probe.fromTcpSocket() };
  propsOf(extras, { morePorts: [Port.udp(53).named('dns'), Port.tcp(1)] }, containers);
  expect([...containers.portNames]).toEqual([
    ['main 8000/TCP', 'http'],
    ['main 53/UDP', 'dns'],
  ]);
  expect([...containers.resources]).toEqual([['main', SMALL]]);
  expect([...containers.startupProbes]).toEqual(['main']);
});

test('lists of the caller are copied, since cdk8s-plus adds to them', () => {
  const settings = { envVariables: {}, envFrom: [], volumeMounts: [] };
  const { envVariables, envFrom, volumeMounts } = propsOf({}, settings);
  expect({ envVariables, envFrom, volumeMounts }).toEqual(settings);
  expect(envVariables).not.toBe(settings.envVariables);
  expect(envFrom).not.toBe(settings.envFrom);
  expect(volumeMounts).not.toBe(settings.volumeMounts);
});

test('a name that Kubernetes refuses is refused', () => {
  expect(() => new PodContainers('api').propsOf('Main', { image: IMAGE, resources: SMALL }, {})).toThrow(
    new Error(
      'container name must be a DNS label of at most 63 lower-case letters, digits and "-", such as "tenant-a", got "Main"',
    ),
  );
});

test('a name is given once', () => {
  const containers = new PodContainers('api');
  propsOf({}, {}, containers);
  expect(() => propsOf({}, {}, containers)).toThrow(new Error('container name must be unique in api, got "main"'));
});

test('a range is no port of a container', () => {
  expect(() => propsOf({ port: Port.tcpRange(8000, 8010) })).toThrow(
    new Error('port of container "main" must be a single port, got "8000-8010/TCP"'),
  );
});

test('a port name is given once in a container', () => {
  const extras = { port: Port.tcp(8000).named('http') };
  expect(() => propsOf(extras, { morePorts: [Port.tcp(9090).named('http')] })).toThrow(
    new Error('port name must be unique in container "main", got "http"'),
  );
});

describe('a probe or hook without a port, in a container without a TCP port,', () => {
  const refused = new Error(
    'port of a probe or hook of container "main" must be given, or declared by the container; ' +
      'where it is neither, cdk8s-plus takes 80, got 80',
  );

  test.each<[string, ContainerExtras, Partial<ContainerSettings>]>([
    ['liveness', { liveness: Probe.fromHttpGet('/livez') }, {}],
    ['readiness', { readiness: Probe.fromTcpSocket() }, {}],
    ['startup', { port: Port.udp(53), startup: Probe.fromHttpGet('/') }, {}],
    ['hook', {}, { lifecycle: { preStop: Handler.fromHttpGet('/stop') } }],
  ])('is refused: %s', (_, extras, settings) => {
    expect(() => declare(extras, settings)).toThrow(refused);
  });

  test.each<[string, ContainerExtras, Partial<ContainerSettings>]>([
    ['names its port', { liveness: Probe.fromHttpGet('/', { port: 8080 }) }, {}],
    ['can mean a declared port 80', { liveness: Probe.fromHttpGet('/') }, { morePorts: [Port.tcp(80)] }],
    ['runs a command', { liveness: Probe.fromCommand(['true']) }, {}],
    ['is asked by TCP on a port of its own', { readiness: Probe.fromTcpSocket({ port: 9000 }) }, {}],
  ])('is fine if it %s', (_, extras, settings) => {
    expect(declare(extras, settings).name).toBe('main');
  });
});

test('the first container is named after the workload in messages, the others by their own names', () => {
  const containers = new PodContainers('api');
  const probes = { port: Port.tcp(8000), liveness: Probe.fromTcpSocket(), readiness: Probe.fromTcpSocket() };
  const same = (name: string) => containers.propsOf(name, { image: IMAGE, resources: SMALL }, probes);
  expect(() => containers.declare(new Container(same('main')))).toThrow(/^readiness probe of "api" must be /);
  containers.declare(new Container(containers.propsOf('first', { image: IMAGE, resources: SMALL }, {})));
  expect(() => containers.declare(new Container(same('proxy')))).toThrow(/^readiness probe of "proxy" must be /);
});
