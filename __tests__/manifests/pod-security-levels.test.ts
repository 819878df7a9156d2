import { Manifest } from '../../lib/manifests/manifest';
import { PodSecurityLevels } from '../../lib/manifests/pod-security-levels';

const P = 'pod-security.kubernetes.io/';

const show = (levels: PodSecurityLevels) =>
  PodSecurityLevels.MODES.map(mode => `${levels[mode].level}:${levels[mode].version}`).join(' ');

test.each<[string, Record<string, unknown>, string]>([
  ['no label', {}, 'privileged:latest privileged:latest privileged:latest'],
  ['warn follows enforce', { enforce: 'baseline' }, 'baseline:latest privileged:latest baseline:latest'],
  [
    'with its version',
    { enforce: 'baseline', 'enforce-version': 'v1.30' },
    'baseline:30 privileged:latest baseline:30',
  ],
  [
    'unless it has its own',
    { enforce: 'baseline', 'enforce-version': 'v1.30', 'warn-version': 'v1.9' },
    'baseline:30 privileged:latest baseline:9',
  ],
  [
    'not if it has a level',
    { enforce: 'restricted', warn: 'baseline' },
    'restricted:latest privileged:latest baseline:latest',
  ],
  [
    'not if it has a bad level',
    { enforce: 'restricted', warn: 'x' },
    'restricted:latest privileged:latest privileged:latest',
  ],
  [
    'not a bad enforce',
    { enforce: 'x', 'enforce-version': 'v1.30' },
    'restricted:30 privileged:latest privileged:latest',
  ],
  [
    'each on its own',
    { enforce: 'privileged', audit: 'baseline', 'audit-version': 'v1.0', warn: 'restricted' },
    'privileged:latest baseline:0 restricted:latest',
  ],
  ['a bad audit lets through', { audit: 'x' }, 'privileged:latest privileged:latest privileged:latest'],
  [
    'a bad version is the latest',
    { enforce: 'baseline', 'enforce-version': '1.30' },
    'baseline:latest privileged:latest baseline:latest',
  ],
])('labels: %s', (_, labels, expected) => {
  const named = Object.fromEntries(Object.entries(labels).map(([name, value]) => [P + name, value]));
  expect(show(PodSecurityLevels.ofLabels(named))).toBe(expected);
});

test('labels that cannot be read get no benefit of the doubt', () => {
  expect(show(PodSecurityLevels.ofLabels(5))).toBe('restricted:latest privileged:latest privileged:latest');
});

describe('options', () => {
  const labels = { [`${P}enforce`]: 'baseline', [`${P}enforce-version`]: 'v1.20', [`${P}audit`]: 'restricted' };
  const namespace = new Manifest({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a', labels } });

  test.each<[string, Manifest | undefined, Parameters<typeof PodSecurityLevels.of>[1], string]>([
    ['none', namespace, {}, 'baseline:20 restricted:latest baseline:20'],
    ['none, and no namespace', undefined, undefined, 'privileged:latest privileged:latest privileged:latest'],
    ['a level', namespace, { level: 'restricted' }, 'restricted:latest privileged:latest privileged:latest'],
    [
      'a level, and no namespace',
      undefined,
      { level: 'baseline' },
      'baseline:latest privileged:latest privileged:latest',
    ],
    [
      'the privileged level',
      namespace,
      { level: 'privileged' },
      'privileged:latest privileged:latest privileged:latest',
    ],
    [
      'a level and a version',
      namespace,
      { level: 'baseline', version: 'v1.7' },
      'baseline:7 privileged:latest privileged:latest',
    ],
    ['a version', namespace, { version: 'v1.30' }, 'baseline:30 restricted:30 baseline:30'],
    ['a version of latest', namespace, { version: 'latest' }, 'baseline:latest restricted:latest baseline:latest'],
  ])('%s', (_, from, options, expected) => {
    expect(show(PodSecurityLevels.of(from, options))).toBe(expected);
  });

  test('what is no level or version is refused', () => {
    expect(() => PodSecurityLevels.of(namespace, { version: '1.30' })).toThrow(
      'Pod Security version must be "latest" or "v1.x", got "1.30"',
    );
    expect(() => PodSecurityLevels.requireLevel('strict')).toThrow(
      'Pod Security level must be one of privileged, baseline, restricted, got "strict"',
    );
  });
});
