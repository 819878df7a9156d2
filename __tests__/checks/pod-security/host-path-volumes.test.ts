import { hostPathVolumes } from '../../../lib/checks/pod-security/host-path-volumes';
import { app, examine, type Row } from './judging';

const volumes = (...list: unknown[]) => app({}, { volumes: list });

test.each<Row>([
  ['no volume', 0, app({}), []],
  ['other kinds', 'latest', volumes({ name: 'a', emptyDir: {} }, { name: 'b', nfs: {} }), []],
  ['null', 'latest', volumes({ name: 'a', hostPath: null }), []],
  [
    'one',
    0,
    volumes({ name: 'a', emptyDir: {} }, { name: 'b', hostPath: { path: '/' } }),
    ['spec.volumes[1].hostPath: hostPath volumes (volume "b")'],
  ],
  [
    'several',
    'latest',
    volumes({ name: 'b', hostPath: {} }, { name: 'a', hostPath: {} }),
    ['spec.volumes[0].hostPath: hostPath volumes (volumes "b", "a")'],
  ],
])('host-path-volumes: %s (%s)', (_, version, spec, expected) => {
  expect(examine(hostPathVolumes, version, spec)).toEqual(expected);
});
