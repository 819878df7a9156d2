import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-30';
import {
  ArgoAppProject,
  Environment,
  FortressApp,
  HardenedDeployment,
  Image,
  ImageSigner,
  ImageVerification,
  PodHardening,
  PodPinning,
  Site,
  TenantNamespace,
  Waivers,
} from '../../lib';
import '../../lib/testing/fortress-matchers';
import { POOL, TENANT, TENANT_A, TENANT_B } from '../constructs/example-tenant';
import { SERVED, SMALL } from '../constructs/workload/example-workload';
import { SITE_PROPS } from '../values/example-site';

const folder = mkdtempSync(join(tmpdir(), 'matchers-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What a matcher says when it fails, without colours. */
function messageOf(expectation: () => void): string {
  try {
    expectation();
  } catch (error) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours of a terminal
    return (error as Error).message.replace(/\x1b\[\d+m/g, '');
  }
  throw new Error('the expectation held');
}

/** A tenant's namespace, a hardened Deployment in it, and who has to have signed its image. */
function tenantChart(replicas = 2, scope = new App()): Chart {
  const chart = new Chart(scope, 'vision');
  const namespace = new TenantNamespace(chart, 'tenant-a', {
    tenant: TENANT,
    pool: POOL,
    quota: { cpu: '4', memory: '8Gi' },
  });
  // The constructor knows the quota, too; here it is for the matcher to find out.
  const elsewhere = { ...TENANT_A, namespaceName: namespace.namespaceName };
  new HardenedDeployment(chart, 'model-api', { ...SERVED, namespace: elsewhere, replicas });
  const site = Site.of({ ...SITE_PROPS, registries: ['registry.example.com'] });
  const signer = ImageSigner.kmsKey('hashivault://image-signing');
  new ImageVerification(chart, 'signed-images', { site, signer });
  return chart;
}

function stockChart(): Chart {
  const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
  new Deployment(chart, 'web', { metadata: { name: 'web' }, containers: [{ name: 'main', image: 'nginx:1.27' }] });
  return chart;
}

const POD = `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec: { containers: [{ name: main, image: nginx }] }
`;
const CONFIG = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: shop }\n';

describe('toHaveNoFindings', () => {
  test('holds for a chart, its App, and its objects', () => {
    expect(tenantChart()).toHaveNoFindings();
    expect(tenantChart().node.root).toHaveNoFindings();
    expect(tenantChart().toJson()).toHaveNoFindings();
  });

  test('says every finding, with object, construct, path and fix', () => {
    expect(stockChart()).not.toHaveNoFindings();
    const message = messageOf(() => expect(stockChart()).toHaveNoFindings({ only: ['image-digest', 'explicit-user'] }));
    expect(message).toBe(
      [
        'expect(received).toHaveNoFindings()',
        '',
        '2 findings in 1 object, 1 pod:',
        '',
        'Deployment shop/web  (shop/web/Resource)',
        '  explicit-user  spec.template.spec.containers[0].securityContext.runAsUser',
        '    container "main" runs as the user of its image',
        '    fix: set securityContext.runAsUser of the pod to a number above 0',
        '  image-digest  spec.template.spec.containers[0].image',
        '    "nginx:1.27" of container "main" is tag "1.27", which can move',
        '    fix: name it by what was built and scanned: registry/repository@sha256:…',
      ].join('\n'),
    );
  });

  test('.not says what was looked at', () => {
    expect(messageOf(() => expect(tenantChart().toJson()).not.toHaveNoFindings({ only: ['access'] }))).toMatch(
      /^expect\(received\)\.not\.toHaveNoFindings\(\)\n\nno finding in \d+ objects, 1 pod$/,
    );
  });

  test('reads YAML, files and folders', () => {
    const only = ['image-digest'];
    mkdirSync(join(folder, 'dist'));
    writeFileSync(join(folder, 'dist/pod.yaml'), POD);
    writeFileSync(join(folder, 'dist/config.yaml'), CONFIG);
    expect(POD).not.toHaveNoFindings({ only });
    expect(CONFIG).toHaveNoFindings({ only });
    expect(join(folder, 'dist/config.yaml')).toHaveNoFindings({ only });
    const message = messageOf(() => expect(join(folder, 'dist')).toHaveNoFindings({ only }));
    expect(message).toContain('1 finding in 2 objects, 1 pod:');
    expect(message).toContain(`(${join(folder, 'dist/pod.yaml')}, document 1)`);
  });

  test('a List is unpacked', () => {
    const list = { apiVersion: 'v1', kind: 'List', items: tenantChart().toJson() };
    expect(list).toHaveNoFindings();
    expect(messageOf(() => expect(list).not.toHaveNoFindings())).toMatch(/no finding in 1\d objects/);
  });

  test('takes the options of the command, and a Site', () => {
    const site = Site.of(SITE_PROPS);
    expect(POD).toHaveNoFindings({ only: ['pod-security'] });
    expect(POD).not.toHaveNoFindings({ only: ['pod-security'], level: 'restricted' });
    expect(POD).toHaveNoFindings({ only: ['image-registry'] });
    expect(POD).not.toHaveNoFindings({ only: ['image-registry'], site });
    expect(POD).not.toHaveNoFindings({ only: ['image-registry'], site: site.toObjects() });
    expect(messageOf(() => expect(POD).toHaveNoFindings({ only: ['image-digests'] }))).toMatch(/image-digest/);
    expect(messageOf(() => expect(POD).toHaveNoFindings({ site: '/no/such/file.yaml' }))).toMatch(
      /^the site or the waivers cannot be read:\n\/no\/such\/file\.yaml/,
    );
  });

  test('a FortressApp is judged with the sites of its environments', () => {
    const app = new FortressApp();
    const image = Image.of(`other.example.com/web@sha256:${'0'.repeat(64)}`);
    const scope = app.addEnvironment(Environment.of('prod', Site.of(SITE_PROPS)));
    new HardenedDeployment(new Chart(scope, 'web'), 'web', { ...SERVED, image });
    expect(app).toHaveFinding('image-registry');
  });
});

describe('environments', () => {
  test('are compared with the one before them', () => {
    const app = new FortressApp();
    const site = Site.of(SITE_PROPS);
    const test = Environment.of('test', site);
    for (const environment of [test, Environment.of('prod', site, { promotedFrom: test })]) {
      const level = environment === test ? 'restricted' : 'baseline';
      new ApiObject(new Chart(app.addEnvironment(environment), 'vision'), 'vision', {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'vision', labels: { 'pod-security.kubernetes.io/enforce': level } },
      });
    }
    expect(app).toHaveFinding('weaker-namespace');
  });
});

