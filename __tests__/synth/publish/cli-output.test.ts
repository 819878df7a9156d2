import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CliOutput } from '../../../lib/synth/publish/cli-output';

const before = process.cwd();
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cli-'));
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
  delete process.env.CDK8S_OUTDIR;
});

const REFUSAL = (output: string) =>
  `cdk8s-cli deletes its output folder ${JSON.stringify(output)} before it starts the app, and "dist" is published there; ` +
  'say "output: build/synth" in cdk8s.yaml (and "git checkout dist", if it is gone)';

test.each(['dist', './dist', '.', 'dist/prod'])('%s, which the CLI has just deleted, is not published into', output => {
  process.env.CDK8S_OUTDIR = output;
  expect(() => CliOutput.assertApartFrom('dist')).toThrow(REFUSAL(output));
});

test('nor is what it would delete the next time, or with --stdout', () => {
  process.env.CDK8S_OUTDIR = join(tmpdir(), 'cdk8s-stdout');
  writeFileSync('cdk8s.yaml', 'language: typescript\napp: node main.js\noutput: dist\n');
  expect(() => CliOutput.assertApartFrom('dist')).toThrow(REFUSAL('dist'));
});

test.each(['build/synth', 'dist-of-others'])('%s is another folder', output => {
  process.env.CDK8S_OUTDIR = output;
  writeFileSync('cdk8s.yaml', `app: node main.js\noutput: ${output}\n`);
  expect(() => CliOutput.assertApartFrom('dist')).not.toThrow();
});

test('without the CLI there is nothing to say', () => {
  writeFileSync('cdk8s.yaml', 'app: node main.js\n');
  expect(() => CliOutput.assertApartFrom('dist')).not.toThrow();
});
