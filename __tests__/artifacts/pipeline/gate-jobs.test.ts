import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { type BuildPipelineProps, ImageSigner, ScanPolicy, ScanSeverity } from '../../../lib';
import { auditRecordScript } from '../../../lib/artifacts/pipeline/_audit-record';
import { GATES } from '../../../lib/artifacts/pipeline/_gate-job';
import { GateJobs } from '../../../lib/artifacts/pipeline/_gate-jobs';
import { ROOT } from '../../source-files';
import { BUCKET, BUILD, environment, TOOLS } from './example-build';

const jobs = (more: Partial<BuildPipelineProps> = {}) => GateJobs.of({ ...BUILD, ...more });
const script = (name: string, more: Partial<BuildPipelineProps> = {}) =>
  jobs(more)
    .find(job => job.name === name)
    ?.script.join('\n') ?? '';
const KEYLESS = ImageSigner.keyless({ issuer: 'https://git.example.com', subject: 'repo:models:ref:refs/heads/main' });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gates-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs a script as a runner does, in the folder, with what a job has in its environment. */
function run(text: string, env: Record<string, string> = {}) {
  return spawnSync('sh', ['-e', '-c', text], { cwd: folder, env: { PATH: process.env.PATH, ...env } as any });
}

test('the four gates stand in order, and a job of each tool in its gate (rows H09, H15, H16)', () => {
  expect(jobs().map(({ name, gate }) => [name, gate])).toEqual([
    ['gitleaks', 'gate-1-source'],
    ['bandit', 'gate-1-source'],
    ['hadolint', 'gate-1-source'],
    ['manifests', 'gate-1-source'],
    ['trivy-config', 'gate-1-source'],
    ['build', 'gate-2-build'],
    ['trivy', 'gate-2-scan'],
    ['push', 'gate-2-push'],
    ['syft', 'gate-3-bill-of-materials'],
    ['cosign', 'gate-3-signature'],
    ['render', 'gate-4-rendering'],
    ['deploy', 'gate-4-deployment'],
  ]);
  const order = jobs().map(({ gate }) => GATES.indexOf(gate));
  expect(order).toEqual([...order].sort((a, b) => a - b));
});

test('what was not reviewed is built and scanned, and goes nowhere (row H10)', () => {
  const everywhere = jobs().filter(({ isMainOnly }) => !isMainOnly);
  const source = jobs().filter(({ gate }) => gate === 'gate-1-source');
  expect(everywhere).toEqual([...source, ...jobs().filter(({ name }) => ['build', 'trivy'].includes(name))]);
  for (const { secrets = [], usesRegistry, commits } of everywhere) {
    expect([secrets.length, usesRegistry ?? false, commits ?? false]).toEqual([0, false, false]);
  }
});

test('nobody applies anything to a cluster, and nothing runs a moving image (rows G11, N11)', () => {
  const all = jobs().flatMap(job => job.script);
  expect(all.filter(line => /kubectl|helm|:latest/.test(line))).toEqual([]);
  expect(Object.values(TOOLS)).toEqual(expect.arrayContaining(jobs().map(({ tool }) => tool)));
});

test.each<[ScanPolicy, string]>([
  [ScanPolicy.fail(), '--severity CRITICAL,HIGH --exit-code 1'],
  [ScanPolicy.fail(ScanSeverity.CRITICAL), '--severity CRITICAL --exit-code 1'],
  [ScanPolicy.warn(ScanSeverity.MEDIUM), '--severity CRITICAL,HIGH,MEDIUM --exit-code 0'],
])('the scan ends a build as the environment says: %j (rows H11, I01, I02)', (scan, options) => {
  expect(script('trivy', { environment: environment(scan) })).toMatch(new RegExp(`${options}$`));
});

test('the manifests are scanned as they are committed, with the checks of the pinned image (row H13)', () => {
  expect(script('trivy-config')).toBe(
    'trivy config --skip-check-update --misconfig-scanners kubernetes --format sarif --output trivy-config.sarif dist/prod',
  );
  const [verified, scanned] = ['manifests', 'trivy-config'].map(each => jobs().find(({ name }) => name === each));
  expect(scanned).toMatchObject({ gate: verified?.gate, tool: TOOLS.trivy, sarif: 'trivy-config.sarif' });
});

test('a scan without the internet reads a copy of the database', () => {
  expect(script('trivy')).not.toContain('--db-repository');
  const lines = script('trivy', { vulnerabilityDatabase: 'registry.example.com:5050/db:2' }).split('\n');
  expect(lines.filter(line => line.includes(' --db-repository registry.example.com:5050/db:2 '))).toEqual(lines);
});

test('a key signs without the log of Sigstore, an identity with it', () => {
  expect(script('cosign')).toContain('cosign sign --yes --tlog-upload=false --key env://COSIGN_PRIVATE_KEY');
  expect(script('cosign', { signer: KEYLESS })).toContain('cosign sign --yes "$IMAGE@$(cat digest.txt)"');
});

test('the job that may push runs nothing but git', () => {
  const deploy = jobs().filter(({ commits }) => commits);
  expect(deploy.map(({ name }) => name)).toEqual(['deploy']);
  expect(deploy.flatMap(job => job.script).filter(line => !line.startsWith('git '))).toEqual([]);
});