describe('nothing is true of nothing, and neither is its opposite', () => {
  const empty = () => new Chart(new App(), 'empty');
  const NONE = 'received has no object; expected at least one';

  test.each([
    ['a chart without objects', empty, NONE],
    ['an App without charts', () => new App(), NONE],
    ['an empty list', () => [], NONE],
    ['YAML without documents', () => '# nothing\n', NONE],
    ['a path that is none', () => 'no/such/folder', 'got "no/such/folder"; there is no such file'],
    ['a number', () => 3, 'received must be an App, a Chart or another construct, an object or a list'],
    ['undefined', () => undefined, 'got undefined'],
    ['a list of other things', () => [{ kind: 'Pod' }, 'b'], 'received[1] must be an object with a kind, got "b"'],
    ['an object without a name', () => ({ apiVersion: 'v1', kind: 'Pod' }), 'received cannot be read:\n'],
    ['broken YAML', () => 'a: [\nb\n', 'received cannot be read:\nreceived, document 1'],
  ])('%s', (_, received, message) => {
    expect(messageOf(() => expect(received()).toHaveNoFindings())).toContain(message);
    expect(messageOf(() => expect(received()).not.toHaveNoFindings())).toContain(message);
  });

  test('a construct that is not valid is not judged', () => {
    const chart = tenantChart();
    chart.node.addValidation({ validate: () => ['the pod has no container'] });
    expect(messageOf(() => expect(chart).not.toHaveNoFindings())).toBe(
      'received cannot be rendered:\nvision: the pod has no container',
    );
  });

  test.each([
    ['toBeRestricted', (matchers: jest.JestMatchers<string>) => matchers.toBeRestricted()],
    ['toBeBaseline', (matchers: jest.JestMatchers<string>) => matchers.toBeBaseline()],
    ['toBePinnedTo', (matchers: jest.JestMatchers<string>) => matchers.toBePinnedTo(POOL)],
    ['toFitQuota', (matchers: jest.JestMatchers<string>) => matchers.toFitQuota()],
  ])('%s of objects without pods', (_, ask) => {
    const message = 'received has no pod: 1 object, 0 pods; expected at least one';
    expect(messageOf(() => ask(expect(CONFIG)))).toBe(message);
    expect(messageOf(() => ask(expect(CONFIG).not as jest.JestMatchers<string>))).toBe(message);
  });
});

