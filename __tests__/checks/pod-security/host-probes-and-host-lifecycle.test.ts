import { hostProbesAndHostLifecycle } from '../../../lib/checks/pod-security/host-probes-and-host-lifecycle';
import { app, examine, type Row } from './judging';

const TEXT = 'probe or lifecycle host (container "app" uses probe or lifecycle host "10.0.0.1")';
const one = (fields: object) => ({ containers: [{ name: 'app', ...fields }] });
const httpGet = { port: 80, host: '10.0.0.1' };
const tcpSocket = { port: 80, host: '10.0.0.1' };
const at = (field: string) => [`spec.containers[0].${field}.host: ${TEXT}`];

test.each<Row>([
  ['no probe', 34, app({}), []],
  ['no host', 34, one({ livenessProbe: { httpGet: { port: 80 } }, lifecycle: { preStop: { exec: {} } } }), []],
  ['empty host', 'latest', one({ livenessProbe: { httpGet: { host: '' } }, readinessProbe: null }), []],
  ['before the check existed', 33, one({ livenessProbe: { httpGet } }), []],
  ['liveness', 34, one({ livenessProbe: { httpGet } }), at('livenessProbe.httpGet')],
  ['readiness', 34, one({ readinessProbe: { httpGet } }), at('readinessProbe.httpGet')],
  ['startup', 'latest', one({ startupProbe: { tcpSocket } }), at('startupProbe.tcpSocket')],
  ['postStart', 'latest', one({ lifecycle: { postStart: { httpGet } } }), at('lifecycle.postStart.httpGet')],
  ['preStop', 'latest', one({ lifecycle: { preStop: { tcpSocket } } }), at('lifecycle.preStop.tcpSocket')],
  [
    'several: containers and hosts each once and sorted',
    'latest',
    {
      initContainers: [
        { name: 'z', startupProbe: { tcpSocket: { host: 'b' } }, livenessProbe: { httpGet: { host: 'c' } } },
      ],
      ephemeralContainers: [{ name: 'a', readinessProbe: { httpGet: { host: 'b' }, tcpSocket: { host: 'a' } } }],
    },
    [
      'spec.initContainers[0].livenessProbe.httpGet.host: probe or lifecycle host (containers "a", "z" use probe or lifecycle hosts "a", "b", "c")',
    ],
  ],
])('host-probes-and-host-lifecycle: %s (%s)', (_, version, spec, expected) => {
  expect(examine(hostProbesAndHostLifecycle, version, spec)).toEqual(expected);
});
