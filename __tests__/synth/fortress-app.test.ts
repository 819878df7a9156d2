import fs, { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import {
  ArgoApplication,
  ArgoAppProject,
  Environment,
  FortressApp,
  type FortressAppProps,
  GatewayRoute,
  Hostname,
  PodSet,
  Port,
  SecretStore,
  SharedGateway,
} from '../../lib';
import { configMap, refusal, SITE, tenant } from './small-platform';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'app-'));
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
  delete process.env.CDK8S_OUTDIR;
  delete process.env.CDK8S_RECORD_CONSTRUCT_METADATA;
  delete process.env.FORTRESS_ONLY;
});

const newApp = (props: FortressAppProps = {}) => new FortressApp({ outdir: join(folder, 'dist'), ...props });
const read = (file: string) => readFileSync(join(folder, file), 'utf8');
const written = () =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => /\.\w+$/.test(file))
    .sort();

describe('what passes', () => {
  test('is written as the stock App writes it, outside an environment', () => {
    const app = newApp();
    tenant(new Chart(app, 'vision'));
    app.synth();
    expect(written()).toEqual(['dist/vision.k8s.yaml']);
    expect(read('dist/vision.k8s.yaml')).toContain('kind: Namespace\n');
  });

  test('stands in the folder of its environment and Application, below an environment', () => {
    const app = newApp({ repositoryPath: 'dist' });
    const scope = app.addEnvironment(Environment.of('prod', SITE));
    const chart = new Chart(scope, 'vision');
    const namespace = tenant(chart);
    const project = new ArgoAppProject(chart, 'vision-project', {
      sourceRepos: [SITE.repoUrl],
      destinations: [namespace],
    });
    const application = new ArgoApplication(chart, 'vision-app', { project, destination: namespace });
    configMap(new Chart(application, 'workloads'), 'settings', 'tenant-a');
    app.synth();
    expect(written()).toEqual([
      'dist/prod/platform/vision.k8s.yaml',
      'dist/prod/vision-app/workloads.k8s.yaml',
      'evidence/prod/report.json',
      'evidence/prod/report.md',
      'evidence/prod/site.yaml',
      'evidence/prod/waivers.yaml',
    ]);
    expect(read('dist/prod/platform/vision.k8s.yaml')).toContain('path: dist/prod/vision-app\n');
    expect(read('dist/prod/vision-app/workloads.k8s.yaml')).not.toContain('kind: Application');
  });

  test('also goes to the folder that cdk8s-cli asked for', () => {
    process.env.CDK8S_OUTDIR = join(folder, 'build');
    const app = newApp();
    tenant(new Chart(app, 'vision'));
    app.synth();
    expect(read('build/vision.k8s.yaml')).toBe(read('dist/vision.k8s.yaml'));
  });

  test('tells cdk8s-cli which construct an object is of, where it asks, and never Argo CD', () => {
    process.env.CDK8S_OUTDIR = join(folder, 'build');
    process.env.CDK8S_RECORD_CONSTRUCT_METADATA = 'true';
    const app = newApp();
    tenant(new Chart(app, 'vision'));
    app.synth();
    expect(JSON.parse(read('build/construct-metadata.json'))).toMatchObject({
      version: '1.0.0',
      resources: { 'tenant-a': { path: 'vision/tenant-a/Resource' } },
    });
    expect(written()).toEqual(['build/construct-metadata.json', 'build/vision.k8s.yaml', 'dist/vision.k8s.yaml']);
  });

  test('goes to dist/, if the app names no folder', () => {
    expect(new FortressApp().outdir).toBe('dist');
  });

  test('writes artifacts beside dist/', () => {
    const app = newApp();
    const artifact = { fileName: 'motd.txt', render: () => 'welcome\n' };
    tenant(new Chart(app.addEnvironment(Environment.of('prod', SITE), { artifacts: [artifact] }), 'vision'));
    app.synth();
    expect(read('artifacts/prod/motd.txt')).toContain('welcome\n');
  });
});

