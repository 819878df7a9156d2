import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { ROOT } from '../source-files';

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** The TypeScript blocks of the README and of the guide that are whole programs. */
const README_PROGRAMS = ['README.md', 'docs/adoption.md']
  .flatMap(file => [...readFileSync(join(ROOT, file), 'utf8').matchAll(/```ts\n([\s\S]*?)```/g)])
  .map(([, code]) => code)
  .filter(code => code.includes("from 'cdk8s-fortress'"));

/** A test of the guide, with what it is about, for either kind of `expect`. */
const MATCHER_TEST = (imports: string) => `
${imports}
const chart = [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'b' } }];
test('the matchers are there', () => {
  expect(chart).toHaveNoFindings({ only: ['secret-data'] });
  expect(chart).not.toHaveFinding('secret-data');
});
`;
const MATCHER_TESTS = {
  'global.test.ts': MATCHER_TEST("import 'cdk8s-fortress/testing';"),
  'imported.test.ts': MATCHER_TEST(
    "import { expect, test } from '@jest/globals';\nimport 'cdk8s-fortress/testing/jest-globals';",
  ),
};

/** A small app with the stock App and Chart, but for how it names its modules. */
const STOCK_APP = `
const app = new App();
const chart = new Chart(app, 'plain');
new fortress.HardenedDeployment(chart, 'api', {
  namespace: fortress.TenantNamespace.fromAttributes({
    name: 'tenant-a',
    tenant: { name: 'tenant-a', team: 'vision', owner: 'vision@example.com' },
    pool: fortress.NodePool.dedicated('tenants'),
  }),
  image: fortress.Image.of('registry.example.com/vision/api@sha256:' + '0'.repeat(64)),
  port: fortress.Port.tcp(8000),
  resources: fortress.Resources.guaranteed({ cpu: '500m', memory: '1Gi' }),
  liveness: Probe.fromHttpGet('/livez'),
  readiness: Probe.fromHttpGet('/readyz'),
});
app.synth();
`;
const MODULES = { '{ App, Chart }': 'cdk8s', '{ Probe }': 'cdk8s-plus-30', '* as fortress': 'cdk8s-fortress' };
const TYPESCRIPT =
  Object.entries(MODULES)
    .map(([names, module]) => `import ${names} from '${module}';`)
    .join('\n') + STOCK_APP;
const JAVASCRIPT =
  Object.entries(MODULES)
    .map(([names, module]) => `const ${names.replace('* as ', '')} = require('${module}');`)
    .join('\n') + STOCK_APP;

