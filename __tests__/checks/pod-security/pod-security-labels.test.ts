import { podSecurityLabels } from '../../../lib/checks/pod-security/pod-security-labels';
import { Manifest } from '../../../lib/manifests/manifest';
import { ManifestSet } from '../../../lib/manifests/manifest-set';

const P = 'pod-security.kubernetes.io/';
const LEVEL = 'label must be one of privileged, baseline, restricted';
const VERSION = 'label must be "latest" or "v1.x"';

function examine(labels: unknown, apiVersion = 'v1') {
  const namespace = new Manifest({ apiVersion, kind: 'Namespace', metadata: { name: 'a', labels } });
  return podSecurityLabels.examine(namespace, new ManifestSet([namespace])).map(v => `${v.path}: ${v.message}`);
}

test.each<[string, unknown, string[]]>([
  ['no labels', undefined, []],
  ['null', null, []],
  ['other labels', { team: 'vision' }, []],
  [
    'good ones',
    { [`${P}enforce`]: 'restricted', [`${P}enforce-version`]: 'latest', [`${P}warn-version`]: 'v1.30' },
    [],
  ],
  [
    'a level that is none',
    { [`${P}enforce`]: 'Restricted' },
    [`metadata.labels[${P}enforce]: ${LEVEL}, got "Restricted"`],
  ],
  ['an empty level', { [`${P}audit`]: '' }, [`metadata.labels[${P}audit]: ${LEVEL}, got ""`]],
  ['null, which is empty', { [`${P}warn`]: null }, [`metadata.labels[${P}warn]: ${LEVEL}, got ""`]],
  ['a boolean', { [`${P}enforce`]: true }, [`metadata.labels[${P}enforce]: ${LEVEL}, got true`]],
  ['an object', { [`${P}enforce`]: {} }, [`metadata.labels[${P}enforce]: ${LEVEL}, got "an object"`]],
  [
    'a version without v',
    { [`${P}enforce-version`]: '1.30' },
    [`metadata.labels[${P}enforce-version]: ${VERSION}, got "1.30"`],
  ],
  [
    'a version with a zero in front',
    { [`${P}warn-version`]: 'v1.030' },
    [`metadata.labels[${P}warn-version]: ${VERSION}, got "v1.030"`],
  ],
  ['labels that are no map', ['x'], ['metadata.labels: labels must be a map of strings']],
  [
    'several, in the order of the modes',
    { [`${P}warn`]: 'x', [`${P}audit-version`]: 'x', [`${P}enforce-version`]: 'x', [`${P}enforce`]: 'x' },
    [
      `metadata.labels[${P}enforce]: ${LEVEL}, got "x"`,
      `metadata.labels[${P}enforce-version]: ${VERSION}, got "x"`,
      `metadata.labels[${P}audit-version]: ${VERSION}, got "x"`,
      `metadata.labels[${P}warn]: ${LEVEL}, got "x"`,
    ],
  ],
])('pod-security-labels: %s', (_, labels, expected) => {
  expect(examine(labels)).toEqual(expected);
});

test('a Namespace of another API group is none', () => {
  expect(examine({ [`${P}enforce`]: 'x' }, 'example.com/v1')).toEqual([]);
});
