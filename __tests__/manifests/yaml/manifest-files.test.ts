import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManifestFiles } from '../../../lib/manifests/yaml/manifest-files';
import { ROOT } from '../../source-files';

let folder = '';
const path = (name: string) => join(folder, name);
const write = (name: string, content: string | Buffer) => writeFileSync(path(name), content);
const configMap = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n`;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'manifests-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Names of the objects, and errors, with paths from the folder. */
function read(...names: string[]): { objects: string[]; errors: string[] } {
  const { manifests, errors } = ManifestFiles.read(names.map(path));
  const short = (text: string) => text.replaceAll(`${folder}/`, '').replaceAll(folder, '.');
  return {
    objects: manifests.map(({ name, origin }) => `${short(origin.file ?? '')} ${name}`),
    errors: errors.map(error => short(String(error))),
  };
}

test('folders are read with all that is in them, in the order of names', () => {
  mkdirSync(path('b/c'), { recursive: true });
  write('z.yaml', configMap('z'));
  write('a.yml', configMap('a'));
  write('b/c/d.json', '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"d"}}');
  write('b/notes.txt', 'not: [');
  write('b/empty.yaml', '# nothing\n');
  expect(read('')).toEqual({ objects: ['a.yml a', 'b/c/d.json d', 'z.yaml z'], errors: [] });
  expect(read('z.yaml', 'b')).toEqual({ objects: ['z.yaml z', 'b/c/d.json d'], errors: [] });
});

test('a file that is named is read whatever its name', () => {
  write('manifests.txt', configMap('a'));
  expect(read('manifests.txt')).toEqual({ objects: ['manifests.txt a'], errors: [] });
});

test('links are followed, but not in circles', () => {
  mkdirSync(path('a'));
  mkdirSync(path('b'));
  write('a/x.yaml', configMap('x'));
  symlinkSync(path('a/x.yaml'), path('b/y.yaml'));
  symlinkSync(path('a'), path('b/z'));
  symlinkSync(folder, path('a/round'));
  symlinkSync(path('nowhere'), path('b/gone.yaml'));
  symlinkSync(path('nowhere'), path('b/gone'));
  expect(read('')).toEqual({ objects: ['a/x.yaml x', 'b/y.yaml x'], errors: ['b/gone.yaml: does not exist'] });
});

test.each<[string, string | Buffer, string]>([
  ['empty', '', 'has no Kubernetes object'],
  ['only comments', '# a\n---\n', 'has no Kubernetes object'],
  ['NUL bytes', 'a: \0', 'is binary: it has NUL bytes'],
  ['binary', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff]), 'is binary: it is not valid UTF-8'],
  ['half a character', Buffer.from([0x61, 0xe2, 0x82]), 'is binary: it is not valid UTF-8'],
  ['UTF-16', Buffer.from('\ufeffa: b\n', 'utf16le'), 'is UTF-16; save it as UTF-8'],
])('a file that is %s is an error', (_, content, expected) => {
  write('a.yaml', content);
  write('b.yaml', configMap('b'));
  expect(read('a.yaml')).toEqual({ objects: [], errors: [`a.yaml: ${expected}`] });
  expect(read('a.yaml', 'b.yaml').objects).toEqual(['b.yaml b']);
});

test('a byte order mark is none of the text', () => {
  write('a.yaml', `\ufeff${configMap('a')}`);
  expect(read('a.yaml')).toEqual({ objects: ['a.yaml a'], errors: [] });
});

test('paths that lead nowhere, or to nothing, are errors', () => {
  mkdirSync(path('empty'));
  expect(read('gone.yaml', 'empty').errors).toEqual(['gone.yaml: does not exist', 'empty: has no Kubernetes object']);
  mkdirSync(path('file.yaml'));
  expect(read('file.yaml/x/\0').errors[0]).toContain('cannot be read');
});

test('standard input is read to its end', () => {
  const script = `const {ManifestFiles} = require('./lib/manifests/yaml/manifest-files.ts');
    const {manifests, errors} = ManifestFiles.read(['-']);
    console.log(manifests.length, String(manifests[0]), manifests[0].origin.file, errors.length);`;
  const register = `require('module')._extensions['.ts'] = (m, f) => m._compile(require('@swc/core').transformFileSync(f, {swcrc: false, jsc: {parser: {syntax: 'typescript'}, target: 'es2022'}, module: {type: 'commonjs'}}).code, f);`;
  const input = `${configMap('a')}---\n`.repeat(40_000);
  expect(execFileSync(process.execPath, ['-e', register + script], { cwd: ROOT, input }).toString()).toBe(
    '40000 ConfigMap a - 0\n',
  );
});
