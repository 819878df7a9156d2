import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROD } from '../../charts/environments';
import charts from '../../charts/helm-charts.json';
import { Image } from '../../lib';
import { CommandLine } from '../../lib/cli/command-line';
import { ROOT } from '../source-files';

const SITE = PROD.site;
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const package_ = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

test('the excerpt is what stands in dist/', () => {
  const [, file] = /this part of\s+`([^`]+)`/.exec(README) as RegExpExecArray;
  const [, excerpt] = /```yaml\n([\s\S]*?)```/.exec(README) as RegExpExecArray;
  expect(readFileSync(join(ROOT, file), 'utf8')).toContain(excerpt);
});

test('the error text is what the library says', () => {
  const [line] = /^image must be pinned.*$/m.exec(README) as RegExpExecArray;
  expect(() => Image.of('nginx:latest')).toThrow(new Error(line));
});

test('the command prints what it shows', () => {
  const [, options, shown] = /^\$ kubectl run web .* fortress verify - (.*)\n([\s\S]*?)```/m.exec(
    README,
  ) as RegExpExecArray;
  const folder = mkdtempSync(join(tmpdir(), 'readme-'));
  const file = join(folder, 'web.yaml');
  writeFileSync(
    file,
    'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: web, image: nginx}]}\n',
  );
  const { pieces } = CommandLine.run(['verify', file, ...options.split(' ')]);
  expect([...pieces].join('').replace(file, '-')).toBe(shown);
  rmSync(folder, { recursive: true });
});

test('every file that it links to is there', () => {
  const links = [...README.matchAll(/\]\(([^)#]+)\)/g)]
    .map(([, link]) => link)
    .filter(link => !link.startsWith('http'));
  expect(links.length).toBeGreaterThan(3);
  expect(links.filter(link => !existsSync(join(ROOT, link)))).toEqual([]);
});

test('every npm script that it names exists', () => {
  const scripts = [...README.matchAll(/npm run ([a-z:]+)/g)].map(([, script]) => script);
  expect(scripts.filter(script => !(script in package_.scripts))).toEqual([]);
});

describe('the bootstrap', () => {
  test('installs the versions of the site', () => {
    expect(README).toContain(`cilium/cilium --version ${SITE.versions.cilium}`);
    expect(README).toContain(`gateway-api/releases/download/v${SITE.versions.gatewayAPI}/`);
  });

  test.each(['external-secrets', 'kyverno', 'argo-cd'] as const)(
    'installs the chart %s as the Application that takes it over',
    name => {
      const release = `helm upgrade --install ${name} ${name}/${name} --version ${charts[name].version}`;
      expect(README).toMatch(
        new RegExp(`^${release} --namespace \\S+ --values artifacts/prod/${name}-values.yaml$`, 'm'),
      );
    },
  );

  test('labels and taints every node of a pool as the site says', () => {
    const nodes = SITE.toObjects().filter(({ kind, spec }) => kind === 'Node' && spec?.taints);
    expect(nodes.length).toBeGreaterThan(3);
    for (const { metadata, spec } of nodes) {
      const [{ key, value, effect }] = spec.taints;
      const lines = README.split('\n').filter(line => line.includes(metadata.name));
      const labelled = lines.find(line => line.startsWith('kubectl label')) ?? '';
      for (const [label, text] of Object.entries(metadata.labels)) {
        // The kubelet and the GPU operator say the others.
        if (!/^(?:kubernetes\.io|nvidia\.com)\//.test(label)) expect(labelled).toContain(`${label}=${text}`);
      }
      expect(lines.find(line => line.startsWith('kubectl taint'))).toContain(`${key}=${value}:${effect}`);
    }
  });

  test('applies files that are rendered', () => {
    const files = [...README.matchAll(/(?:-f|600|--values|cp|sh) ((?:dist|artifacts)\/\S+)/g)].map(([, file]) => file);
    expect(files.length).toBeGreaterThan(2);
    expect(files.filter(file => !existsSync(join(ROOT, file)))).toEqual([]);
  });
});
