import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CompiledCli } from './compiled-cli';

const folder = mkdtempSync(join(tmpdir(), 'fortress-'));
let cli: CompiledCli;
beforeAll(() => {
  cli = new CompiledCli();
}, 120_000);
afterAll(() => {
  cli.remove();
  rmSync(folder, { recursive: true });
});

const CONFIG_MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: b}\n';
const write = (name: string, content: string | Buffer) => {
  writeFileSync(join(folder, name), content);
  return name;
};
const verify = (words: string[], input?: string | Buffer) => {
  const { stdout, stderr, status } = cli.run(['verify', '--format', 'json', ...words], folder, input);
  return { ...JSON.parse(stdout), stderr, status };
};

describe('the command', () => {
  test('runs by plain node, and says how it ended', () => {
    expect(cli.run(['--version'], folder)).toMatchObject({
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
      status: 0,
    });
    expect(cli.run(['verify'], folder)).toMatchObject({ stdout: '', status: 2 });
    write('holds.yaml', CONFIG_MAP);
    expect(cli.run(['verify', 'holds.yaml', '--only', 'hardening'], folder)).toMatchObject({
      stdout: '1 object, 0 pods: no finding\n',
      stderr: '',
      status: 0,
    });
  });

  test('starts with #!, for npm links it', () => {
    expect(readFileSync(cli.path, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  });

  test('loads the judge only to judge, and cdk8s never', () => {
    write('list-modules.cjs', "process.on('exit', () => console.error(Object.keys(require.cache).join('\\n')));");
    const modules = (...words: string[]) => {
      const args = ['--require', './list-modules.cjs', cli.path, ...words];
      return spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' }).stderr;
    };
    for (const help of [modules('--help'), modules('verify', '--help')]) {
      expect(help).toContain('lib/cli/help-text.js');
      expect(help).not.toMatch(/catalog|node_modules/);
    }
    const verifying = modules('verify', 'holds.yaml');
    expect(verifying).toContain('catalog');
    expect(verifying).not.toMatch(/node_modules\/(cdk8s|constructs)/);
  });

  test('colours nothing that is no terminal', () => {
    const bad = write('bad.yaml', 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {}\n');
    expect(cli.run(['verify', bad], folder).stdout).not.toContain('\x1b');
  });

  test('loses nothing of a long report, and ends quietly where nobody reads on', () => {
    write(
      'many.yaml',
      Array.from({ length: 5000 }, (_, i) => `---\n${CONFIG_MAP.replace('namespace: b', `namespace: b${i}`)}`).join(''),
    );
    const { findings, objects } = verify(['many.yaml', '--only', 'dangling-reference']);
    expect([objects, findings.length]).toEqual([5000, 5000]);
    const shell = `"${process.execPath}" "${cli.path}" verify many.yaml --only dangling-reference | head -n 1; echo "\${PIPESTATUS[0]}"`;
    const out = execFileSync('bash', ['-c', `${shell} 2>&1`], { cwd: folder, encoding: 'utf8' });
    expect(out.split('\n').slice(1)).toEqual(['1', '']);
  });

  test('reads standard input, in any mixture with files', () => {
    expect(verify(['-', 'holds.yaml', '--only', 'hardening'], CONFIG_MAP)).toMatchObject({ objects: 2, status: 0 });
    const { findings } = verify(
      ['-', '--only', 'hardening'],
      'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {}\n',
    );
    expect(findings[0]).toMatchObject({ file: '-', document: 1, object: { namespace: '' } });
  });

  test('names files so that they open from the working directory', () => {
    mkdirSync(join(folder, 'deep/er'), { recursive: true });
    write('deep/er/x.yaml', '# one\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {}\n---\nb: [\n');
    const { findings, errors, status } = verify(['deep', '--only', 'hardening']);
    expect(status).toBe(2);
    expect(findings[0]).toMatchObject({ file: 'deep/er/x.yaml', document: 1 });
    expect(errors).toMatchObject([{ file: 'deep/er/x.yaml', document: 2, line: 9 }]);
  });
});

const MIB = 1024 * 1024;
const repeated = (text: string, bytes: number) => text.repeat(Math.ceil(bytes / text.length));
const bomb = Array.from({ length: 12 }, (_, i) => `k${i + 1}: &k${i + 1} [${`*k${i},`.repeat(9)}]\n`).join('');

describe('input that nobody would want', () => {
  const SMALL: readonly (readonly [name: string, content: string | Buffer, message: string])[] = [
    ['nothing', '', 'has no Kubernetes object'],
    ['comments only', '# a\n---\n# b\n', 'has no Kubernetes object'],
    ['random bytes', Buffer.from(repeated('\x89\xff\xfe\x80', MIB), 'latin1'), 'is binary: '],
    ['UTF-16', Buffer.from(`\ufeff${CONFIG_MAP}`, 'utf16le'), 'is UTF-16; save it as UTF-8'],
    ['tabs', 'apiVersion: v1\nmetadata:\n\tname: a\n', 'is not valid YAML: tab characters'],
    ['a text that is cut off', `${CONFIG_MAP}data: {a: "b`, 'is not valid YAML: unexpected end'],
    ['JSON that is cut off', '{"apiVersion": "v1", "kind": ', 'is not valid JSON: '],
    ['100,000 open brackets', '['.repeat(100_000), 'is nested deeper than 500 levels'],
    ['100,000 brackets', `a: ${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'is nested deeper than 500 levels'],
    ['100,000 dashes', '- '.repeat(100_000), 'is nested deeper than 500 levels'],
    ['100,000 levels of JSON', '{"a":'.repeat(100_000), 'is nested deeper than 500 levels'],
    ['an alias bomb', `${CONFIG_MAP}k0: &k0 [x]\n${bomb}`, 'its aliases stand for too many values'],
  ];

  test('small files are errors, not crashes, each named', () => {
    const files = SMALL.map(([, content], index) => write(`hostile-${index}.yaml`, content));
    const { errors, objects, status, stderr } = verify([...files, 'holds.yaml', '--only', 'hardening']);
    expect(errors).toEqual(
      SMALL.map(([, , message], index) => ({
        file: files[index],
        document: 1,
        line: expect.any(Number),
        message: expect.stringContaining(message),
      })),
    );
    expect([objects, status, stderr]).toEqual([1, 2, '']);
  });

  test.each<[string, string, string]>([
    ['50 MiB of empty documents', repeated('---\n', 50 * MIB), 'has no Kubernetes object'],
    ['50 MiB of scalars', `a: [${repeated('1,', 50 * MIB)}1]`, 'is too large: '],
    ['50 MiB on one line', `a: ${'x'.repeat(50 * MIB)}`, 'the document is no Kubernetes object'],
  ])(
    '%s is an error, not a crash',
    (_, content, message) => {
      const { errors, status, stderr, objects } = verify([write('hostile.yaml', content)]);
      expect(errors).toEqual([
        { file: 'hostile.yaml', document: 1, line: expect.any(Number), message: expect.stringContaining(message) },
      ]);
      expect([status, objects, stderr]).toEqual([2, 0, '']);
    },
    60_000,
  );

  test('50 MiB of one object are judged', () => {
    const data = `data:\n  x: |\n${repeated('    0123456789012345678901234567890123456789\n', 50 * MIB)}`;
    expect(verify([write('large.yaml', CONFIG_MAP + data), '--only', 'hardening'])).toMatchObject({
      objects: 1,
      errors: [],
      status: 0,
    });
  }, 60_000);

  test('20 MiB of JSON on one line are read', () => {
    const item = '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c","namespace":"n"},"data":{"a":"b"}}';
    const items = repeated(`${item},`, 20 * MIB) + item;
    const { objects, status } = verify([
      write('list.json', `{"apiVersion":"v1","kind":"List","items":[${items}]}`),
      '--only',
      'hardening',
    ]);
    expect(objects).toBeGreaterThan(200_000);
    expect(status).toBe(0);
  }, 120_000);

  test('paths that lead nowhere, to nothing, or around in circles', () => {
    mkdirSync(join(folder, 'notes'), { recursive: true });
    write('notes/readme.txt', 'none of this');
    mkdirSync(join(folder, 'circle/in'), { recursive: true });
    write('circle/a.yaml', CONFIG_MAP);
    symlinkSync('..', join(folder, 'circle/in/up'));
    symlinkSync('self.yaml', join(folder, 'circle/self.yaml'));
    const { objects, errors, status } = verify(['gone', 'notes', 'circle']);
    expect([objects, status]).toEqual([1, 2]);
    expect(errors.map(({ file, message }: Record<string, string>) => `${file}: ${message}`)).toEqual([
      'gone: does not exist',
      'notes: has no Kubernetes object',
      'circle/self.yaml: cannot be read: ELOOP',
    ]);
  });
});
