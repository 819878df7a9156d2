import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { ApiObject, App, Chart } from 'cdk8s';
import { FortressGate, NodePool, TenantNamespace } from '../../lib';
import { prodChart, refusal, refusalOf, Scratch, tenant, unfinished } from './judged-app';

let scratch: Scratch;
let printed: string;
beforeEach(() => {
  scratch = new Scratch();
  printed = '';
  jest.spyOn(process.stderr, 'write').mockImplementation(text => {
    printed += text;
    return true;
  });
});
afterEach(() => {
  jest.restoreAllMocks();
  delete process.env.FORTRESS_UPDATE_BASELINE;
  scratch.remove();
});

describe('advisory', () => {
  test('findings are printed, and files are written all the same', () => {
    const app = scratch.app({ advisory: true });
    unfinished(prodChart(app), 'one', 'key');
    app.synth();
    expect(printed).toMatch(/^1 finding; written all the same, for the app is advisory\n\nConfigMap tenant-a\/one/);
    expect(scratch.read('dist/prod/platform/vision.k8s.yaml')).toContain('CHANGEME');
    expect(JSON.parse(scratch.read('evidence/prod/report.json'))).toMatchObject({
      holds: false,
      failures: [{ check: 'placeholder', name: 'one', path: 'data.key' }],
    });
  });

  test('what cannot be rendered is refused all the same', () => {
    const app = scratch.app({ advisory: true });
    app.node.addValidation({ validate: () => ['is not finished'] });
    unfinished(prodChart(app), 'one', 'key');
    expect(refusalOf(app)).toContain(': is not finished');
    expect(scratch.files).toEqual([]);
  });
});

describe('a baseline', () => {
  const BASELINE = 'baseline.yaml';
  const build = (...placeholders: string[]) => {
    const app = scratch.app();
    const chart = prodChart(app, { baseline: scratch.path(BASELINE) });
    if (placeholders.length > 0) unfinished(chart, 'one', ...placeholders);
    return { app, chart };
  };
  const update = (app: App) => {
    process.env.FORTRESS_UPDATE_BASELINE = '1';
    try {
      app.synth();
    } finally {
      delete process.env.FORTRESS_UPDATE_BASELINE;
    }
  };

  test('is written on request, with what is there; the same bytes each time', () => {
    expect(refusalOf(build('a', 'b').app)).toMatch(/^2 problems/);
    update(build('a', 'b').app);
    const text = scratch.read(BASELINE);
    expect(text).toContain('path: data.a');
    update(build('a', 'b').app);
    expect(scratch.read(BASELINE)).toBe(text);
    build('a', 'b').app.synth();
    expect(JSON.parse(scratch.read('evidence/prod/report.json'))).toMatchObject({
      holds: true,
      failures: [],
      baseline: [{ path: 'data.a' }, { path: 'data.b' }],
    });
  });

  test('lets no new finding pass', () => {
    update(build('a').app);
    expect(refusalOf(build('a', 'b').app)).toMatch(/^1 problem;[\s\S]*placeholder {2}data\.b/);
  });

  test('has to lose what is mended', () => {
    update(build('a', 'b').app);
    const text = refusalOf(build('a').app);
    expect(text).toMatch(/^1 problem;/);
    expect(text).toContain('baseline-stale  data.b\n    the baseline has a finding of placeholder that is gone');
    expect(text).toContain('baseline.yaml, document 1');
    update(build('a').app);
    build('a').app.synth();
    update(build().app);
    expect(scratch.read(BASELINE)).toContain('findings: []');
    build().app.synth();
  });

  test('does not hold what no waiver may accept, and is not written beside it', () => {
    const { app, chart } = build('a');
    privilegedPod(chart);
    expect(() => update(app)).toThrow('privileged  spec.containers[0].securityContext.privileged');
    expect(scratch.files).toEqual([]);
  });

  test('with a mistake is refused', () => {
    writeFileSync(scratch.path(BASELINE), 'findings:\n  - check: nothing\n');
    expect(refusalOf(build().app)).toContain(
      'baseline.yaml, document 1, line 2: findings[0].check must be the id of a check, got "nothing"',
    );
  });

  test('is published with all else, or not at all', () => {
    update(build('a').app);
    const before = scratch.read(BASELINE);
    rmSync(scratch.path('dist'), { recursive: true });
    mkdirSync(scratch.path('dist/prod/platform/vision.k8s.yaml/in-the-way'), { recursive: true });
    expect(() => update(build('a', 'b').app)).toThrow('vision.k8s.yaml cannot be written');
    expect(scratch.read(BASELINE)).toBe(before);
  });

  test('that cannot be written leaves all else as it was', () => {
    mkdirSync(scratch.path(BASELINE));
    expect(() => update(build('a').app)).toThrow(
      'baseline.yaml cannot be written: a folder is where a file has to be (EISDIR); nothing was changed',
    );
    expect(scratch.files.filter(file => file !== BASELINE)).toEqual([]);
  });

  test('cannot be updated where there is none', () => {
    const app = scratch.app();
    prodChart(app);
    expect(() => update(app)).toThrow(
      'FORTRESS_UPDATE_BASELINE is set, and there is no baseline to write; set the prop baseline to its path',
    );
  });

  test('belongs to one environment', () => {
    const app = scratch.app({ baseline: scratch.path(BASELINE) });
    prodChart(app, { baseline: scratch.path(BASELINE) });
    tenant(new Chart(app, 'beside'));
    expect(refusalOf(app)).toMatch(
      /(environment prod and the app|the app and environment prod) have the baseline .*; give each a file of its own/,
    );
  });
});