describe('toHaveFinding', () => {
  test('holds for a check, a family, an object, a path', () => {
    const path = 'spec.template.spec.containers[0].image';
    expect(stockChart()).toHaveFinding('image-digest');
    expect(stockChart()).toHaveFinding('supply-chain');
    expect(stockChart()).toHaveFinding('image-digest', { object: 'Deployment shop/web', path });
    expect(stockChart()).not.toHaveFinding('image-digest', { object: 'Deployment shop/other' });
    expect(stockChart()).not.toHaveFinding('image-digest', { path: 'spec' });
    expect(tenantChart()).not.toHaveFinding('image-digest');
  });

  test('says what there is instead', () => {
    const message = messageOf(() =>
      expect(`${CONFIG}---\n${POD}`).toHaveFinding('secret-data', { object: 'Secret a/b' }),
    );
    expect(message).toMatch(
      /^expect\(received\)\.toHaveFinding\("secret-data"\)\n\nno finding of secret-data on Secret a\/b; there are \d+ findings in 2 objects, 1 pod:\n\n/,
    );
    expect(messageOf(() => expect(POD).not.toHaveFinding('image-digest'))).toContain('1 finding in 1 object, 1 pod:');
  });

  test('an unknown check is no expectation', () => {
    expect(messageOf(() => expect(POD).not.toHaveFinding('image-digests'))).toContain('"image-digest"');
  });
});

describe('toBeRestricted and toBeBaseline', () => {
  test('hold whatever the namespace enforces', () => {
    expect(tenantChart()).toBeRestricted();
    expect(stockChart()).not.toBeRestricted();
    expect(stockChart()).toBeBaseline();
    expect(stockChart().with(new PodHardening())).toBeRestricted();
  });

  test('say what the standard refuses', () => {
    const message = messageOf(() => expect(stockChart()).toBeRestricted());
    expect(message).toContain('expect(received).toBeRestricted()\n\n2 findings in 1 object, 1 pod:');
    expect(message).toContain('seccomp-profile-restricted');
    expect(messageOf(() => expect(stockChart()).not.toBeBaseline())).toBe(
      'expect(received).not.toBeBaseline()\n\nall pods meet the baseline standard: 1 object, 1 pod',
    );
  });

  test('take a version of the standard', () => {
    const escalating = POD.replace('image: nginx', 'image: nginx, securityContext: { runAsNonRoot: true }');
    expect(escalating).toBeRestricted({ version: 'v1.7' });
    expect(messageOf(() => expect(escalating).toBeRestricted({ version: 'v1.8' }))).toContain('allow-privilege');
    expect(messageOf(() => expect(POD).toBeRestricted({ version: 'newest' }))).toContain('got "newest"');
  });
});

