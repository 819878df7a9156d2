import { ALLOWED_VOLUMES, RESTRICTED_VOLUMES } from '../../../lib/checks/pod-security/_volume-sources';
import { restrictedVolumes } from '../../../lib/checks/pod-security/restricted-volumes';
import { app, examine, type Row } from './judging';

const volumes = (...list: unknown[]) => app({}, { volumes: list });
const bad = (path: string, detail: string) => [`spec.volumes[${path}: restricted volume types (${detail})`];

test.each<Row>([
  ['no volume', 0, app({}), []],
  ...ALLOWED_VOLUMES.map((kind): Row => [kind, 'latest', volumes({ name: 'a', [kind]: {} }), []]),
  ...RESTRICTED_VOLUMES.map(
    (kind): Row => [
      kind,
      'latest',
      volumes({ name: 'a', [kind]: {} }),
      bad(`0].${kind}`, `volume "a" uses restricted volume type "${kind}"`),
    ],
  ),
  ['no source, which is an emptyDir', 0, volumes({ name: 'a' }, { name: 'b', nfs: null }, null), []],
  [
    'an unknown source',
    0,
    volumes({ name: 'a', new: {} }),
    bad('0]', 'volume "a" uses restricted volume type "unknown"'),
  ],
  ['an allowed source beside another', 0, volumes({ name: 'a', hostPath: {}, emptyDir: {} }), []],
  [
    'several, kinds each once and sorted',
    'latest',
    volumes({ name: 'ok', secret: {} }, { name: 'b', nfs: {} }, { name: 'a', hostPath: {}, nfs: {} }, { nfs: {} }),
    bad('1].nfs', 'volumes "b", "a", "" use restricted volume types "hostPath", "nfs"'),
  ],
])('restricted-volumes: %s (%s)', (_, version, spec, expected) => {
  expect(examine(restrictedVolumes, version, spec)).toEqual(expected);
});