describe('what does not pass', () => {
  test('is refused as a whole: every problem is said, and no file changes', () => {
    mkdirSync(join(folder, 'dist'));
    writeFileSync(join(folder, 'dist/vision.k8s.yaml'), 'as it was');
    const app = newApp();
    const chart = new Chart(app, 'vision');
    tenant(chart);
    configMap(chart, 'first', 'nowhere', 'settings');
    configMap(chart, 'second', 'nowhere', 'settings');
    const text = refusal(app);
    expect(text).toMatch(/^\d+ problems; nothing was written\n\n/);
    expect(text).toContain('ConfigMap nowhere/settings  (vision/first)');
    expect(text).toContain('  duplicate-identity');
    expect(text).toContain('vision/second');
    expect(text).toContain('  dangling-reference  metadata.namespace');
    expect(text.match(/^ {4}fix: /gm)).toHaveLength(2);
    expect(written()).toEqual(['dist/vision.k8s.yaml']);
    expect(read('dist/vision.k8s.yaml')).toBe('as it was');
  });

  test('is not even written beside what is published', () => {
    const write = jest.spyOn(fs, 'writeFileSync');
    const app = newApp();
    configMap(new Chart(app, 'vision'), 'settings', 'nowhere');
    refusal(app);
    const texts = write.mock.calls.map(([, text]) => String(text));
    expect(texts.filter(text => text.includes('kind: ConfigMap'))).toEqual([]);
  });

  test('a route to a Service that does not exist', () => {
    const app = newApp({ site: SITE });
    const chart = new Chart(app, 'vision');
    const namespace = tenant(chart);
    const gateway = new SharedGateway(chart, 'gateway', {
      namespace,
      certificateStore: SecretStore.clusterWide('vault'),
    });
    const route = new GatewayRoute(chart, 'route', {
      gateway,
      hostname: Hostname.of('a.example.com'),
      backend: {
        serviceNamespace: namespace,
        serviceName: 'gone',
        servicePort: 80,
        pods: PodSet.labelled({ app: 'gone' }, namespace),
        port: Port.tcp(8000),
      },
    });
    const text = refusal(app);
    expect(text).toContain(`HTTPRoute tenant-a/route  (${route.apiObject.node.path})`);
    expect(text).toContain('spec.rules[0].backendRefs[0]');
    expect(text).toContain('gone');
    expect(text).toContain('selector-matches');
  });

  test('an Application into a namespace that its project does not allow', () => {
    const app = newApp({ site: SITE, repositoryPath: 'dist' });
    const chart = new Chart(app, 'vision');
    const [allowed, other] = [tenant(chart), tenant(chart, 'tenant-b')];
    const project = new ArgoAppProject(chart, 'a-project', { sourceRepos: [SITE.repoUrl], destinations: [allowed] });
    new ArgoApplication(chart, 'b', { project, destination: other });
    const text = refusal(app);
    expect(text).toContain('Application argocd/b');
    expect(text).toContain('application-destination');
    expect(text).toContain('tenant-b');
  });

  test('a pod of a pool that the site does not have', () => {
    const app = newApp({ site: SITE });
    const chart = new Chart(app, 'vision');
    tenant(chart);
    new ApiObject(chart, 'pod', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'stray', namespace: 'tenant-a' },
      spec: { nodeSelector: { dedicated: 'gpu' }, containers: [] },
    });
    expect(refusal(app)).toContain('pool-exists  spec.nodeSelector');
  });

  test('what construct validations say, beside what checks find', () => {
    const app = newApp();
    const chart = new Chart(app, 'vision');
    chart.node.addValidation({ validate: () => ['the chart is not finished'] });
    configMap(chart, 'settings', 'nowhere');
    const text = refusal(app);
    expect(text).toContain('vision: the chart is not finished');
    expect(text).toContain('dangling-reference');
  });

  test('an object that cannot be rendered, beside everything else', () => {
    const app = newApp();
    const chart = new Chart(app, 'vision');
    const broken = configMap(chart, 'broken', 'nowhere');
    broken.toJson = () => {
      throw new Error('cannot render vision/broken');
    };
    configMap(chart, 'settings', 'nowhere');
    const text = refusal(app);
    expect(text).toContain('cannot render vision/broken');
    expect(text).toContain('ConfigMap nowhere/settings');
  });

  test('two charts that would write one file', () => {
    const app = newApp({ repositoryPath: 'dist' });
    const scope = app.addEnvironment(Environment.of('prod', SITE));
    tenant(new Chart(new Construct(scope, 'one'), 'same'));
    tenant(new Chart(new Construct(scope, 'two'), 'same'), 'tenant-b');
    expect(refusal(app)).toContain(
      'charts prod/one/same and prod/two/same both write prod/platform/same.k8s.yaml; give one another id',
    );
  });

  test('the stack does not hide the message', () => {
    const app = newApp();
    configMap(new Chart(app, 'vision'), 'settings', 'nowhere');
    try {
      app.synth();
    } catch (error) {
      expect((error as Error).stack).toBe(`SynthesisRefused: ${(error as Error).message}`);
    }
    expect(existsSync(join(folder, 'dist'))).toBe(false);
  });

  test('an output folder that cannot be used, with the charts that want to write there', () => {
    mkdirSync(join(folder, 'dist'));
    writeFileSync(join(folder, 'dist/prod'), 'by hand');
    const app = newApp({ repositoryPath: 'dist' });
    const chart = new Chart(app.addEnvironment(Environment.of('prod', SITE)), 'vision');
    tenant(chart);
    configMap(chart, 'settings', 'nowhere');
    const text = refusal(app);
    expect(text).toContain(
      'prod/vision: dist/prod/platform/vision.k8s.yaml cannot be written: dist/prod is a file, and has to be a folder; move it away',
    );
    expect(text).toContain('dangling-reference');
    expect(read('dist/prod')).toBe('by hand');
  });

  test('an object without a kind, a value that YAML cannot carry', () => {
    const app = newApp();
    const chart = new Chart(app, 'vision');
    new ApiObject(chart, 'nothing', { apiVersion: 'v1', kind: '' });
    new ApiObject(chart, 'number', { apiVersion: 'v1', kind: 'Test', spec: { a: Number.NaN } });
    const text = refusal(app);
    expect(text).toContain('vision/nothing: the object has no kind; every Kubernetes object needs one');
    expect(text).toContain('vision/number: spec.a is NaN, which YAML cannot carry');
  });

  test('an artifact that cannot be made', () => {
    mkdirSync(join(folder, 'dist'));
    const app = newApp();
    const artifact = {
      fileName: 'motd.txt',
      render: () => {
        throw new Error('no message today');
      },
    };
    tenant(new Chart(app.addEnvironment(Environment.of('prod', SITE), { artifacts: [artifact] }), 'vision'));
    expect(refusal(app)).toContain('artifact prod/motd.txt: no message today');
    expect(written()).toEqual([]);
  });

  test('a dependency that goes in a circle', () => {
    const app = newApp();
    const chart = new Chart(app, 'vision');
    const namespace = tenant(chart);
    const [one, other] = [configMap(chart, 'one', 'tenant-a'), configMap(chart, 'other', 'tenant-a')];
    one.addDependency(other);
    other.addDependency(one);
    expect(namespace.namespaceName).toBe('tenant-a');
    expect(refusal(app)).toContain(
      'objects need each other before they can be applied: ' +
        'ConfigMap tenant-a/one -> ConfigMap tenant-a/other -> ConfigMap tenant-a/one; break the cycle',
    );
  });
});
