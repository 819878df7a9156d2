import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FortressValidation } from '../../lib';
import { BaselineFile } from '../../lib/evidence/baseline-file';
import { YamlDocuments } from '../../lib/manifests/yaml/yaml-documents';
import type { ReportedViolation } from '../../lib/plugin/validation-context';
import { Verification } from '../../lib/verify/verification';
import { ROOT, sourceFile } from '../source-files';

const folder = mkdtempSync(join(tmpdir(), 'validation-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

/** What the report gets. */
async function reportOf(manifests: readonly string[], properties?: object, metadata = {}) {
  const violations: ReportedViolation[] = [];
  const summaries: unknown[] = [];
  await new FortressValidation(properties).validate({
    manifests,
    metadata,
    report: {
      addViolation: violation => violations.push(violation),
      submit: (status, metadata) => summaries.push([status, metadata]),
    },
  });
  return { violations, summaries };
}

const SECRET = 'apiVersion: v1\nkind: Secret\nmetadata: { name: token, namespace: a }\ndata: { key: c2VjcmV0 }\n';
const CONFIG = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: a }\n';
const POD =
  'apiVersion: v1\nkind: Pod\nmetadata: { name: web, namespace: a }\nspec: { containers: [{ name: main }] }\n';

test('what holds is a success, with what was judged', async () => {
  const { violations, summaries } = await reportOf([file('good.yaml', CONFIG)], { only: ['pod-security'] });
  expect(violations).toEqual([]);
  expect(summaries).toEqual([['success', { Objects: '1', Pods: '0', Findings: '0' }]]);
});

test('a violation says the check, what holds, what to do, and where', async () => {
  const manifest = file('secret.yaml', `${CONFIG}---\n${SECRET}`);
  const { violations, summaries } = await reportOf([manifest], { only: ['secret-data'] });
  expect(violations).toEqual([
    {
      ruleName: 'secret-data',
      recommendation: expect.stringContaining('Secret'),
      fix: expect.any(String),
      violatingResources: [
        { resourceName: 'token', manifestPath: manifest, locations: [expect.stringMatching(/^data.*: /)] },
      ],
    },
  ]);
  expect(summaries).toEqual([['failure', expect.objectContaining({ Findings: '1' })]]);
});

test('findings of one object stand together; files are judged together', async () => {
  const { violations } = await reportOf([file('pod.yaml', POD), file('config.yaml', CONFIG)], { only: ['probes'] });
  expect(violations).toHaveLength(1);
  expect(violations[0].violatingResources).toHaveLength(1);
  expect(violations[0].violatingResources[0].locations).toEqual([
    'spec.containers[0].livenessProbe: container "main" has no livenessProbe',
    'spec.containers[0].readinessProbe: container "main" has no readinessProbe',
  ]);
});

test('of a name that several objects have, the kind is said too, so that no wrong construct is shown', async () => {
  const twin = CONFIG.replace('settings', 'web');
  const { violations } = await reportOf([file('twins.yaml', `${POD}---\n${twin}`)], { only: ['probes'] });
  expect(violations[0].violatingResources[0].resourceName).toBe('Pod a/web');
  const metadata = { web: { path: 'chart/web/Settings' } };
  const { violations: known } = await reportOf([join(folder, 'twins.yaml')], { only: ['probes'] }, metadata);
  expect(known[0].violatingResources[0].resourceName).toBe('Pod a/web, near chart/web/Settings');
});

test('level, site and waivers are those of the command', async () => {
  const pod = file('pod.yaml', POD);
  const waivers = file(
    'waivers.yaml',
    YamlDocuments.write([
      {
        waivers: ['run-as-non-root', 'seccomp-profile-restricted'].map(check => ({
          check,
          object: { apiVersion: 'v1', kind: 'Pod', namespace: 'a', name: 'web' },
          reason: 'the image is rebuilt next month',
          owner: 'web@example.com',
          expires: '2027-01-31',
        })),
      },
    ]),
  );
  const only = ['pod-security'];
  expect((await reportOf([pod], { only })).violations).toEqual([]);
  const { violations, summaries } = await reportOf([pod], { only, level: 'restricted', waivers, date: '2027-01-31' });
  expect(violations.map(({ ruleName }) => ruleName)).toEqual(['allow-privilege-escalation', 'capabilities-restricted']);
  expect(summaries).toEqual([['failure', expect.objectContaining({ Findings: '2', Waived: '2' })]]);
});

test('a baseline accepts what was there first, and nothing new', async () => {
  const pod = file('pod.yaml', POD);
  const only = ['image-digest', 'probes'];
  const found = Verification.ofFiles([pod], { only: ['probes'], renewBaseline: true });
  const baseline = file('baseline.yaml', BaselineFile.write(found.baseline));
  const { violations, summaries } = await reportOf([pod], { only, baseline });
  expect(violations.map(({ ruleName }) => ruleName)).toEqual(['image-digest']);
  expect(summaries).toEqual([['failure', expect.objectContaining({ Findings: '1', 'In the baseline': '2' })]]);
});

test('what cannot be read fails, and the rest is judged all the same', async () => {
  const { violations, summaries } = await reportOf([file('broken.yaml', 'a: [\n'), file('secret.yaml', SECRET)], {
    only: ['secret-data'],
    site: join(folder, 'none.yaml'),
  });
  expect(violations.map(({ ruleName }) => ruleName)).toEqual(['readable-input', 'secret-data']);
  expect(violations[0].violatingResources.map(({ locations }) => locations[0])).toEqual([
    expect.stringContaining('none.yaml'),
    expect.stringContaining('broken.yaml, document 1'),
  ]);
  expect(summaries).toEqual([['failure', expect.anything()]]);
});

test('properties that are none throw, all at once', () => {
  expect(() => new FortressValidation({ sites: 'a.yaml', level: 3, only: 'network' } as any)).toThrow(
    [
      'property of FortressValidation must be one of site, waivers, baseline, level, podSecurityVersion, date, only, got "sites"',
      'property "level" of FortressValidation must be a text, got 3',
      'property "only" of FortressValidation must be a list of checks or families, got "network"',
    ].join('\n'),
  );
  return expect(reportOf([], { level: 'strict' })).rejects.toThrow(/^Pod Security level must be one of /);
});

test('whoever imports the library does not load the judge of the validation', () => {
  const { imports } = sourceFile('lib/plugin/fortress-validation.ts');
  const loaded = imports.filter(({ typeOnly, late }) => !typeOnly && !late).map(({ specifier }) => specifier);
  expect(loaded).toEqual(['../notation/invalid-value']);
});

describe('in a project of somebody else', () => {
  const cli = join(ROOT, 'node_modules/.bin/cdk8s');
  /** Compiles the library and renders a stock App with the real cdk8s-cli. */
  function synth(id: string, app: string) {
    const project = mkdtempSync(join(folder, 'project-'));
    symlinkSync(join(ROOT, 'node_modules'), join(project, 'node_modules'));
    writeFileSync(join(project, 'main.js'), app);
    const validation = { package: join(folder, 'library'), version: '0.1.0', class: 'FortressValidation' };
    const properties = { only: ['image-digest', 'secret-data'] };
    const config = { language: 'typescript', app: 'node main.js', validations: [{ ...validation, properties }] };
    writeFileSync(join(project, 'cdk8s.yaml'), YamlDocuments.write([config]));
    const { status, stdout, stderr } = spawnSync(
      cli,
      ['synth', '--check-upgrade=false', '--validation-reports-output-file', `${id}.json`],
      { cwd: project, encoding: 'utf8' },
    );
    const reports = () => JSON.parse(readFileSync(join(project, `${id}.json`), 'utf8')).reports;
    return { status, output: stdout + stderr, reports };
  }

  beforeAll(() => {
    const tsc = join(ROOT, 'node_modules/.bin/tsc');
    const options = ['--outDir', join(folder, 'library'), '--incremental', 'false'];
    const { status, stdout } = spawnSync(tsc, ['-p', join(ROOT, 'tsconfig.build.json'), ...options], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(stdout);
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    writeFileSync(join(folder, 'library/package.json'), JSON.stringify({ main: 'lib/index.js' }));
  }, 120_000);

  const APP = (image: string) => `
    const { App, Chart } = require('cdk8s');
    const { Deployment } = require('cdk8s-plus-30');
    const app = new App();
    new Deployment(new Chart(app, 'web'), 'server', { containers: [{ image: '${image}' }] });
    app.synth();
  `;

  test('cdk8s synth passes where nothing is found', () => {
    const { status, output, reports } = synth('good', APP(`registry.example.com/web@sha256:${'1'.repeat(64)}`));
    expect(output).toContain('Validations ended succesfully');
    expect(status).toBe(0);
    expect(reports()[0]).toMatchObject({ violations: [], summary: { status: 'success', metadata: { Pods: '1' } } });
  }, 60_000);

  test('cdk8s synth fails with the construct where something is found', () => {
    const { status, output, reports } = synth('bad', APP('nginx:1.27'));
    expect(output).toContain('image-digest');
    expect(output).toContain('Construct Path: web/server/Resource');
    expect(status).toBe(2);
    const [{ violations, summary }] = reports();
    expect(summary.status).toBe('failure');
    expect(violations).toEqual([
      {
        ruleName: 'image-digest',
        recommendation: expect.any(String),
        fix: expect.any(String),
        violatingConstructs: [
          expect.objectContaining({
            constructPath: 'web/server/Resource',
            locations: [expect.stringContaining('"nginx:1.27"')],
          }),
        ],
      },
    ]);
  }, 60_000);
});
