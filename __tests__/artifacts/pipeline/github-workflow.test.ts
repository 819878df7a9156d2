import { spawnSync } from 'node:child_process';
import { load } from 'js-yaml';
import { GitHubWorkflow, type GitHubWorkflowProps, ImageSigner } from '../../../lib';
import { mistakes, schemaOf } from '../closed-schema';
import { BUILD, TOOLS } from './example-build';

const SCHEMA = schemaOf('github-workflow.json');
const PROPS: GitHubWorkflowProps = { ...BUILD, deployAppId: '4711' };
const KEYLESS = ImageSigner.keyless({ issuer: 'https://token.actions.example.com', subject: 'repo:models:ref:main' });
const text = (more: Partial<GitHubWorkflowProps> = {}) => new GitHubWorkflow({ ...PROPS, ...more }).render([]);
const workflow = (more: Partial<GitHubWorkflowProps> = {}): any => load(text(more));
const jobsOf = (file: any): [string, any][] => Object.entries(file.jobs);
const stepsOf = (job: any): any[] => job.steps;

test.each<Partial<GitHubWorkflowProps>>([{}, { signer: KEYLESS, runnerTags: ['cpu'] }])(
  'GitHub takes it, and a shell every script: %#',
  more => {
    const file = workflow(more);
    expect(mistakes(SCHEMA, file)).toEqual([]);
    for (const [name, job] of jobsOf(file)) {
      for (const { run } of stepsOf(job).filter(step => step.run)) {
        const { status, stderr } = spawnSync('sh', ['-n'], { input: run });
        expect([name, status, stderr.toString()]).toEqual([name, 0, '']);
      }
    }
  },
);

test('the schema refuses what GitHub does not know', () => {
  const file = workflow();
  expect(mistakes(SCHEMA, { ...file, jobs: { ...file.jobs, x: { 'run-on': 'y' } } })).not.toEqual([]);
});

test('actions are pinned by commit, with the release for people (row J18)', () => {
  const uses = text()
    .split('\n')
    .filter(line => line.includes('uses:'));
  expect(uses.length).toBeGreaterThan(20);
  expect(uses.filter(line => !/uses: [\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
});

test('every job of a gate waits for all of the gates before (rows H15, J18)', () => {
  const { jobs } = workflow();
  expect(jobs.gitleaks.needs).toBeUndefined();
  const source = ['gitleaks', 'bandit', 'hadolint', 'manifests', 'trivy-config'];
  expect(jobs.build.needs).toEqual(source);
  expect(jobs.push.needs).toEqual([...source, 'build', 'trivy']);
  expect(jobs.deploy.needs).toEqual(Object.keys(jobs).slice(0, -2));
  expect(Object.values(jobs).filter((job: any) => job['continue-on-error'])).toEqual([]);
});

test('only what is reviewed is pushed, signed and deployed', () => {
  const main = jobsOf(workflow()).filter(([, job]) => job.if?.includes("github.ref == 'refs/heads/main'"));
  expect(main.map(([name]) => name)).toEqual(['push', 'syft', 'cosign', 'render', 'deploy', 'audit-record']);
});

test('every job has the rights that it needs, and runs in an image by its digest', () => {
  expect(workflow().permissions).toEqual({});
  const rights = Object.fromEntries(jobsOf(workflow()).map(([name, job]) => [name, job.permissions]));
  expect(rights).toMatchObject({
    build: { contents: 'read' },
    trivy: { contents: 'read', 'security-events': 'write' },
    cosign: { contents: 'read', 'id-token': 'write' },
    'audit-record': { 'id-token': 'write' },
  });
  for (const [, job] of jobsOf(workflow())) {
    expect(job.permissions.contents).not.toBe('write');
    expect(Object.values(TOOLS).map(({ reference }) => reference)).toContain(job.container.image);
  }
});

test('no secret is stored in GitHub: Vault, Amazon and Sigstore know a job by its token (rows I10, I11, N07)', () => {
  expect(text()).not.toMatch(/secrets\.(?!GITHUB_TOKEN)/);
  expect(text()).not.toMatch(/aws-access-key-id|GH_PAT/);
  const [vault] = stepsOf(workflow().jobs.cosign);
  expect(vault.with).toMatchObject({ url: 'https://vault.example.com', method: 'jwt', path: 'jwt', role: 'models' });
  expect(vault.with.secrets.split('\n')).toEqual([
    'secret/data/ci/cosign private-key | COSIGN_PRIVATE_KEY ;',
    'secret/data/ci/cosign password | COSIGN_PASSWORD ;',
    'secret/data/ci/registry username | REGISTRY_USER ;',
    'secret/data/ci/registry password | REGISTRY_PASSWORD ;',
  ]);
  const aws = stepsOf(workflow().jobs['audit-record']).find(step => step.with?.['role-to-assume']);
  expect(aws.with).toEqual({
    'role-to-assume': 'arn:aws:iam::123456789012:role/add-build-records',
    'aws-region': 'eu-central-1',
  });
});

test('the commit is made by an app, whose token lives for an hour (row I11)', () => {
  const app = stepsOf(workflow().jobs.deploy).find(step => step.id === 'app');
  expect(app.with).toEqual({
    'app-id': '4711',
    'private-key': '${' + '{ env.DEPLOY_APP_KEY }}',
    'permission-contents': 'write',
  });
});

test('refuses an app that is none', () => {
  expect(() => text({ deployAppId: 'bot' })).toThrow(
    new Error('deployAppId must be the number of a GitHub App such as "123456", got "bot"'),
  );
});