test('a new digest is one line of the catalogue, and no example any more (row G10)', () => {
  const image = (digest: string, example: boolean) => ({ repository: 'r', digest, ...(example ? { example } : {}) });
  mkdirSync(join(folder, 'charts'));
  writeFileSync(
    join(folder, 'charts/images.json'),
    JSON.stringify({ other: image('sha256:1', true), classifier: image('sha256:2', true) }),
  );
  writeFileSync(join(folder, 'digest.txt'), 'sha256:3');
  const [line] = script('render')
    .split('\n')
    .filter(text => text.startsWith('node '));
  expect(run(line).status).toBe(0);
  expect(JSON.parse(readFileSync(join(folder, 'charts/images.json'), 'utf8'))).toEqual({
    other: image('sha256:1', true),
    classifier: image('sha256:3', false),
  });
});

test('every tool finds the credentials of the registry', () => {
  const lines = script('push').split('\n').slice(0, -1).join('\n');
  expect(run(lines, { REGISTRY: 'r:5050', REGISTRY_USER: 'ci', REGISTRY_PASSWORD: 'p w"' }).status).toBe(0);
  expect(JSON.parse(readFileSync(join(folder, '.docker/config.json'), 'utf8'))).toEqual({
    auths: { 'r:5050': { auth: Buffer.from('ci:p w"').toString('base64') } },
  });
});

const ajv = new Ajv2020({ strict: true });
addFormats(ajv);
const ofRecord = ajv.compile(JSON.parse(readFileSync(join(ROOT, 'schemas/audit-record.v1.json'), 'utf8')));

describe('the record of a run (row I07)', () => {
  const COMMIT = 'c0ffee'.padEnd(40, '0');
  const DIGEST = `sha256:${'3'.repeat(64)}`;
  const ENV = { ACTOR: 'alice', COMMIT, IMAGE: 'r/i', RUN: '7' };

  test('says what became of every job, and is added to the bucket', () => {
    mkdirSync(join(folder, 'status'));
    writeFileSync(join(folder, 'status/build'), 'success\n');
    writeFileSync(join(folder, 'status/trivy'), 'failed\n');
    writeFileSync(join(folder, 'digest.txt'), DIGEST);
    const { status, stdout } = run(
      `aws() { echo "$@"; }\n${auditRecordScript(['build', 'trivy', 'push'], BUCKET)}`,
      ENV,
    );
    expect(status).toBe(0);
    expect(stdout.toString().trim()).toBe(
      `s3api put-object --bucket build-records --key models/${COMMIT}/7.json --body audit-record.json --checksum-algorithm SHA256`,
    );
    const record = JSON.parse(readFileSync(join(folder, 'audit-record.json'), 'utf8'));
    expect([ofRecord(record), ofRecord.errors]).toEqual([true, null]);
    expect(record).toEqual({
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      actor: 'alice',
      commit: COMMIT,
      image: 'r/i',
      digest: DIGEST,
      jobs: { build: 'success', trivy: 'failed', push: 'skipped' },
    });
  });

  test('fails where the bucket does not take it', () => {
    expect(run(`aws() { return 1; }\n${auditRecordScript(['build'], BUCKET)}`, ENV).status).toBe(1);
  });
});

const SAFE = 'must be letters, digits, "-", "_" and ".", got';

test.each<[Partial<BuildPipelineProps>, string]>([
  [{ imageName: 'a; b' }, 'imageName must be a name such as "ml-classifier", got "a; b"'],
  [{ catalogue: '../x.json' }, 'catalogue must be a JSON file of the repository, got "../x.json"'],
  [
    { repository: 'registry.example.com:5050/a:latest' },
    'repository must be an image reference without a tag and a digest, got "registry.example.com:5050/a:latest"',
  ],
  [
    { repository: 'docker.io/team/app' },
    'repository must be in one of the registries registry.example.com:5050, got "docker.io/team/app"',
  ],
  [{ runnerTags: [] }, 'runnerTags must be at least one tag such as "build", got []'],
  [{ vault: { ...BUILD.vault, role: '$(id)' } }, `vault.role ${SAFE} "$(id)"`],
  [{ vault: { ...BUILD.vault, authPath: '' } }, `vault.authPath ${SAFE} ""`],
  [{ vault: { ...BUILD.vault, mount: 'a b' } }, `vault.mount ${SAFE} "a b"`],
  [
    { vault: { ...BUILD.vault, url: 'http://vault' } },
    'vault.url must be an https URL such as "https://vault.example.com", got "http://vault"',
  ],
  [
    { signer: KEYLESS, environment: environment(ScanPolicy.fail(), { airGapped: true }) },
    'an air-gapped site does not reach Sigstore; call ImageSigner.publicKey()',
  ],
  [
    { signer: ImageSigner.kmsKey('hashivault://k') },
    'no job has a token for the key management service; call ImageSigner.publicKey()',
  ],
])('refuses %#', (wrong, message) => {
  expect(() => jobs(wrong)).toThrow(new Error(message));
});
