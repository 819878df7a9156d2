import { Duration } from 'cdk8s';
import { Container, Probe } from 'cdk8s-plus-30';
import { assertDifferentProbes } from '../../../lib/constructs/workload/probe-pair';
import { IMAGE } from './example-workload';

function check(liveness?: Probe, readiness?: Probe): void {
  const container = new Container({ image: IMAGE.reference, portNumber: 8000, liveness, readiness });
  assertDifferentProbes(container, 'model-api');
}

test.each<[string, Probe | undefined, Probe | undefined]>([
  ['another path', Probe.fromHttpGet('/livez'), Probe.fromHttpGet('/readyz')],
  ['another port', Probe.fromHttpGet('/health', { port: 1 }), Probe.fromHttpGet('/health')],
  ['another way', Probe.fromTcpSocket(), Probe.fromHttpGet('/health')],
  ['another command', Probe.fromCommand(['live']), Probe.fromCommand(['ready'])],
  ['no liveness probe', undefined, Probe.fromHttpGet('/health')],
  ['no readiness probe', Probe.fromHttpGet('/health'), undefined],
  ['no probe', undefined, undefined],
])('%s is fine', (_, liveness, readiness) => {
  expect(() => check(liveness, readiness)).not.toThrow();
});

test.each<[string, Probe, Probe, object]>([
  [
    'the same path',
    Probe.fromHttpGet('/health'),
    Probe.fromHttpGet('/health'),
    { httpGet: { path: '/health', port: 8000, scheme: 'HTTP' } },
  ],
  [
    'the same path at another pace, and the port spelled out (seed row D14)',
    Probe.fromHttpGet('/health', { initialDelaySeconds: Duration.seconds(30), periodSeconds: Duration.seconds(10) }),
    Probe.fromHttpGet('/health', { port: 8000, failureThreshold: 9 }),
    { httpGet: { path: '/health', port: 8000, scheme: 'HTTP' } },
  ],
  ['the same port', Probe.fromTcpSocket(), Probe.fromTcpSocket({ port: 8000 }), { tcpSocket: { port: 8000 } }],
  ['the same command', Probe.fromCommand(['ok']), Probe.fromCommand(['ok']), { exec: { command: ['ok'] } }],
])('%s is refused', (_, liveness, readiness, question) => {
  expect(() => check(liveness, readiness)).toThrow(
    new Error(
      'readiness probe of "model-api" must be another question than the liveness probe, such as another path, ' +
        `got ${JSON.stringify(question)}`,
    ),
  );
});
