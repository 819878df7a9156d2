import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OutputFolders } from '../../../lib/synth/publish/output-folders';
import { ROOT } from '../../source-files';
import { output, tree } from './published-tree';

const FILES = 100;
const ROUNDS = 6;
/** Files of one generation: some are in all of them, some come and go. */
const generation = (text: string): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: FILES }, (_, index) => [
      `prod/app-${index % 10}/${index % 3 === 0 ? text : 'both'}-${index}.yaml`,
      `${text}\n`.repeat(50),
    ]),
  );
const OLD = output(generation('old'));
const NEW = output(generation('new'));

const REGISTER = `require('module')._extensions['.ts'] = (m, f) => m._compile(require('@swc/core').transformFileSync(f, {swcrc: false, jsc: {parser: {syntax: 'typescript'}, target: 'es2022'}, module: {type: 'commonjs'}}).code, f);`;
/** Publishes two generations in turn until it is killed. */
const SCRIPT = `${REGISTER}
const { OutputFolders } = require('./lib/synth/publish/output-folders');
const [dist, ...generations] = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const made = generations.map(files => ({ dist: new Map(files), evidence: new Map(), artifacts: new Map(), baselines: new Map(), constructPaths: new Map() }));
process.stdout.write('ready');
for (let turn = 0; ; turn++) {
  const folders = new OutputFolders(dist);
  folders.exclusively(() => folders.publish(made[turn % 2], folders.plan(made[turn % 2], () => true)));
}`;

const root = mkdtempSync(join(tmpdir(), 'killed-'));
const dist = join(root, 'dist');
afterAll(() => rmSync(root, { recursive: true }));

/** Starts publishing, and kills it some time after it has begun. */
async function runAndKill(milliseconds: number): Promise<void> {
  const child: ChildProcess = spawn(process.execPath, ['-e', SCRIPT], {
    cwd: ROOT,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise(resolve => child.once('exit', resolve));
  child.stdin?.end(JSON.stringify([dist, [...NEW.dist], [...OLD.dist]]));
  await new Promise(resolve => child.stdout?.once('data', resolve));
  await new Promise(resolve => setTimeout(resolve, milliseconds));
  child.kill('SIGKILL');
  await ended;
}

test('a process that is killed while it publishes leaves whole files, and the next run a whole generation', async () => {
  const folders = new OutputFolders(dist);
  const publish = (made: typeof OLD) =>
    folders.exclusively(() =>
      folders.publish(
        made,
        folders.plan(made, () => true),
      ),
    );
  publish(NEW);
  const after = tree(root);
  publish(OLD);
  const before = tree(root);
  for (let round = 0; round < ROUNDS; round++) {
    await runAndKill((round * 7) % 23);
    for (const [name, content] of Object.entries(tree(dist))) {
      expect([before[`dist/${name}`], after[`dist/${name}`]]).toContain(content);
    }
    folders.exclusively(() => {});
    expect([before, after]).toContainEqual(tree(root));
  }
}, 60_000);
