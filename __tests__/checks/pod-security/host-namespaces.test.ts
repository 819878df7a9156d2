import { hostNamespaces } from '../../../lib/checks/pod-security/host-namespaces';
import { app, examine, type Row } from './judging';

test.each<Row>([
  ['nothing said', 0, app({}), []],
  ['all false', 'latest', app({}, { hostNetwork: false, hostPID: false, hostIPC: false }), []],
  ['null', 'latest', app({}, { hostNetwork: null }), []],
  ['network', 0, app({}, { hostNetwork: true }), ['spec.hostNetwork: host namespaces (hostNetwork=true)']],
  ['processes', 'latest', app({}, { hostPID: true }), ['spec.hostPID: host namespaces (hostPID=true)']],
  ['IPC', 'latest', app({}, { hostIPC: true }), ['spec.hostIPC: host namespaces (hostIPC=true)']],
  [
    'all three, in one order whatever the order of the fields',
    'latest',
    app({}, { hostIPC: true, hostPID: true, hostNetwork: true }),
    ['spec.hostNetwork: host namespaces (hostNetwork=true, hostPID=true, hostIPC=true)'],
  ],
])('host-namespaces: %s (%s)', (_, version, spec, expected) => {
  expect(examine(hostNamespaces, version, spec)).toEqual(expected);
});
