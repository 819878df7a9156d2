import { spawnSync } from 'node:child_process';
import { load } from 'js-yaml';
import { type BuildPipelineProps, GitLabPipeline, ImageSigner, ScanPolicy } from '../../../lib';
import { mistakes, schemaOf } from '../closed-schema';
import { BUILD, environment, TOOLS } from './example-build';

const SCHEMA = schemaOf('gitlab-ci.json');
const text = (more: Partial<BuildPipelineProps> = {}) => new GitLabPipeline({ ...BUILD, ...more }).render([]);
const pipeline = (more: Partial<BuildPipelineProps> = {}): any => load(text(more));
const jobsOf = (file: any): [string, any][] => Object.entries(file).filter(([, value]: any) => value.script);

const KEYLESS = ImageSigner.keyless({ issuer: 'https://git.example.com', subject: 'project_path:models:ref:main' });

test.each<Partial<BuildPipelineProps>>([
  {},
  { signer: KEYLESS, runnerTags: ['cpu', 'build'], catalogue: 'images.json' },
  { environment: environment(ScanPolicy.warn()), vault: { ...BUILD.vault, authPath: 'gitlab', mount: 'kv' } },
])('GitLab takes it, and a shell every script: %#', more => {
  const file = pipeline(more);
  expect(mistakes(SCHEMA, file)).toEqual([]);
  for (const [name, { script }] of jobsOf(file)) {
    const { status, stderr } = spawnSync('sh', ['-n'], { input: script.join('\n') });
    expect([name, status, stderr.toString()]).toEqual([name, 0, '']);
  }
});

test('the schema refuses what GitLab does not know', () => {
  const file = pipeline();
  expect(mistakes(SCHEMA, { ...file, push: { ...file.push, artefacts: {} } })).not.toEqual([]);
});

test('a stage starts when the one before it has succeeded, so nothing is pushed that a scan refused (row H15)', () => {
  const { stages, ...file } = pipeline();
  const stageOf = (job: string) => stages.indexOf(file[job].stage);
  const order = ['gitleaks', 'build', 'trivy', 'push', 'syft', 'cosign', 'render', 'deploy', 'audit-record'].map(
    stageOf,
  );
  expect(order).toEqual([...new Set(order)].sort((a, b) => a - b));
  for (const [name, job] of jobsOf(file)) {
    // `needs` and `allow_failure` would let a job overtake a gate.
    expect([name, job.needs, job.allow_failure]).toEqual([name, undefined, undefined]);
  }
});

test('every job runs in an image of the site, by its digest (row N12)', () => {
  for (const [name, { image, services }] of jobsOf(pipeline())) {
    expect([name, services]).toEqual([name, undefined]);
    expect(Object.values(TOOLS).map(({ reference }) => reference)).toContain(image.name);
  }
});

test('secrets come from Vault, to the jobs that use them, by their own tokens (rows H09, I10)', () => {
  const withSecrets = jobsOf(pipeline()).filter(([, job]) => job.secrets);
  expect(withSecrets.map(([name, job]) => [name, Object.keys(job.secrets), Object.keys(job.id_tokens)])).toEqual([
    ['cosign', ['COSIGN_PRIVATE_KEY', 'COSIGN_PASSWORD'], ['VAULT_ID_TOKEN']],
    ['deploy', ['DEPLOY_TOKEN'], ['VAULT_ID_TOKEN']],
  ]);
  expect(pipeline().deploy.id_tokens).toEqual({ VAULT_ID_TOKEN: { aud: 'https://vault.example.com' } });
  expect(pipeline({ signer: KEYLESS }).cosign).toMatchObject({ id_tokens: { SIGSTORE_ID_TOKEN: { aud: 'sigstore' } } });
  expect(text()).not.toMatch(/AWS_ACCESS_KEY|AWS_SECRET/);
});

test('the record is written whatever happened, by a role and not by a key', () => {
  const { rules, id_tokens, variables } = pipeline()['audit-record'];
  expect(rules).toEqual([{ if: '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH', when: 'always' }]);
  expect(id_tokens).toEqual({ AWS_ID_TOKEN: { aud: 'sts.amazonaws.com' } });
  expect(variables.AWS_ROLE_ARN).toBe('arn:aws:iam::123456789012:role/add-build-records');
});

test('reports go where GitLab shows them (row H12)', () => {
  expect(pipeline().trivy.artifacts.reports).toEqual({ container_scanning: 'gl-container-scanning-report.json' });
  for (const job of ['gitleaks', 'bandit', 'hadolint', 'manifests', 'trivy-config', 'trivy']) {
    expect(pipeline()[job].artifacts.paths).toContainEqual(expect.stringMatching(/\.sarif$/));
    expect(pipeline()[job].artifacts.when).toBe('always');
  }
});

test('builds run on machines apart (row H17)', () => {
  expect(pipeline().default.tags).toEqual(['build']);
  expect(pipeline({ runnerTags: ['gpu'] }).default.tags).toEqual(['gpu']);
});

test('a digest that is an example is called one', () => {
  expect(text()).not.toContain('examples');
  const site = { exampleImages: [TOOLS.trivy.reference, TOOLS.syft.reference] };
  expect(text({ environment: environment(ScanPolicy.fail(), site) })).toContain(
    '\n# The digests of these tools are examples, until the images are in the registry: syft, trivy.\n',
  );
});
