import { ApiObject, App, Chart } from 'cdk8s';
import { ConfigMap } from 'cdk8s-plus-30';
import {
  ArgoApplication,
  ArgoAppProject,
  type ArgoAppProjectProps,
  ExternalNamespace,
  type PlatformProjectProps,
  ResourceKind,
  TenantNamespace,
} from '../../../lib';
import { verdictOf } from '../crd-schema';
import { POOL, renderOne, TENANT, TENANT_A, TENANT_B } from '../example-tenant';

const REPO = 'https://git.example.com/vision/deploy.git';
const PROPS: ArgoAppProjectProps = { sourceRepos: [REPO], destinations: [TENANT_A] };

const project = (more: Partial<ArgoAppProjectProps> = {}, id = 'tenant-a-project') => {
  return renderOne(chart => new ArgoAppProject(chart, id, { ...PROPS, ...more }));
};

/** The fixed list, as the issue of the library names it: workloads, and what configures, exposes and scales them. */
const TENANT_WHITELIST = [
  { group: '', kind: 'ConfigMap' },
  { group: '', kind: 'PersistentVolumeClaim' },
  { group: '', kind: 'Service' },
  { group: '', kind: 'ServiceAccount' },
  { group: 'apps', kind: 'Deployment' },
  { group: 'apps', kind: 'StatefulSet' },
  { group: 'autoscaling', kind: 'HorizontalPodAutoscaler' },
  { group: 'batch', kind: 'CronJob' },
  { group: 'batch', kind: 'Job' },
  { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' },
  { group: 'policy', kind: 'PodDisruptionBudget' },
];

describe("a tenant's project", () => {
  test('allows one repository, one namespace, a fixed list of namespaced kinds, and nothing of the cluster (rows G02 to G06)', () => {
    expect(project()).toEqual({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      metadata: { name: 'tenant-a-project', namespace: 'argocd' },
      spec: {
        description: 'Workloads of tenant-a',
        sourceRepos: [REPO],
        destinations: [{ namespace: 'tenant-a', server: 'https://kubernetes.default.svc' }],
        namespaceResourceWhitelist: TENANT_WHITELIST,
        clusterResourceBlacklist: [{ group: '*', kind: '*' }],
      },
    });
  });

  test('is as its schema asks', () => {
    expect(verdictOf(project())).toEqual({ violations: [], unwrittenDefaults: [] });
  });

  test('its members look and sync, and no more (row G13)', () => {
    const { roles } = project({ memberGroups: ['team-vision'] }).spec;
    expect(roles).toEqual([
      {
        name: 'member',
        description: 'Looks at what the project delivers, and syncs it',
        groups: ['team-vision'],
        policies: [
          'p, proj:tenant-a-project:member, applications, get, tenant-a-project/*, allow',
          'p, proj:tenant-a-project:member, applications, sync, tenant-a-project/*, allow',
          'p, proj:tenant-a-project:member, logs, get, tenant-a-project/*, allow',
        ],
      },
    ]);
  });

  test('is synced as a ServiceAccount of the destination (row G13)', () => {
    expect(project({ deployer: 'deployer' }).spec.destinationServiceAccounts).toEqual([
      { server: 'https://kubernetes.default.svc', namespace: 'tenant-a', defaultServiceAccount: 'deployer' },
    ]);
    expect(() => project({ deployer: 'a:b:c' })).toThrow(
      new Error('deployer must be a ServiceAccount such as "deployer" or "argocd:deployer", got "a:b:c"'),
    );
  });

  test.each(['*', 'a, role:admin', ''])('refuses the group %j', group => {
    expect(() => project({ memberGroups: [group] })).toThrow(
      new Error(`group must be a name without spaces, commas and wildcards, got ${JSON.stringify(group)}`),
    );
  });

  test('takes another description, place, server and name', () => {
    const rendered = project({
      description: 'Models',
      argoNamespace: ExternalNamespace.named('gitops'),
      server: 'https://192.168.32.128:6443',
      name: 'models',
    });
    expect(rendered.metadata).toEqual({ name: 'models', namespace: 'gitops' });
    expect(rendered.spec).toMatchObject({
      description: 'Models',
      destinations: [{ server: 'https://192.168.32.128:6443' }],
    });
  });

  test('names every destination and repository once: Argo CD refuses a project that names one twice', () => {
    const { spec } = project({
      destinations: [TENANT_B, TENANT_A, TENANT_B],
      sourceRepos: [REPO, 'oci://r.io/team/charts', REPO],
    });
    expect(spec.destinations.map(({ namespace }: any) => namespace)).toEqual(['tenant-b', 'tenant-a']);
    expect(spec.sourceRepos).toEqual([REPO, 'oci://r.io/team/charts']);
    expect(spec.description).toBe('Workloads of tenant-b, tenant-a');
  });

  test('can be allowed more namespaced kinds, which stand in the list in order, once', () => {
    const moreKinds = [
      ResourceKind.of('apps', 'DaemonSet'),
      ResourceKind.of('', 'Service'),
      ResourceKind.of('apps', 'DaemonSet'),
    ];
    const kinds = project({ moreKinds }).spec.namespaceResourceWhitelist;
    expect(kinds).toHaveLength(TENANT_WHITELIST.length + 1);
    expect(kinds.slice(4, 6)).toEqual([
      { group: 'apps', kind: 'DaemonSet' },
      { group: 'apps', kind: 'Deployment' },
    ]);
  });

  test('tells Applications what it allows', () => {
    const made = new ArgoAppProject(new Chart(new App(), 'test'), 'tenant-a-project', {
      ...PROPS,
      destinations: [TENANT_A, TENANT_B],
    });
    expect(made).toMatchObject({
      projectName: 'tenant-a-project',
      sourceRepos: [REPO],
      destinationNames: ['tenant-a', 'tenant-b'],
      server: 'https://kubernetes.default.svc',
      argoNamespace: { namespaceName: 'argocd' },
    });
  });

  test.each([
    'ssh://git@git.example.com:2222/team/deploy.git',
    'git@git.example.com:team/deploy.git',
    'oci://r.io/charts',
    'https://git.example.com/~me/x',
  ])('can be read from %s', repo => expect(project({ sourceRepos: [repo] }).spec.sourceRepos).toEqual([repo]));

  const SOURCE =
    'source repository must be one exact URL without a password such as "https://git.example.com/team/deploy.git", got';

  test.each([
    ...[
      '*',
      'https://git.example.com/*',
      'https://*/deploy.git',
      '!https://git.example.com/x',
      'https://git.example.com/{a,b}',
    ],
    ...[
      'http://git.example.com/x.git',
      'git://git.example.com/x.git',
      'file:///repo',
      'git.example.com/x',
      '',
      'https://',
      'https://git.example.com/x y',
    ],
    ...[
      'https://user:secret@git.example.com/x.git',
      'https://token@git.example.com/x.git',
      'ssh://git:secret@git.example.com/x.git',
    ],
  ])('cannot be read from %j', repo => {
    expect(() => project({ sourceRepos: [repo] })).toThrow(new Error(`${SOURCE} ${JSON.stringify(repo)}`));
  });

  test.each<[Partial<ArgoAppProjectProps>, string]>([
    [
      { name: 'Models' },
      'project name must be a DNS subdomain of at most 253 lower-case letters, digits, "-" and ".", such as "model.v1", got "Models"',
    ],
    [
      { name: 'default' },
      'project name must be a project of its own; "default" allows everything everywhere, got "default"',
    ],
    [{ sourceRepos: [] }, 'sourceRepos must be at least one repository, got []'],
    [{ destinations: [] }, 'destinations must be at least one namespace, got []'],
    [
      { moreKinds: [ResourceKind.of('rbac.authorization.k8s.io', 'ClusterRole')] },
      'kind of project tenant-a-project must be namespaced, got {"group":"rbac.authorization.k8s.io","kind":"ClusterRole"}',
    ],
    [{ server: '*' }, 'server must be the URL of one API server such as "https://kubernetes.default.svc", got "*"'],
    [
      { server: 'in-cluster' },
      'server must be the URL of one API server such as "https://kubernetes.default.svc", got "in-cluster"',
    ],
    [
      { server: 'https://*.example.com' },
      'server must be the URL of one API server such as "https://kubernetes.default.svc", got "https://*.example.com"',
    ],
  ])('refuses %j', (wrong, message) => {
    expect(() => project(wrong)).toThrow(new Error(message));
  });

  test.each(['argocd', 'kube-system'])('never delivers into %s (rows G04, G07)', name => {
    expect(() => project({ destinations: [TENANT_A, ExternalNamespace.named(name)] })).toThrow(
      new Error(
        `project tenant-a-project delivers into namespace "${name}", which is the platform's; ` +
          'deliver that with ArgoAppProject.platform()',
      ),
    );
  });

  test('never delivers to where Argo CD runs, wherever that is', () => {
    const gitops = ExternalNamespace.named('gitops');
    expect(() => project({ destinations: [gitops], argoNamespace: gitops })).toThrow(
      /into namespace "gitops", which is the platform's/,
    );
  });
});

describe("the platform's project", () => {
  const platform = (more: Partial<PlatformProjectProps> = {}) => {
    const app = new App();
    const root = new Chart(app, 'root');
    const made = ArgoAppProject.platform(root, 'platform', { sourceRepos: [REPO], charts: app, ...more });
    const application = new ArgoApplication(root, 'tenant-a', {
      project: made,
      destination: TENANT_A,
      path: 'dist/tenant-a',
    });
    const tenants = new Chart(app, 'tenants', { namespace: 'tenant-b' });
    new ConfigMap(tenants, 'settings');
    new ConfigMap(new Chart(app, 'agents', { namespace: 'agents' }), 'settings');
    // The namespace of its chart means nothing to an object that has none.
    const cluster = new Chart(app, 'cluster', { namespace: 'elsewhere' });
    new ApiObject(cluster, 'class', { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass' });
    new ConfigMap(new Chart(application, 'workloads', { namespace: 'tenant-a' }), 'settings');
    new ApiObject(application.node.findChild('workloads') as Chart, 'job', { apiVersion: 'batch/v1', kind: 'Job' });
    return { made, spec: root.toJson()[0].spec };
  };

  test('allows the kinds and the namespaces of what it delivers, and not those of other Applications', () => {
    expect(platform().spec).toEqual({
      description: 'The platform: namespaces, policies, gateways, projects and Applications',
      sourceRepos: [REPO],
      destinations: [
        { namespace: 'agents', server: 'https://kubernetes.default.svc' },
        { namespace: 'argocd', server: 'https://kubernetes.default.svc' },
        { namespace: 'tenant-b', server: 'https://kubernetes.default.svc' },
      ],
      namespaceResourceWhitelist: [
        { group: '', kind: 'ConfigMap' },
        { group: 'argoproj.io', kind: 'AppProject' },
        { group: 'argoproj.io', kind: 'Application' },
      ],
      clusterResourceWhitelist: [{ group: 'scheduling.k8s.io', kind: 'PriorityClass' }],
    });
  });

  test('tells Applications the namespaces that it derived', () => {
    expect(platform().made.destinationNames).toEqual(['agents', 'argocd', 'tenant-b']);
  });

  test('sees what is added after it, of a whole tenant', () => {
    const app = new App();
    const root = new Chart(app, 'root');
    ArgoAppProject.platform(root, 'platform', { sourceRepos: [REPO], charts: app });
    new TenantNamespace(new Chart(app, 'tenants'), 'tenant-a', {
      tenant: TENANT,
      pool: POOL,
      quota: { cpu: '1', memory: '1Gi' },
    });
    const [rendered] = root.toJson();
    expect(rendered.spec.clusterResourceWhitelist).toEqual([{ group: '', kind: 'Namespace' }]);
    expect(rendered.spec.namespaceResourceWhitelist).toContainEqual({ group: '', kind: 'ResourceQuota' });
    expect(rendered.spec.destinations.map(({ namespace }: any) => namespace)).toEqual(['argocd', 'tenant-a']);
    expect(verdictOf(rendered)).toEqual({ violations: [], unwrittenDefaults: [] });
  });

  test('takes another place, server and name, and may deliver to where Argo CD runs', () => {
    const { made, spec } = platform({
      argoNamespace: ExternalNamespace.named('gitops'),
      server: 'https://10.0.0.1',
      name: 'base',
    });
    expect(made).toMatchObject({ projectName: 'base', server: 'https://10.0.0.1' });
    expect(spec.destinations[1]).toEqual({ namespace: 'gitops', server: 'https://10.0.0.1' });
  });

  test('is no project "default" either, and reads no pattern', () => {
    expect(() => platform({ name: 'default' })).toThrow(/^project name must be a project of its own; /);
    expect(() => platform({ sourceRepos: ['*'] })).toThrow(/^source repository must be one exact URL /);
  });
});
