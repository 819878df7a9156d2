import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import { Environment, FortressApp } from '../../lib';
import { tree } from './publish/published-tree';
import { refusal, SITE, tenant } from './small-platform';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'promotion-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const DEV = Environment.of('dev', SITE);
const TEST = Environment.of('test', SITE, { promotedFrom: DEV });
const PROD = Environment.of('prod', SITE, { promotedFrom: TEST });

/** The environments with the same tenant, which counts no pods in some of them; the later one is added first. */
function platform({ uncounted = [], environments = [PROD, TEST, DEV], only }: any = {}): FortressApp {
  const app = new FortressApp({ outdir: join(folder, 'dist'), repositoryPath: 'dist', only });
  for (const environment of environments) {
    const chart = new Chart(app.addEnvironment(environment), 'tenant-a');
    tenant(chart);
    if (!uncounted.includes(environment)) continue;
    for (const object of chart.node.findAll().filter(ApiObject.isApiObject)) {
      if (object.kind === 'ResourceQuota') object.addJsonPatch(JsonPatch.remove('/spec/hard/pods'));
    }
  }
  return app;
}

test('what is bounded in one environment is bounded in the next, or nothing is written', () => {
  expect(refusal(platform({ uncounted: [PROD] }))).toContain(
    'no ResourceQuota bounds pods; in the environment before one does',
  );
  expect(existsSync(join(folder, 'dist'))).toBe(false);
  for (const uncounted of [[], [DEV], [DEV, TEST], [DEV, TEST, PROD]])
    expect(() => platform({ uncounted }).synth()).not.toThrow();
});

test('a run of the later environment alone compares it too, and has the bytes of a full run', () => {
  platform().synth();
  const full = tree(folder);
  rmSync(folder, { recursive: true });
  platform({ only: ['prod'] }).synth();
  const alone = tree(folder);
  expect(Object.keys(alone)).toEqual(Object.keys(full).filter(file => !/\/(?:dev|test)(?:\/|$)/.test(file)));
  for (const file of Object.keys(alone)) expect(alone[file]).toBe(full[file]);
  expect(refusal(platform({ only: ['prod/tenant-a'], uncounted: [PROD] }))).toContain('weaker-namespace');
});

test('what it is compared with has to be there', () => {
  expect(refusal(platform({ environments: [PROD] }))).toContain(
    'environment prod is promoted from test, of which nothing is rendered; add it to the app',
  );
});
