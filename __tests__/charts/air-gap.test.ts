import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROD } from '../../charts/environments';
import { CompiledCli } from '../cli/compiled-cli';
import { ROOT } from '../source-files';
import { publishedObjects } from './published';

const NO_NETWORK = join(ROOT, '__tests__/charts/no-network.cjs');
/** Where the kernel lets this user: a network of its own, with nothing in it. */
const APART = ['unshare', '--map-root-user', '--net'];
const apart = spawnSync(APART[0], [...APART.slice(1), 'true']).status === 0 ? APART : [];

jest.setTimeout(180_000);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'air-gap-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a program of Node in the folder, without a network. */
function run(...program: string[]) {
  const [command, ...args] = [...apart, process.execPath, '--require', NO_NETWORK, ...program];
  return spawnSync(command, args, { cwd: folder, encoding: 'utf8', env: { PATH: process.env.PATH } });
}

/** Every file that is published below a folder, and its bytes. */
function files(root: string): Map<string, string> {
  return new Map(
    ['dist', 'evidence', 'artifacts']
      .flatMap(name =>
        readdirSync(join(root, name), { recursive: true, encoding: 'utf8' }).map(file => join(name, file)),
      )
      .filter(file => /\.\w+$/.test(file))
      .sort()
      .map(file => [file, readFileSync(join(root, file), 'utf8')]),
  );
}

test('the platform is synthesized without a network, to the same bytes (row H22)', () => {
  const compiled = new CompiledCli();
  try {
    const { status, stderr } = run(compiled.main);
    expect([status, stderr.includes('asked for a network')]).toEqual([0, false]);
  } finally {
    compiled.remove();
  }
  const [expected, made] = [files(ROOT), files(folder)];
  expect([...made.keys()]).toEqual([...expected.keys()]);
  expect([...made].filter(([file, bytes]) => expected.get(file) !== bytes).map(([file]) => file)).toEqual([]);
});

test.each([
  "fetch('https://example.com').catch(() => {})",
  "require('node:https').get('https://example.com').on('error', () => {})",
  "require('node:http').request('http://example.com').on('error', () => {})",
  "require('node:net').connect(443, '192.0.2.1').on('error', () => {})",
  "new (require('node:net').Socket)().connect(443, '192.0.2.1').on('error', () => {})",
  "require('node:tls').connect(443, '192.0.2.1').on('error', () => {})",
  "require('node:http2').connect('https://192.0.2.1').on('error', () => {})",
  "require('node:dns').lookup('example.com', () => {})",
  "require('node:dns').promises.lookup('example.com').catch(() => {})",
  "require('node:dgram').createSocket('udp4').send('a', 53, '192.0.2.1')",
  "try { require('node:child_process').execFileSync('curl', ['https://example.com']); } catch {}",
])('%s would have been noticed, though nobody sees its error', program => {
  expect(run('--eval', program).status).toBe(13);
});

test.each(['dev', 'test', 'prod'])(
  'every digest in dist/%s is of an image in a registry of the site (row H22)',
  environment => {
    const text = JSON.stringify(publishedObjects(environment));
    const references = [...text.matchAll(/(?:oci\+native:\/\/)?([\w./:-]+@sha256:[0-9a-f]{64})/g)].map(
      ([, reference]) => reference,
    );
    expect(references.length).toBeGreaterThan(30);
    const { registries } = PROD.site;
    expect(references.filter(each => !registries.some(registry => each.startsWith(`${registry}/`)))).toEqual([]);
  },
);
