import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMMIT_DIGEST } from '../../charts/deploy-steps';
import { EXTERNALS } from '../../charts/externals';
import { expectOnlyPeers } from '../../lib/testing/reach-expectations';
import { published, publishedObjects } from './published';

const CI = 'argo-event-pipeline';
const OBJECTS = [...publishedObjects('prod'), ...EXTERNALS];
const DIGEST = `sha256:${'a'.repeat(64)}`;

test('nothing of the pipeline can change a workload (seed rows G11, G16)', () => {
  const rules = OBJECTS.filter(({ kind, metadata }) => kind === 'Role' && metadata.namespace === CI).flatMap(
    ({ rules }) => rules,
  );
  expect(rules).toEqual([
    { apiGroups: ['argoproj.io'], resources: ['workflowtaskresults'], verbs: ['create', 'patch'] },
    { apiGroups: ['argoproj.io'], resources: ['workflows'], verbs: ['create'] },
  ]);
});

test('signature and scan are verified before the commit, of the digest of the payload (seed rows G16, I04, I05)', () => {
  const { templates } = published('prod', 'WorkflowTemplate', CI, 'deploy-image').spec;
  expect(templates[0].steps.flat().map(({ name }: any) => name)).toEqual(['verify-signature', 'verify-scan', 'commit']);
  const [, signature, scan] = templates;
  for (const { container } of [signature, scan]) {
    expect(container.args.at(-1)).toMatch(/^gitlab\.build\.server:5050\/.*\/\$\(IMAGE\)@\$\(DIGEST\)$/);
    expect(container.args).toEqual(expect.arrayContaining(['--key', 'env://COSIGN_PUBLIC_KEY']));
  }
  expect(scan.container.args.slice(0, 3)).toEqual(['verify-attestation', '--type', 'vuln']);
});

test('the bus has a version that the controller is told the images of, by digest', () => {
  const { version } = published('prod', 'EventBus', CI, 'default').spec.jetstream;
  const controller = OBJECTS.find(({ kind, metadata }) => kind === 'Application' && metadata.name === 'argo-events');
  const [known] = controller?.spec.source.helm.valuesObject.configs.jetstream.versions ?? [];
  expect(known.version).toBe(version);
  for (const name of ['natsImage', 'configReloaderImage', 'metricsExporterImage']) {
    expect(known[name]).toMatch(/@sha256:[0-9a-f]{64}$/);
  }
});

test('each part talks to those that it has to, and nobody else', () => {
  const bus = `${CI}/eventbus-default-js`;
  const dns = 'kube-system/coredns';
  expectOnlyPeers(OBJECTS, `${CI}/builds-eventsource`, { from: ['gateways'], to: [bus, dns] });
  expectOnlyPeers(OBJECTS, `${CI}/builds-sensor`, { from: [], to: [bus, dns, 'kube-apiserver'] });
  expectOnlyPeers(OBJECTS, `${CI}/deploy-image-commit`, {
    from: [],
    to: [dns, 'gitlab.build.server', 'kube-apiserver'],
  });
  expectOnlyPeers(OBJECTS, bus, {
    from: [bus, `${CI}/builds-eventsource`, `${CI}/builds-sensor`].filter(name => name !== bus),
    to: [dns],
  });
});

describe('the commit', () => {
  const hasTools = ['git', 'npm', 'sh'].every(tool => spawnSync(tool, ['--version']).error === undefined);
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'deploy-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });

  /** A repository whose catalogue and synthesis are one file each; what sets a digest is tested on its own. */
  function repository(): void {
    git('init', '--quiet', '--bare', '--initial-branch', 'main', 'origin.git');
    git('clone', '--quiet', 'origin.git', 'work');
    for (const name of ['charts', 'dist', 'evidence', 'artifacts']) {
      mkdirSync(join(folder, 'work', name), { recursive: true });
      writeFileSync(join(folder, 'work', name, 'a'), '');
    }
    const image = 'console.log(process.argv[2] === "unknown" ? process.exit(1) : process.argv.slice(2).join())';
    writeFileSync(join(folder, 'work/image.js'), image);
    // npm appends what it is given to the end of the script.
    const scripts = { image: 'f() { node image.js "$@" > charts/a; }; f', synth: 'cp charts/a dist/a' };
    writeFileSync(join(folder, 'work/package.json'), JSON.stringify({ scripts }));
    git('-C', 'work', 'add', '.');
    git('-C', 'work', '-c', 'user.name=a', '-c', 'user.email=a', 'commit', '--quiet', '--message', 'first');
    git('-C', 'work', 'push', '--quiet', 'origin', 'HEAD:main');
    mkdirSync(join(folder, 'tools/node_modules'), { recursive: true });
  }

  function run(image: string, environment = '') {
    mkdirSync(join(folder, 'home'), { recursive: true });
    return spawnSync('sh', ['-c', COMMIT_DIGEST], {
      cwd: folder,
      encoding: 'utf8',
      env: {
        PATH: process.env.PATH,
        HOME: join(folder, 'home'),
        TOOLS: join(folder, 'tools'),
        REPOSITORY_URL: `file://${join(folder, 'origin.git')}`,
        GIT_CREDENTIALS_FILE: join(folder, 'credentials'),
        IMAGE: image,
        DIGEST,
        ACTOR: 'ada@example.com',
        CANDIDATE_OF: environment,
      },
    });
  }

  const withTools = hasTools ? test : test.skip;

  withTools.each(['', 'dev'])('sets the digest, renders, and says who (seed row G10): candidate of %j', environment => {
    repository();
    expect(run('ml-platform', environment)).toMatchObject({ status: 0 });
    expect(git('-C', 'origin.git', 'log', '-1', '--format=%an: %s', 'main').trim()).toBe(
      `ada@example.com: Ship ml-platform at ${DIGEST} [skip ci]`,
    );
    const given = ['ml-platform', DIGEST, ...(environment === '' ? [] : [environment])];
    expect(git('-C', 'origin.git', 'show', 'main:dist/a').trim()).toBe(given.join());
  });

  withTools('commits nothing for an image that nobody knows', () => {
    repository();
    expect(run('unknown').status).not.toBe(0);
    expect(git('-C', 'origin.git', 'log', '--format=%s', 'main').trim()).toBe('first');
  });

  test('is for the environment that the pipeline is in', () => {
    const targetOf = (environment: string) => {
      const { templates } = published(environment, 'WorkflowTemplate', CI, 'deploy-image').spec;
      const { env } = templates.find(({ name }: any) => name === 'commit').container;
      return env.find(({ name }: any) => name === 'CANDIDATE_OF').value ?? '';
    };
    expect(['dev', 'test', 'prod'].map(targetOf)).toEqual(['dev', 'test', '']);
  });

  test('is what is rendered', () => {
    expect(published('prod', 'ConfigMap', CI, 'deploy-scripts').data).toEqual({ 'commit-digest.sh': COMMIT_DIGEST });
  });
});