describe('a stock App', () => {
  const stock = () => new App({ outdir: scratch.path('dist') });

  test('is written as it writes itself, if all holds', () => {
    const app = stock();
    tenant(new Chart(app, 'vision'));
    FortressGate.synth(app);
    const gated = scratch.read('dist/vision.k8s.yaml');
    app.synth();
    expect(scratch.read('dist/vision.k8s.yaml')).toBe(gated);
    expect(scratch.files).toEqual(['dist/vision.k8s.yaml']);
  });

  test('is refused with everything that is wrong, before any file is written', () => {
    mkdirSync(scratch.path('dist'));
    writeFileSync(scratch.path('dist/vision.k8s.yaml'), 'as it was');
    const app = stock();
    const chart = new Chart(app, 'vision');
    tenant(chart);
    unfinished(chart, 'one', 'key');
    chart.node.addValidation({ validate: () => ['is not finished'] });
    for (const gate of [() => FortressGate.synth(app), () => FortressGate.check(app)]) {
      const text = refusal(gate);
      expect(text).toMatch(/^2 problems; nothing was written\n\nvision: is not finished\n/);
      expect(text).toContain('ConfigMap tenant-a/one  (vision/one)\n  placeholder  data.key');
    }
    expect(scratch.read('dist/vision.k8s.yaml')).toBe('as it was');
  });

  test('takes a baseline, and can be advisory', () => {
    const app = stock();
    const chart = new Chart(app, 'vision');
    tenant(chart);
    unfinished(chart, 'one', 'key');
    FortressGate.synth(app, { advisory: true });
    expect(printed).toContain('placeholder  data.key');
    process.env.FORTRESS_UPDATE_BASELINE = '1';
    FortressGate.synth(app, { baseline: scratch.path('baseline.yaml') });
    delete process.env.FORTRESS_UPDATE_BASELINE;
    FortressGate.synth(app, { baseline: scratch.path('baseline.yaml') });
    expect(scratch.read('baseline.yaml')).toContain('check: placeholder');
  });

  test('checking alone writes nothing', () => {
    const app = stock();
    tenant(new Chart(app, 'vision'));
    FortressGate.check(app);
    expect(scratch.files).toEqual([]);
  });
});

/** A pod that its namespace would not admit. */
function privilegedPod(chart: Chart): void {
  new TenantNamespace(chart, 'tenant-b', {
    tenant: { name: 'tenant-b', team: 'vision', owner: 'vision@example.com' },
    pool: NodePool.dedicated('tenants'),
    quota: { cpu: '4', memory: '8Gi' },
  });
  new ApiObject(chart, 'pod', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'pod', namespace: 'tenant-b' },
    spec: { containers: [{ name: 'main', image: 'a', securityContext: { privileged: true } }] },
  });
}
