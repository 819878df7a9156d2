import { Chart } from 'cdk8s';
import { Environment, Waivers } from '../../lib';
import { CHECKS } from '../../lib/checks/catalog';
import { Judgement } from '../../lib/evidence/judgement';
import { WaivedFindings } from '../../lib/evidence/waived-findings';
import { WaiverFile } from '../../lib/evidence/waiver-file';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import { SiteFacts } from '../../lib/manifests/site-facts';
import { ManifestFiles } from '../../lib/manifests/yaml/manifest-files';
import { YamlDocuments } from '../../lib/manifests/yaml/yaml-documents';
import { prodChart, refusalOf, Scratch, SITE, tenant, unfinished } from './judged-app';

let scratch: Scratch;
beforeEach(() => {
  scratch = new Scratch();
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => {
  jest.restoreAllMocks();
  scratch.remove();
});

const WAIVER = { check: 'placeholder', reason: 'the vendor replaces it', owner: 'vision', expires: '2027-03-31' };
const waivedIn = (environment: string) =>
  WaiverFile.read(scratch.read(`evidence/${environment}/waivers.yaml`), 'f').waivers;

/** What the command would say of an environment: it knows the files alone. */
function verify(environment: string, date: string): Judgement {
  const { manifests } = ManifestFiles.read([scratch.path(`dist/${environment}`)]);
  const facts = SiteFacts.fromObjects(YamlDocuments.read(scratch.read(`evidence/${environment}/site.yaml`)));
  const waived = new WaivedFindings(waivedIn(environment), date);
  return Judgement.of(new ManifestSet(manifests, facts), CHECKS, waived);
}

test('a waiver of a construct is resolved to its objects that have the finding, and to no others', () => {
  const app = scratch.app();
  const chart = prodChart(app);
  unfinished(chart, 'one', 'key');
  unfinished(chart, 'two', 'key', 'other');
  Waivers.of(chart).add(WAIVER);
  app.synth();
  expect(waivedIn('prod').map(({ origin, ...waiver }) => waiver)).toEqual(
    ['one', 'two'].map(name => ({
      ...WAIVER,
      object: { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'tenant-a', name },
    })),
  );
});

test('the files alone give the same verdicts as synthesis gave', () => {
  const app = scratch.app();
  const chart = prodChart(app);
  const object = unfinished(chart, 'one', 'key', 'other');
  for (const key of ['key', 'other']) Waivers.of(object).add({ ...WAIVER, path: `data.${key}` });
  app.synth();
  const judgement = verify('prod', '2027-01-01');
  expect(judgement.failures).toEqual([]);
  expect(judgement.findings.map(({ status, path }) => [status, path])).toEqual([
    ['waived', 'data.key'],
    ['waived', 'data.other'],
  ]);
  const report = JSON.parse(scratch.read('evidence/prod/report.json'));
  for (const { id, passed, failed, waived, notApplicable } of report.checks) {
    expect([id, judgement.tallies.get(id)]).toEqual([id, { passed, failed, waived, notApplicable }]);
  }
  expect(verify('prod', '2027-04-01').failures.map(({ check }) => check)).toEqual([
    'placeholder',
    'placeholder',
    'waiver-expired',
    'waiver-expired',
  ]);
});

test('an environment without waivers has an empty file of them', () => {
  const app = scratch.app();
  prodChart(app);
  app.synth();
  expect(waivedIn('prod')).toEqual([]);
});

test('what has another path, or stands beside the construct, is not waived', () => {
  const app = scratch.app();
  const chart = prodChart(app);
  Waivers.of(unfinished(chart, 'one', 'key', 'other')).add({ ...WAIVER, path: 'data.key' });
  unfinished(chart, 'two', 'key');
  const text = refusalOf(app);
  expect(text).toMatch(/^2 problems; nothing was written\n/);
  expect(text).toContain('ConfigMap tenant-a/one  (prod/vision/one)\n  placeholder  data.other');
  expect(text).toContain('ConfigMap tenant-a/two  (prod/vision/two)\n  placeholder  data.key');
});

test('the day after the last one, the same code is refused', () => {
  const synth = (date: string) => {
    const app = scratch.app({ date });
    Waivers.of(unfinished(prodChart(app), 'one', 'key')).add(WAIVER);
    return app;
  };
  expect(() => synth('2027-03-31').synth()).not.toThrow();
  const text = refusalOf(synth('2027-04-01'));
  expect(text).toContain('placeholder  data.key');
  expect(text).toContain('waiver-expired\n    the waiver of placeholder by vision expired on 2027-03-31');
  expect(scratch.files.map(file => scratch.read(file)).join()).not.toContain('2027-04-01');
});

test('a waiver that nothing needs is refused, and names its construct', () => {
  const app = scratch.app();
  const chart = prodChart(app);
  Waivers.of(chart).add(WAIVER);
  expect(refusalOf(app)).toBe(
    [
      '1 problem; nothing was written',
      '',
      'Construct prod/vision  (prod/vision)',
      '  waiver-unused',
      '    the waiver of placeholder by vision matches no finding',
      '    fix: remove the waiver; if it should match, compare check, object and path with the finding',
    ].join('\n'),
  );
});

test('a waiver in one environment is none in another; one of the app is for all', () => {
  const build = () => {
    const app = scratch.app();
    const charts = ['dev', 'prod'].map(name => {
      const chart = new Chart(app.addEnvironment(Environment.of(name, SITE)), 'vision');
      tenant(chart);
      unfinished(chart, 'one', 'key');
      return chart;
    });
    return { app, charts };
  };
  const one = build();
  Waivers.of(one.charts[0]).add(WAIVER);
  expect(refusalOf(one.app)).toMatch(/^1 problem;[\s\S]*prod\/vision\/one/);
  const both = build();
  Waivers.of(both.app).add(WAIVER);
  both.app.synth();
  expect([waivedIn('dev').length, waivedIn('prod').length]).toEqual([1, 1]);
});

test.each<[string, Partial<typeof WAIVER>, string]>([
  ['an unknown check', { check: 'prob' }, 'check of a waiver must be the id of a check, such as "probes", got "prob"'],
  [
    'a check that takes no waiver',
    { check: 'privileged' },
    'check of a waiver must be one that accepts no risk which others bear; mend what it found, got "privileged"',
  ],
  ['no reason', { reason: ' ' }, 'reason of a waiver must be a text, got " "'],
  ['no owner', { owner: '' }, 'owner of a waiver must be a text, got ""'],
  ['no day', { expires: 'soon' }, 'expires of a waiver must be a day of the calendar such as "2027-03-31", got "soon"'],
])('%s is refused at once', (_, overrides, message) => {
  const waivers = Waivers.of(new Chart(scratch.app(), 'vision'));
  expect(() => waivers.add({ ...WAIVER, ...overrides })).toThrow(new Error(message));
});

test('the date of an app is a day of the calendar', () => {
  expect(refusalOf(scratch.app({ date: 'today' }))).toBe(
    'date must be a day of the calendar such as "2027-03-31", got "today"',
  );
});