describe('toBePinnedTo', () => {
  const pod = (spec: object) => [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'a' }, spec }];
  const toleration = { key: 'dedicated', operator: 'Equal', value: 'tenants', effect: 'NoSchedule' };
  const nodeSelector = { dedicated: 'tenants' };
  const problemOf = (spec: object) => messageOf(() => expect(pod(spec)).toBePinnedTo(POOL)).split('\n\n')[1];

  test('holds for pods with label and toleration, of every kind', () => {
    expect(tenantChart()).toBePinnedTo(POOL);
    expect(stockChart()).not.toBePinnedTo(POOL);
    expect(stockChart().with(new PodPinning(POOL))).toBePinnedTo(POOL);
    const daemon = { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name: 'agent', namespace: 'a' } };
    expect([{ ...daemon, spec: { template: { spec: { tolerations: [{ operator: 'Exists' }] } } } }]).not.toBePinnedTo(
      POOL,
    );
  });

  test('says which half is missing', () => {
    expect(problemOf({})).toBe(
      'Pod a/web spec: may run outside pool "tenants"; select {"dedicated":"tenants"} in nodeSelector',
    );
    expect(problemOf({ tolerations: [toleration] })).toContain('may run outside pool "tenants"');
    expect(problemOf({ nodeSelector })).toBe(
      'Pod a/web spec: does not tolerate dedicated=tenants:NoSchedule of pool "tenants", and so runs nowhere; add the toleration',
    );
    expect(problemOf({ nodeSelector: { dedicated: 'infra' } })).toBe(
      'Pod a/web spec: selects no node of pool "tenants", got {"dedicated":"infra"}',
    );
    expect(messageOf(() => expect(tenantChart()).not.toBePinnedTo(POOL))).toMatch(
      /^expect\(received\)\.not\.toBePinnedTo\(pool "tenants"\)\n\nall pods run in pool "tenants" only: /,
    );
  });
});

describe('toFitQuota', () => {
  test('holds while the quota has room for the worst moment', () => {
    expect(tenantChart(2)).toFitQuota();
    expect(tenantChart(9)).not.toFitQuota();
  });

  test('says the sum', () => {
    expect(messageOf(() => expect(tenantChart(9)).toFitQuota())).toMatch(/resource-quota {2}spec\.hard\[.*\n.*> 4/);
  });

  test('without a quota among the objects it cannot tell', () => {
    const message = 'received has no ResourceQuota: 1 object, 1 pod; judge it together with what it is for';
    expect(messageOf(() => expect(stockChart()).toFitQuota())).toBe(message);
    expect(messageOf(() => expect(stockChart()).not.toFitQuota())).toBe(message);
    expect(SMALL.requests.cpu).toBe('500m');
  });
});

describe('toBeAllowedByProject', () => {
  const project = (namespace = TENANT_A) => {
    const chart = new Chart(new App(), 'projects');
    const sourceRepos = ['https://git.example.com/vision/deploy.git'];
    return new ArgoAppProject(chart, 'tenant-a-project', { sourceRepos, destinations: [namespace] });
  };
  const workload = () => {
    const chart = new Chart(new App(), 'workload');
    new HardenedDeployment(chart, 'model-api', SERVED);
    return chart;
  };

  test("holds for a tenant's workload, and not for the platform's objects", () => {
    expect(workload()).toBeAllowedByProject(project());
    expect(workload()).toBeAllowedByProject(project().apiObject.toJson());
    expect(workload()).not.toBeAllowedByProject(project(TENANT_B));
    expect(tenantChart()).not.toBeAllowedByProject(project());
    expect(workload()).not.toBeAllowedByProject(project(), { server: 'https://other.example.com' });
  });

  test('says which object, and why', () => {
    expect(messageOf(() => expect(tenantChart()).toBeAllowedByProject(project()))).toContain(
      'project "tenant-a-project" of Application "received" does not allow cluster-scoped Namespace',
    );
    expect(messageOf(() => expect(workload()).not.toBeAllowedByProject(project()))).toContain(
      'the project allows every object',
    );
  });

  test('what is no project is no expectation', () => {
    expect(messageOf(() => expect(workload()).not.toBeAllowedByProject(workload()))).toBe(
      'project must be an ArgoAppProject, or an object of kind AppProject, got 0 of them',
    );
  });
});

describe('waivers of constructs', () => {
  const waived = (expires: string) => {
    const chart = new Chart(new App(), 'vision');
    new ApiObject(chart, 'settings', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings', namespace: 'a' },
      data: { key: 'CHANGEME' },
    });
    Waivers.of(chart).add({ check: 'placeholder', reason: 'the vendor replaces it', owner: 'vision', expires });
    return chart;
  };

  test('count, until they expire', () => {
    const options = { only: ['placeholder'], date: '2027-01-01' };
    expect(waived('2027-01-01')).toHaveNoFindings(options);
    expect(messageOf(() => expect(waived('2026-12-31')).toHaveNoFindings(options))).toContain('waiver-expired');
  });
});
