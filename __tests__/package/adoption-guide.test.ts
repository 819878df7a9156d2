import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformSync } from '@swc/core';
import { load } from 'js-yaml';
import * as library from '../../lib';
import { CHECKS } from '../../lib/checks/catalog';
import { fortressMatchers } from '../../lib/testing/fortress-matchers';
import { ROOT, sourceFiles } from '../source-files';

const GUIDE = readFileSync(join(ROOT, 'docs/adoption.md'), 'utf8');
const blocksOf = (language: string) =>
  [...GUIDE.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, code]) => code);
const namesIn = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(([, name]) => name);

/** Checks and mixins of the table, a row each. */
const ROWS = [...GUIDE.matchAll(/^\| ([^|]*`[^|]*) \| ([^|]*) \|$/gm)].map(([, found, apply]) => ({
  checks: namesIn(found),
  mixins: namesIn(apply),
}));

test('the table knows every mixin, and names the checks that the mixin itself names', () => {
  const mixins = sourceFiles('lib/mixins').filter(({ path }) => !path.includes('/_'));
  const documented = mixins.map(({ text }) => ({
    name: /export class (\w+) implements IMixin/.exec(text)?.[1],
    checks: namesIn(/\* Checks?: ([\s\S]*?)\*\//.exec(text)?.[1] ?? ''),
  }));
  expect(documented.map(({ name }) => name).sort()).toEqual(ROWS.flatMap(row => row.mixins).sort());
  const families = CHECKS.map(({ family }) => family as string);
  for (const { checks, mixins: names } of ROWS) {
    const known = documented.find(({ name }) => name === names[0])?.checks ?? [];
    expect(checks.filter(check => !families.includes(check) && !known.includes(check))).toEqual([]);
    const ids = [...CHECKS.map(({ id }) => id), ...families];
    expect(
      [...checks, ...known.filter(name => !ROWS.some(row => row.mixins.includes(name)))].filter(
        check => !ids.includes(check),
      ),
    ).toEqual([]);
  }
});

test('the entry of cdk8s.yaml is one that the validation takes', () => {
  const { validations } = load(blocksOf('yaml')[0]) as { validations: Record<string, any>[] };
  expect(validations).toHaveLength(1);
  const [{ version, class: name, properties }] = validations;
  expect(version).toBe(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version);
  expect(name).toBe('FortressValidation');
  expect(() => new library.FortressValidation(properties)).not.toThrow();
});

test('the matchers that it names are those that there are', () => {
  const named = new Set(GUIDE.match(/\bto(?:Be|Have|Fit)[A-Z]\w*/g));
  expect([...named].sort()).toEqual(Object.keys(fortressMatchers).sort());
});

test('what else it names is there', () => {
  expect(GUIDE).toContain('FortressGate.synth(app)');
  expect(library.FortressGate.synth).toBeInstanceOf(Function);
  expect(GUIDE).toContain('Waivers.of(');
  expect(library.Waivers.of).toBeInstanceOf(Function);
  const synth = sourceFiles('lib/synth').map(({ text }) => text);
  for (const variable of GUIDE.match(/\bFORTRESS_[A-Z_]+/g) ?? []) expect(synth.join()).toContain(variable);
});

describe('its program', () => {
  const folder = mkdtempSync(join(tmpdir(), 'guide-'));
  const cwd = process.cwd();
  afterAll(() => {
    process.chdir(cwd);
    rmSync(folder, { recursive: true });
  });

  /** Runs the program with this library, so far as its mixins go. */
  function run(program: string): void {
    const parser = { syntax: 'typescript' } as const;
    const { code } = transformSync(program, { swcrc: false, jsc: { parser }, module: { type: 'commonjs' } });
    new Function('require', 'exports', code)(
      (name: string) => (name === 'cdk8s-fortress' ? library : require(name)),
      {},
    );
  }

  test('is written: no check finds anything', () => {
    process.chdir(folder);
    run(blocksOf('ts')[0]);
    expect(readdirSync(join(folder, 'dist')).sort()).toEqual(['platform.k8s.yaml', 'shop.k8s.yaml']);
  });

  test.each(['PodHardening', 'PodServiceAccount', 'PodImagePullSecret', 'ContainerImages', 'ContainerResources'])(
    'is refused without %s',
    name => {
      const program = blocksOf('ts')[0];
      const without = program.replace(new RegExp(`^  new ${name}\\(.*\\),\\n`, 'm'), '');
      expect(without).not.toBe(program);
      rmSync(join(folder, 'dist'), { recursive: true, force: true });
      process.chdir(folder);
      expect(() => run(without)).toThrow('nothing was written');
      expect(existsSync(join(folder, 'dist'))).toBe(false);
    },
  );
});
