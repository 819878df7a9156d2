import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../source-files';
import { tree } from './published-tree';

/*
 * What cdk8s-cli does to folders is its own affair and not written down anywhere, so it is asked: the published folder has to
 * survive however a run is started, and whatever becomes of it.
 */

const REGISTER = `require('module')._extensions['.ts'] = (m, f) => m._compile(require('@swc/core').transformFileSync(f, {swcrc: false, jsc: {parser: {syntax: 'typescript'}, target: 'es2022'}, module: {type: 'commonjs'}}).code, f);`;
const MAIN = `${REGISTER}
const { Chart, ApiObject } = require('cdk8s');
const { FortressApp } = require(${JSON.stringify(join(ROOT, 'lib/synth/fortress-app.ts'))});
const app = new FortressApp({ outdir: 'dist' });
const spec = process.env.BROKEN ? { a: NaN } : undefined;
new ApiObject(new Chart(app, 'vision'), 'a', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a' }, spec });
app.synth();
`;
const VALIDATION = `exports.Passes = class { validate({ report }) { report.submit('success', {}); } };`;

const folder = mkdtempSync(join(tmpdir(), 'cdk8s-cli-'));
beforeAll(() => {
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'main.js'), MAIN);
  writeFileSync(join(folder, 'validation.js'), VALIDATION);
  configure('build/synth');
});
afterAll(() => rmSync(folder, { recursive: true }));

function configure(output: string, more = ''): void {
  writeFileSync(join(folder, 'cdk8s.yaml'), `language: typescript\napp: node main.js\noutput: ${output}\n${more}`);
}

function run(
  command: string,
  args: string[],
  env: Record<string, string> = {},
): { status: number | null; text: string } {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: folder,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  return { status, text: stdout + stderr };
}

const cdk8s = (args: string[], env?: Record<string, string>) => {
  return run(join(folder, 'node_modules/.bin/cdk8s'), ['synth', '--check-upgrade=false', ...args], env);
};
const BROKEN = { BROKEN: '1' };

test('a run that passes is published, and copied for the CLI', () => {
  const { status, text } = cdk8s([]);
  expect([status, text]).toEqual([0, expect.stringContaining('build/synth/vision.k8s.yaml')]);
  expect(Object.keys(tree(join(folder, 'dist')))).toEqual(['vision.k8s.yaml']);
}, 60_000);

test.each<[string, () => { status: number | null; text: string }]>([
  ['cdk8s synth', () => cdk8s([], BROKEN)],
  ['cdk8s synth --stdout', () => cdk8s(['--stdout'], BROKEN)],
  ['node main.js', () => run(process.execPath, ['main.js'], BROKEN)],
])(
  '%s that fails leaves dist/ as it was',
  (_, fail) => {
    const before = tree(join(folder, 'dist'));
    const { status, text } = fail();
    expect([status, text]).toEqual([1, expect.stringContaining('vision/a: spec.a is NaN, which YAML cannot carry')]);
    expect(tree(join(folder, 'dist'))).toEqual(before);
  },
  60_000,
);

test('validations of the CLI get their metadata, and dist/ does not', () => {
  configure('build/synth', 'validations:\n  - { package: ./validation.js, version: 0.1.0, class: Passes }\n');
  const { status, text } = cdk8s([]);
  expect([status, text]).toEqual([0, expect.stringContaining('Validations ended')]);
  expect(Object.keys(tree(join(folder, 'build/synth')))).toContain('construct-metadata.json');
  expect(Object.keys(tree(join(folder, 'dist')))).toEqual(['vision.k8s.yaml']);
}, 60_000);

test('with dist/ as the output of the CLI, a run says so before the CLI has deleted anything', () => {
  configure('dist');
  const before = tree(join(folder, 'dist'));
  const { status, text } = run(process.execPath, ['main.js']);
  expect([status, text]).toEqual([1, expect.stringContaining('say "output: build/synth" in cdk8s.yaml')]);
  expect(tree(join(folder, 'dist'))).toEqual(before);
}, 60_000);
