import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020';
import { Chart } from 'cdk8s';
import { Environment, Waivers } from '../../lib';
import { YamlDocuments } from '../../lib/manifests/yaml/yaml-documents';
import { ROOT } from '../source-files';
import { prodChart, Scratch, SITE, tenant, unfinished } from './judged-app';

const SCHEMA = JSON.parse(readFileSync(join(ROOT, 'schemas/evidence-report.v1.json'), 'utf8'));
const validate = new Ajv2020({ strict: true }).compile(SCHEMA);

let scratch: Scratch;
beforeEach(() => {
  scratch = new Scratch();
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => {
  jest.restoreAllMocks();
  scratch.remove();
});

/** An advisory app with something of everything: failures, waivers, and what is in no environment. */
function synth(): void {
  const app = scratch.app({ advisory: true });
  const chart = prodChart(app);
  unfinished(chart, 'failing', 'key');
  Waivers.of(unfinished(chart, 'waived', 'key')).add({
    check: 'placeholder',
    reason: 'the vendor replaces it',
    owner: 'vision',
    expires: '2027-03-31',
  });
  app.synth();
}
const report = () => JSON.parse(scratch.read('evidence/prod/report.json'));

/** The documents of a file, as they stand between the lines `---`. */
function documentsOf(file: string): string[] {
  return scratch
    .read(join('dist', file))
    .split(/^---\n/m)
    .slice(1);
}

describe('report.json', () => {
  test('is as its schema says, which is no looser than it has to be', () => {
    synth();
    expect(validate(report())).toBe(true);
    for (const wrong of [
      { ...report(), schemaVersion: 2 },
      { ...report(), extra: true },
      { ...report(), waived: report().failures },
      { ...report(), failures: report().waived },
      { ...report(), files: [{ file: 'a', objects: [{ ...report().files[0].objects[0], sha256: 'a' }] }] },
      { ...report(), files: [{ file: 'a', objects: [{ ...report().files[0].objects[0], extra: 1 }] }] },
    ]) {
      expect(validate(wrong)).toBe(false);
    }
  });

  test('names every object of every file, with the digest of its document', () => {
    synth();
    const listed = report().files.flatMap(({ file, objects }: any) =>
      objects.map((object: any) => ({ file, ...object })),
    );
    const rendered = [...new Set<string>(listed.map(({ file }: any) => file))].flatMap(file =>
      documentsOf(file).map(document => {
        const [{ apiVersion, kind, metadata }] = YamlDocuments.read(document) as any[];
        const { namespace = '', name } = metadata;
        const sha256 = createHash('sha256').update(document).digest('hex');
        return { file, apiVersion, kind, namespace, name, sha256 };
      }),
    );
    expect(listed).toEqual(rendered);
    expect(report().objects).toBe(rendered.length);
    const files = scratch.files.filter(file => file.startsWith('dist/')).map(file => file.slice('dist/'.length));
    expect([...new Set(listed.map(({ file }: any) => file))].sort()).toEqual(files);
  });

  test('counts every object once for each check', () => {
    synth();
    const { checks, objects } = report();
    expect(checks.length).toBeGreaterThan(50);
    for (const { passed, failed, waived, notApplicable } of checks) {
      expect(passed + failed + waived + notApplicable).toBe(objects);
    }
    const placeholder = checks.find(({ id }: any) => id === 'placeholder');
    expect(placeholder).toMatchObject({ failed: 1, waived: 1, notApplicable: 0 });
  });

  test('holds failures and waivers in full', () => {
    synth();
    const object = { check: 'placeholder', apiVersion: 'v1', kind: 'ConfigMap', namespace: 'tenant-a' };
    expect(report().failures).toEqual([
      { ...object, name: 'failing', path: 'data.key', message: 'contains the placeholder "CHANGEME"' },
    ]);
    expect(report().waived).toEqual([
      {
        ...object,
        name: 'waived',
        path: 'data.key',
        message: 'contains the placeholder "CHANGEME"',
        reason: 'the vendor replaces it',
        owner: 'vision',
        expires: '2027-03-31',
      },
    ]);
  });

  test('has one object a line', () => {
    synth();
    const lines = scratch.read('evidence/prod/report.json').split('\n');
    expect(lines.filter(line => line.includes('"sha256"'))).toHaveLength(report().objects);
  });
});

test('report.md says what was judged, accepted and assumed, and of which controls', () => {
  synth();
  const text = scratch.read('evidence/prod/report.md');
  expect(text).toMatch(
    /^<!-- Rendered by .*-->\n# Evidence for prod\n\n\d+ objects, 0 pod templates, \d+ of \d+ checks asked: 1 failure, 1 waived/,
  );
  expect(text).toContain(
    '| placeholder | ConfigMap tenant-a/failing | data.key | contains the placeholder "CHANGEME" |',
  );
  expect(text).toContain('| placeholder | ConfigMap tenant-a/waived | the vendor replaces it | vision | 2027-03-31 |');
  expect(text).toMatch(/\| CIS 5\.6\.4 \| the namespace default is not used \| default-namespace \| holds \|/);
});

test('two runs give the same bytes, and a run removes what an earlier one wrote', () => {
  synth();
  const texts = () => scratch.files.map(file => [file, scratch.read(file)]);
  const first = texts();
  synth();
  expect(texts()).toEqual(first);
  const app = scratch.app();
  tenant(new Chart(app.addEnvironment(Environment.of('dev', SITE)), 'vision'));
  app.synth();
  expect(scratch.files.filter(file => file.includes('prod'))).toEqual([]);
});

test('an app without environments and site has no evidence, but the waivers that it needs', () => {
  const app = scratch.app();
  const chart = new Chart(app, 'vision');
  tenant(chart);
  app.synth();
  expect(scratch.files).toEqual(['dist/vision.k8s.yaml']);
  const other = scratch.app();
  const waived = new Chart(other, 'vision');
  tenant(waived);
  Waivers.of(unfinished(waived, 'one', 'key')).add({
    check: 'placeholder',
    reason: 'a',
    owner: 'b',
    expires: '2027-03-31',
  });
  other.synth();
  expect(scratch.files).toEqual([
    'dist/vision.k8s.yaml',
    'evidence/report.json',
    'evidence/report.md',
    'evidence/waivers.yaml',
  ]);
  expect(validate(JSON.parse(scratch.read('evidence/report.json')))).toBe(true);
});
