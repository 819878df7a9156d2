import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../source-files';

/** What the platform is rendered from, and what it was rendered into. */
const COPIED = ['lib', 'imports', 'charts', 'main.ts', 'tsconfig.json', 'tsconfig.build.json', 'dist', 'evidence'];
const DIGEST = `sha256:${'1'.repeat(64)}`;

jest.setTimeout(180_000);

let folder: string;
// One folder for all: the compiler then looks at what has changed, and every test undoes what it has done.
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'every-week-'));
  for (const path of [...COPIED, 'artifacts']) cpSync(join(ROOT, path), join(folder, path), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const read = (file: string) => readFileSync(join(folder, file), 'utf8');

/** Changes a text of a file that stands there once. */
function edit(file: string, before: string, after: string): void {
  expect(read(file).split(before).length).toBe(2);
  writeFileSync(
    join(folder, file),
    read(file).replace(before, () => after),
  );
}

function run(command: string, words: string[], only?: string): { status: number | null; text: string } {
  const env = { ...process.env, ...(only && { FORTRESS_ONLY: only }) };
  const { status, stdout, stderr } = spawnSync(command, words, { cwd: folder, env, encoding: 'utf8' });
  return { status, text: `${stdout}${stderr}` };
}

/** `npm run synth`, without the time that npm and cdk8s-cli take; the text of what it refuses. */
function synth(only?: string): string {
  const { status, text } = run(join(ROOT, 'node_modules/.bin/tsc'), ['-p', 'tsconfig.build.json']);
  expect([status, text]).toEqual([0, '']);
  const run_ = run(process.execPath, ['build/main.js'], only);
  return run_.status === 0 ? '' : run_.text;
}

const setImage = (...words: string[]) => run(process.execPath, ['build/charts/set-image.js', ...words]);

/** Every published file, and its lines. */
function published(): Map<string, string[]> {
  const files = ['dist', 'evidence'].flatMap(root =>
    readdirSync(join(folder, root), { recursive: true, encoding: 'utf8' }).map(file => `${root}/${file}`),
  );
  return new Map(files.filter(file => /\.\w+$/.test(file)).map(file => [file, read(file).split('\n')]));
}

/** Files of dist/ that are new, gone or changed. */
function changed(before: Map<string, string[]>, after = published()): string[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].filter(name => name.startsWith('dist/'));
  return names.filter(name => `${before.get(name)}` !== `${after.get(name)}`).sort();
}

/** Lines that only the second text has. */
const added = (before: readonly string[], after: readonly string[]) => after.filter(line => !before.includes(line));

test('G10: a new image is tried in one environment, and then changes one line in all of them', () => {
  expect(synth()).toBe('');
  const before = published();
  expect(changed(before)).toEqual([]);
  expect(setImage('ml-classifier', DIGEST, 'dev')).toEqual({ status: 0, text: '' });
  expect(synth()).toBe('');
  expect(changed(before)).toEqual(['dist/dev/ml-model/classifier.k8s.yaml']);

  setImage('ml-classifier', `sha256:${'2'.repeat(64)}`);
  const catalogue = read('charts/images.json');
  expect(JSON.parse(read('charts/candidates.json'))).toEqual({ dev: {}, test: {} });
  setImage('ml-classifier', DIGEST);
  expect(added(catalogue.split('\n'), read('charts/images.json').split('\n'))).toEqual([`    "digest": "${DIGEST}"`]);
  expect(synth()).toBe('');
  const after = published();
  const files = ['dev', 'prod', 'test'].map(name => `dist/${name}/ml-model/classifier.k8s.yaml`);
  expect(changed(before, after)).toEqual(files);
  for (const file of files) {
    const lines = added(before.get(file) ?? [], after.get(file) ?? []);
    expect(lines.map(line => line.trim())).toEqual([expect.stringMatching(new RegExp(`^(?:- )?image: .*@${DIGEST}$`))]);
  }
});