describe('the package, in another repository', () => {
  const folder = mkdtempSync(join(tmpdir(), 'consumer-'));
  const run = (command: string, args: string[], cwd = folder) => {
    // The parent's npm settings (this repository, its scripts) must not reach the other repository.
    const env = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !/^npm_(package|lifecycle)/.test(name)),
    );
    try {
      return execFileSync(command, args, { cwd, env, encoding: 'utf8', stdio: 'pipe' });
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}\n${stderr}`);
    }
  };
  let files: string[] = [];

  beforeAll(() => {
    const [{ filename, files: packed }] = JSON.parse(
      run('npm', ['pack', '--json', '--silent', '--pack-destination', folder], ROOT).replace(/^[^[]*/, ''),
    );
    files = packed.map(({ path }: { path: string }) => path);
    const versions = Object.fromEntries(
      ['cdk8s', 'cdk8s-cli', 'cdk8s-plus-30', 'constructs', 'jest', 'typescript', '@types/jest', '@types/node'].map(
        name => [name, manifest.devDependencies[name]],
      ),
    );
    writeFileSync(
      join(folder, 'package.json'),
      JSON.stringify({ private: true, dependencies: { ...versions, 'cdk8s-fortress': `file:${filename}` } }),
    );
    run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', '--ignore-scripts']);
  }, 300_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  test('the tarball holds compiled code and types, and no tests, charts or rendered files', () => {
    expect(files).toContain('build/lib/index.js');
    expect(files).toContain('build/lib/index.d.ts');
    expect(files).toContain('.jsii');
    const own = files.filter(file => !file.startsWith('node_modules/'));
    expect(own.filter(file => /__tests__|charts|^(dist|evidence|artifacts)\//.test(file))).toEqual([]);
    expect(own.filter(file => file.endsWith('.ts') && !file.endsWith('.d.ts'))).toEqual([]);
  });

  test('there is one copy of the peers, and js-yaml comes along', () => {
    expect(
      readdirSync(join(folder, 'node_modules/cdk8s-fortress/node_modules')).filter(name => !name.startsWith('.')),
    ).toEqual(expect.not.arrayContaining(['cdk8s', 'cdk8s-plus-30', 'constructs']));
    run('node', ['-e', "require(require.resolve('js-yaml', { paths: [require.resolve('cdk8s-fortress')] }))"]);
  });

  test("a small app and the README's programs compile under strict TypeScript 5, library types included, and run", () => {
    expect(README_PROGRAMS.length).toBeGreaterThan(0);
    const programs = [TYPESCRIPT, ...README_PROGRAMS];
    for (const [index, code] of programs.entries()) {
      mkdirSync(join(folder, `program-${index}`));
      writeFileSync(join(folder, `program-${index}/main.ts`), code);
    }
    const options = { strict: true, skipLibCheck: false, target: 'es2022', module: 'node16', types: ['node'] };
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: options, include: ['program-*/*.ts'] }),
    );
    run('node_modules/.bin/tsc', ['-p', '.']);
    for (const index of programs.keys()) {
      const cwd = join(folder, `program-${index}`);
      run('node', ['main.js'], cwd);
      const objects = readdirSync(join(cwd, 'dist'), { recursive: true, encoding: 'utf8' })
        .filter(file => file.endsWith('.yaml'))
        .flatMap(file => loadAll(readFileSync(join(cwd, 'dist', file), 'utf8')) as any[]);
      const kinds = objects.map(({ kind }) => kind);
      expect(kinds).toContain('Deployment');
    }
  }, 120_000);

  test('the command is there, explains from the packed files, and judges', () => {
    const fortress = join(folder, 'node_modules/.bin/fortress');
    expect(run(fortress, ['--version'])).toBe(`${manifest.version}\n`);
    expect(run(fortress, ['explain', 'probes'])).toContain('Allowed: both there');
    writeFileSync(join(folder, 'a.yaml'), 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: b}\n');
    expect(run(fortress, ['verify', 'a.yaml', '--only', 'hardening'])).toBe('1 object, 0 pods: no finding\n');
  });

  test('programs judge by the subpath, in both module systems, with types', () => {
    const code = "const { objects, holds } = Verification.ofFiles(['a.yaml'], { only: ['hardening'] });";
    const print = 'console.log(objects satisfies number, holds satisfies boolean);';
    writeFileSync(
      join(folder, 'judge.mts'),
      `import { Verification } from 'cdk8s-fortress/verify';\n${code}\n${print}`,
    );
    const options = ['--strict', '--target', 'es2022', '--module', 'node16', '--types', 'node'];
    run('node_modules/.bin/tsc', [...options, 'judge.mts']);
    expect(run('node', ['judge.mjs'])).toBe('1 true\n');
    const required = `const { Verification } = require('cdk8s-fortress/verify');\n${code}\nconsole.log(objects, holds);`;
    expect(run('node', ['-e', required])).toBe('1 true\n');
  });

  test('a plain JavaScript app with the stock App renders a hardened Deployment', () => {
    writeFileSync(join(folder, 'plain.js'), JAVASCRIPT);
    run('node', ['plain.js']);
    const objects = loadAll(readFileSync(join(folder, 'dist/plain.k8s.yaml'), 'utf8')) as any[];
    const deployment = objects.find(({ kind }) => kind === 'Deployment');
    expect(deployment.metadata.namespace).toBe('tenant-a');
    expect(deployment.spec.template.spec.securityContext.runAsNonRoot).toBe(true);
    expect(deployment.spec.template.spec.nodeSelector).toEqual({ dedicated: 'tenants' });
  });

  test('cdk8s-cli judges a stock App with the installed validation', () => {
    writeFileSync(join(folder, 'stock.js'), JAVASCRIPT);
    const entry = { package: './node_modules/cdk8s-fortress', version: manifest.version, class: 'FortressValidation' };
    const synth = (properties: object) => {
      const config = { language: 'typescript', app: 'node stock.js', validations: [{ ...entry, properties }] };
      writeFileSync(join(folder, 'cdk8s.yaml'), JSON.stringify(config));
      return run('node_modules/.bin/cdk8s', ['synth', '--check-upgrade=false']);
    };
    expect(synth({ only: ['image-digest'] })).toContain('Validations ended succesfully');
    expect(() => synth({ only: ['default-deny'] })).toThrow(
      /default-deny[\s\S]*Resource Name: Deployment tenant-a\/api, near plain\/api\//,
    );
  }, 120_000);

  test('the matchers compile under strict TypeScript 5 and run, with either kind of expect', () => {
    mkdirSync(join(folder, 'tests'));
    for (const [file, code] of Object.entries(MATCHER_TESTS)) {
      const types = file.startsWith('global') ? ['node', 'jest'] : ['node'];
      writeFileSync(join(folder, 'tests', file), code);
      const options = { strict: true, skipLibCheck: false, target: 'es2022', module: 'node16', types };
      writeFileSync(join(folder, 'tests/tsconfig.json'), JSON.stringify({ compilerOptions: options, include: [file] }));
      run('node_modules/.bin/tsc', ['-p', 'tests']);
    }
    run('node_modules/.bin/jest', ['--rootDir', 'tests', '--testMatch', '**/*.test.js']);
  }, 120_000);
});
