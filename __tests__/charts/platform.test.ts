import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { YamlDocuments } from '../../lib/manifests/yaml/yaml-documents';
import { ROOT } from '../source-files';
import { judgementOf, manifestsOf, publishPlatform } from './rendered-platform';

const FILES = publishPlatform();
const ALL = manifestsOf(FILES);
const JUDGEMENT = judgementOf(FILES);

/** Namespaces below restricted; none but the reason that is written beside it. */
const LOWER_NAMESPACES: Record<string, string> = {
  'node-agents': 'agents of the node mount its directories, which baseline forbids, too',
  'gpu-operator': 'the driver is a kernel module, and devices are handed out on the node',
};

// Production stands for all: the other environments are compared with it below.
describe.each([...FILES].filter(([file]) => file.startsWith('dist/prod/')))('%s', (_, text) => {
  test('is what was reviewed', () => {
    expect(text).toMatchSnapshot();
  });
});

describe('what is committed', () => {
  test.each(['dist', 'evidence', 'artifacts'])(
    '%s/ is what the code renders; run npm run synth where it is not',
    folder => {
      const committed = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
        .filter(file => /\.[a-z]+$/.test(file))
        .map(file => `${folder}/${file}`)
        .sort();
      expect(committed).toEqual([...FILES.keys()].filter(file => file.startsWith(`${folder}/`)));
      for (const file of committed) expect(readFileSync(join(ROOT, file), 'utf8')).toBe(FILES.get(file));
    },
  );

  test('two runs give the same bytes', () => {
    expect(publishPlatform()).toEqual(FILES);
  });

  test('nothing but Kubernetes YAML lies in dist/', () => {
    for (const [file, text] of FILES) {
      if (!file.startsWith('dist/')) continue;
      expect(file).toMatch(/^dist\/(?:dev|test|prod)\/[a-z0-9-]+\/[a-z0-9-]+\.k8s\.yaml$/);
      for (const object of YamlDocuments.read(text)) {
        expect(object).toMatchObject({
          apiVersion: expect.any(String),
          kind: expect.any(String),
          metadata: { name: expect.any(String) },
        });
      }
    }
  });
});

describe('all objects', () => {
  test('pass every check, but for what is waived here and nowhere else', () => {
    expect([...JUDGEMENT.failures, ...JUDGEMENT.warnings]).toEqual([]);
    const waived = JUDGEMENT.findings.map(({ check, object }) => `${check} ${object.kind} ${object.name}`);
    expect(waived).toEqual([
      'explicit-user DaemonSet falco',
      'explicit-user DaemonSet fluent-bit',
      'namespace-level Namespace gpu-operator',
      'namespace-level Namespace node-agents',
    ]);
  });

  test('were asked about by the checks that prove it', () => {
    const asked = (id: string) => JUDGEMENT.tallies.get(id)?.passed ?? 0;
    const pods = ALL.judgedPods;
    expect(pods).toBeGreaterThan(8);
    for (const id of [
      'run-as-non-root',
      'seccomp-profile-restricted',
      'capabilities-restricted',
      'pinned-to-pool',
      'image-digest',
    ]) {
      expect([id, asked(id)]).toEqual([id, pods]);
    }
    expect(asked('dangling-reference')).toBe(ALL.manifests.length);
  });

  test('stand in no other namespace below restricted than those listed', () => {
    const enforced = ALL.judgedOfKind('Namespace').filter(
      ({ labels }) => labels['pod-security.kubernetes.io/enforce'] !== 'restricted',
    );
    expect(enforced.map(({ name }) => name).sort()).toEqual(Object.keys(LOWER_NAMESPACES).sort());
  });

  test('stand in namespaces that enforce, audit and warn restricted at a pinned version, but for those listed', () => {
    for (const namespace of ALL.judgedOfKind('Namespace')) {
      if (namespace.name in LOWER_NAMESPACES) continue;
      for (const mode of ['enforce', 'audit', 'warn']) {
        expect(namespace.labels).toMatchObject({
          [`pod-security.kubernetes.io/${mode}`]: 'restricted',
          [`pod-security.kubernetes.io/${mode}-version`]: 'v1.36',
        });
      }
    }
  });

  test('are each in one file', () => {
    const keys = ALL.manifests.map(({ key }) => key);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  test('have names that are contract: whoever changes this list renames live objects', () => {
    const names = ALL.manifests.map(manifest => `${manifest.origin.application}: ${manifest}\n`).sort();
    expect(names.join('')).toBe(readFileSync(join(__dirname, 'object-names.txt'), 'utf8'));
  });
});

test('an Application has a folder, and a folder an Application', () => {
  const sources = ALL.judgedOfKind('Application').map(({ spec }) => spec.source as { path?: string; chart?: string });
  const paths = sources.filter(({ chart }) => chart === undefined).map(({ path }) => path);
  const folders = [...FILES.keys()]
    .filter(file => file.startsWith('dist/prod/'))
    .map(file => file.split('/').slice(0, 3).join('/'));
  expect(paths.sort()).toEqual([...new Set(folders)].sort());
});