test('an image that is none, a digest that is none, and an environment that tries nothing are refused', () => {
  const usage = 'usage: npm run image -- NAME sha256:DIGEST [dev|test]';
  expect(setImage('nginx', DIGEST).text).toBe('nginx is no image of charts/images.json; add it there first\n');
  expect(setImage('minio', 'latest').text).toBe(`latest is no digest; ${usage}\n`);
  expect(setImage('minio', DIGEST, 'prod')).toEqual({
    status: 1,
    text: `prod tries nothing before production; ${usage}\n`,
  });
});

test('a tenant comes with one line, and leaves nothing behind', () => {
  const before = published();
  const line = "tenant('tenant-b', 'language')";
  edit('charts/tenants.ts', line, `${line}, tenant('tenant-c', 'speech')`);
  expect(synth('prod')).toBe('');
  const own = ['platform/tenant-c', 'tenant-c/inference-service'].map(file => `dist/prod/${file}.k8s.yaml`);
  expect(changed(before)).toEqual(expect.arrayContaining(own));
  const after = published();
  for (const file of changed(before, after).filter(name => !own.includes(name))) {
    const more = added(before.get(file) ?? [], after.get(file) ?? []);
    // Nothing goes, but for a line that comes back with the tenant in its list.
    const withoutTenant = more.map(text => text.replace(',tenant-c', ''));
    const gone = added(after.get(file) ?? [], before.get(file) ?? []);
    expect(gone.filter(text => !withoutTenant.includes(text))).toEqual([]);
    expect(more.join('\n')).toContain('tenant-c');
  }
  edit('charts/tenants.ts', `, tenant('tenant-c', 'speech')`, '');
  expect(synth('prod')).toBe('');
  expect(changed(before)).toEqual([]);
});

test('a waiver lets a finding stay until its day, and no longer than the finding', () => {
  const granted = `GRANTED: PlatformWaiver[] = [{ at: 'prod/ml-production/ml-model/classifier', check: 'placeholder',
    reason: 'OPS-7', owner: 'ops', expires: '2999-12-31' }]`;
  edit('charts/classifier.ts', "EnvValue.fromValue('1.0')", "EnvValue.fromValue('CHANGEME')");
  edit('charts/waivers.ts', 'GRANTED: PlatformWaiver[] = []', granted);
  expect(synth('prod')).toBe('');
  expect(read('evidence/prod/waivers.yaml')).toContain('OPS-7');
  edit('charts/waivers.ts', '2999-12-31', '2020-12-31');
  expect(synth('prod')).toContain('expired');
  edit('charts/waivers.ts', '2020-12-31', '2999-12-31');
  edit('charts/classifier.ts', "EnvValue.fromValue('CHANGEME')", "EnvValue.fromValue('1.0')");
  expect(synth('prod')).toContain('the waiver of placeholder by ops matches no finding');
  edit('charts/waivers.ts', granted, 'GRANTED: PlatformWaiver[] = []');
});

test('an access for an emergency is opened by an entry, and closed by taking it away', () => {
  expect(synth('prod')).toBe('');
  const before = published();
  const opened = `OPENED: OpenedAccess[] = [{ environment: 'prod', namespace: 'tenant-a', user: 'jane@build.server',
    reason: 'the service hangs; OPS-8', owner: 'ops', expires: '2999-12-31' }]`;
  edit('charts/break-glass.ts', 'OPENED: OpenedAccess[] = []', opened);
  expect(synth('prod')).toBe('');
  expect(changed(before)).toEqual(['dist/prod/platform/break-glass.k8s.yaml']);
  const text = read('dist/prod/platform/break-glass.k8s.yaml');
  expect(text.match(/^kind: .*$/gm)).toEqual(['kind: Role', 'kind: RoleBinding']);
  expect(text).toContain("fortress.cdk8s.io/expires: '2999-12-31'");
  // Its waiver ends with it: after that day the next run is refused, as for every waiver.
  expect(read('evidence/prod/waivers.yaml')).toMatch(/OPS-8[\s\S]*2999-12-31|2999-12-31[\s\S]*OPS-8/);
  edit('charts/break-glass.ts', opened, 'OPENED: OpenedAccess[] = []');
  expect(synth('prod')).toBe('');
  expect(changed(before)).toEqual([]);
});
