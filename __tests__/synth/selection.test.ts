import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chart } from 'cdk8s';
import { Environment, FortressApp } from '../../lib';
import { tree } from './publish/published-tree';
import { configMap, refusal, SITE, tenant } from './small-platform';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'selection-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  delete process.env.FORTRESS_ONLY;
});

/** Two environments of two tenants each, the second of which can be left out. */
function platform(only?: string[], { text = 'b', tenants = ['tenant-a', 'tenant-b'] } = {}): FortressApp {
  const app = new FortressApp({ outdir: join(folder, 'dist'), repositoryPath: 'dist', only });
  for (const name of ['dev', 'prod']) {
    const scope = app.addEnvironment(Environment.of(name, SITE));
    for (const each of tenants) {
      const chart = new Chart(scope, each);
      tenant(chart, each);
      configMap(chart, 'settings', each).metadata.addAnnotation('text', text);
    }
  }
  return app;
}

/** The files that differ between two states of the folder. */
function changed(before: Record<string, string>, after: Record<string, string>): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(name => before[name] !== after[name]);
}

test('one environment alone has the bytes of a full run, and nothing else changes', () => {
  platform().synth();
  const before = tree(folder);
  platform(undefined, { text: 'c' }).synth();
  const full = tree(folder);
  platform().synth();
  platform(['prod'], { text: 'c' }).synth();
  const alone = tree(folder);
  expect(changed(before, alone)).toEqual([
    'dist/prod/platform/tenant-a.k8s.yaml',
    'dist/prod/platform/tenant-b.k8s.yaml',
    'evidence/prod/report.json',
  ]);
  expect(changed(full, alone).filter(file => !/^(?:dist|evidence)\/dev\//.test(file))).toEqual([]);
});

test('so has one chart, also when the environment variable names it', () => {
  platform().synth();
  const before = tree(folder);
  process.env.FORTRESS_ONLY = 'prod/tenant-b';
  platform(undefined, { text: 'c' }).synth();
  expect(changed(before, tree(folder))).toEqual(['dist/prod/platform/tenant-b.k8s.yaml']);
});

test('into an empty folder, only its files come', () => {
  platform(['prod/tenant-a', 'dev/tenant-b']).synth();
  expect(Object.keys(tree(folder)).filter(name => name.endsWith('.yaml'))).toEqual([
    'dist/dev/platform/tenant-b.k8s.yaml',
    'dist/prod/platform/tenant-a.k8s.yaml',
  ]);
});

test('what is no longer rendered goes with its environment, never with a chart', () => {
  const one = { tenants: ['tenant-a'] };
  platform().synth();
  const before = tree(folder);
  platform(['prod/tenant-a'], one).synth();
  expect(changed(before, tree(folder))).toEqual([]);
  platform(['prod'], one).synth();
  expect(changed(before, tree(folder))).toEqual([
    'dist/prod/platform/tenant-b.k8s.yaml',
    'evidence/prod/report.json',
    'evidence/prod/report.md',
  ]);
});

test('the environment of a chart is judged as a whole, and others are not looked at', () => {
  const broken = platform(['prod/tenant-a']);
  configMap(new Chart(broken.node.findChild('prod'), 'broken'), 'settings', 'nowhere');
  expect(refusal(broken)).toContain('prod/broken');
  const elsewhere = platform(['prod/tenant-a']);
  configMap(new Chart(elsewhere.node.findChild('dev'), 'broken'), 'settings', 'nowhere');
  expect(() => elsewhere.synth()).not.toThrow();
});

test('a name that nothing has is said', () => {
  expect(refusal(platform(['prdo/tenant-a']))).toContain(
    'no environment and no chart is at "prdo/tenant-a"; only takes construct paths such as "dev/tenant-a", "dev/tenant-b", "prod/tenant-a"',
  );
});
