import { ApiObject, App, Chart } from 'cdk8s';
import { Probe } from 'cdk8s-plus-30';
import {
  ClusterDns,
  HardenedDeployment,
  Image,
  type ITenantNamespace,
  NodePool,
  PodSecurity,
  Port,
  Resources,
  SecretStore,
  Taint,
  TenantNamespace,
  type TenantNamespaceProps,
} from '../../../lib';
import { POOL, TENANT } from '../example-tenant';

const QUOTA = { cpu: '4', memory: '8Gi' };

function build(props: Partial<TenantNamespaceProps> = {}) {
  const chart = new Chart(new App(), 'test');
  const namespace = new TenantNamespace(chart, 'tenant-a', { tenant: TENANT, pool: POOL, quota: QUOTA, ...props });
  const objects: Record<string, any>[] = chart.toJson();
  const named = (kind: string, name: string) =>
    objects.find(object => object.kind === kind && object.metadata.name === name);
  return { chart, namespace, objects, named };
}

/** The annotation, without the prefix that all three share. */
function annotation(object: Record<string, any> | undefined, name: string): string {
  return object?.metadata.annotations[`scheduler.alpha.kubernetes.io/${name}`];
}

/** Seed rows K03 and D29: no prop leaves out the quota, the limits, the default deny or the DNS rule. */
describe('by default', () => {
  const { objects, named, namespace } = build();

  test('renders these objects and no other, all but the first in the namespace', () => {
    expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      'Namespace tenant-a',
      'ResourceQuota quota',
      'LimitRange limits',
      'NetworkPolicy default-deny',
      'CiliumNetworkPolicy default-deny',
      'CiliumNetworkPolicy allow-dns',
    ]);
    expect(objects.slice(1).every(({ metadata }) => metadata.namespace === 'tenant-a')).toBe(true);
    expect(objects[0].apiVersion).toBe('v1');
    expect(objects[0].metadata).not.toHaveProperty('namespace');
  });

  test('enforces, audits and warns of the restricted level, at a pinned version', () => {
    expect(objects[0].metadata.labels).toEqual({
      tenant: 'tenant-a',
      team: 'vision',
      owner: 'vision_at_example.com',
      'pod-security.kubernetes.io/enforce': 'restricted',
      'pod-security.kubernetes.io/enforce-version': PodSecurity.DEFAULT_VERSION,
      'pod-security.kubernetes.io/audit': 'restricted',
      'pod-security.kubernetes.io/audit-version': PodSecurity.DEFAULT_VERSION,
      'pod-security.kubernetes.io/warn': 'restricted',
      'pod-security.kubernetes.io/warn-version': PodSecurity.DEFAULT_VERSION,
    });
  });

  test('holds every pod to the pool', () => {
    expect(annotation(objects[0], 'node-selector')).toBe('dedicated=tenants');
    expect(JSON.parse(annotation(objects[0], 'tolerationsWhitelist'))).toHaveLength(4);
  });

  test('uses the quota of its props, and the default limits', () => {
    expect(named('ResourceQuota', 'quota')?.spec.hard).toMatchObject({ 'requests.cpu': '4', 'limits.memory': '8Gi' });
    expect(named('LimitRange', 'limits')?.spec.limits[0].default).toEqual({ cpu: '500m', memory: '512Mi' });
  });

  test('every part is a property', () => {
    expect(ApiObject.of(namespace)).toBe(namespace.apiObject);
    const parts = [
      namespace.apiObject,
      namespace.quota.apiObject,
      namespace.limits.apiObject,
      namespace.defaultDeny.networkPolicy,
      namespace.defaultDeny.ciliumPolicy,
      namespace.dnsAccess.apiObject,
    ];
    expect(parts.map(part => part.toJson())).toEqual(objects);
    expect(namespace.access.role).toBeUndefined();
    expect(namespace.imagePullSecret).toBeUndefined();
  });

  test('gives workloads what they inherit', () => {
    expect(namespace).toMatchObject({ namespaceName: 'tenant-a', pool: POOL, podSecurity: { level: 'restricted' } });
    expect(namespace.tenant.labels).toMatchObject({ team: 'vision' });
    expect(namespace.quotaHard).toEqual(objects[1].spec.hard);
    expect(namespace.serviceAccountNames).toEqual([]);
    expect(namespace.imagePullSecretName).toBeUndefined();
  });
});

describe('props', () => {
  test('name', () => {
    const { objects, namespace } = build({ name: 'vision-prod' });
    expect(objects[0].metadata.name).toBe('vision-prod');
    expect(namespace.namespaceName).toBe('vision-prod');
    expect(objects.slice(1).every(({ metadata }) => metadata.namespace === 'vision-prod')).toBe(true);
  });

  test('pool', () => {
    const pool = NodePool.of({
      name: 'ml',
      nodeSelector: { tier: 'secure' },
      taint: Taint.noSchedule('dedicated', 'ml'),
    });
    const [{ metadata }] = build({ pool }).objects;
    expect(annotation({ metadata }, 'node-selector')).toBe('tier=secure');
    expect(annotation({ metadata }, 'defaultTolerations')).toContain('"value":"ml"');
  });

  test('podSecurity sets all three modes', () => {
    const [{ metadata }] = build({ podSecurity: PodSecurity.baseline('v1.34') }).objects;
    const levels = Object.entries(metadata.labels).filter(([key]) => key.startsWith('pod-security.kubernetes.io/'));
    expect(levels.map(([, value]) => value)).toEqual(['baseline', 'v1.34', 'baseline', 'v1.34', 'baseline', 'v1.34']);
  });

  test('quota and limits', () => {
    const { named } = build({
      quota: { ...QUOTA, pods: 3, name: 'ml-quota' },
      limits: { max: { cpu: '2' }, name: 'ml-limits' },
    });
    expect(named('ResourceQuota', 'ml-quota')?.spec.hard.pods).toBe('3');
    expect(named('LimitRange', 'ml-limits')?.spec.limits[0].max).toEqual({ cpu: '2' });
  });

  test('access', () => {
    const { namespace, named } = build({
      tenant: { ...TENANT, group: 'vision' },
      access: { serviceAccountNames: ['api'], name: 'readers' },
    });
    expect(namespace.serviceAccountNames).toEqual(['api']);
    expect(named('ServiceAccount', 'api')).toBeDefined();
    expect(named('Role', 'readers')).toBeDefined();
    expect(named('RoleBinding', 'readers')?.subjects).toHaveLength(2);
  });

  test('imagePullStore', () => {
    const { namespace, named } = build({ imagePullStore: SecretStore.clusterWide('vault') });
    expect(namespace.imagePullSecretName).toBe('registry-credentials');
    expect(namespace.imagePullSecret?.secretName).toBe('registry-credentials');
    expect(named('ExternalSecret', 'registry-credentials')?.spec.data[0].remoteRef.key).toBe('registry/tenant-a');
  });

  test('dns', () => {
    const { named } = build({ dns: ClusterDns.of({ domain: 'k8s.example' }) });
    expect(named('CiliumNetworkPolicy', 'allow-dns')?.spec.egress[0].toPorts[0].rules.dns).toEqual([
      { matchPattern: '**.tenant-a.svc.k8s.example' },
    ]);
  });

  test('labels add to those of tenant and level, and replace none of them', () => {
    const labels = { tier: 'ml-secure', team: 'other', 'pod-security.kubernetes.io/enforce': 'privileged' };
    expect(build({ labels }).objects[0].metadata.labels).toMatchObject({
      tier: 'ml-secure',
      team: 'vision',
      'pod-security.kubernetes.io/enforce': 'restricted',
    });
    expect(() => build({ labels: { 'a b': 'x' } })).toThrow(/^label key must be .* got "a b"$/);
  });

  test('daemonSets widens the whitelist, and is the default of a privileged namespace only', () => {
    const whitelist = (props: Partial<TenantNamespaceProps>) =>
      annotation(build(props).objects[0], 'tolerationsWhitelist').includes('unschedulable');
    expect(whitelist({})).toBe(false);
    expect(whitelist({ podSecurity: PodSecurity.baseline() })).toBe(false);
    expect(whitelist({ podSecurity: PodSecurity.privileged() })).toBe(true);
    expect(whitelist({ podSecurity: PodSecurity.privileged(), daemonSets: false })).toBe(false);
    expect(whitelist({ daemonSets: true })).toBe(true);
  });
});

test('paths in the tree are contract: patches and waivers refer to them', () => {
  const { chart } = build({
    tenant: { ...TENANT, group: 'vision' },
    access: { serviceAccountNames: ['api'] },
    imagePullStore: SecretStore.clusterWide('vault'),
  });
  const paths = chart.node.findAll().filter(ApiObject.isApiObject);
  expect(paths.map(({ node }) => node.path.replace('test/tenant-a/', ''))).toEqual([
    'Resource',
    'Quota/Resource',
    'Limits/Resource',
    'DefaultDeny/NetworkPolicy',
    'DefaultDeny/CiliumPolicy',
    'DnsAccess/Resource',
    'Access/ServiceAccount-api',
    'Access/Role',
    'Access/RoleBinding',
    'ImagePullSecret/Resource/Resource',
  ]);
});

describe('a namespace that is rendered elsewhere', () => {
  test('has the defaults of one that is rendered here', () => {
    expect(TenantNamespace.fromAttributes({ name: 'tenant-a', tenant: TENANT, pool: POOL })).toEqual({
      namespaceName: 'tenant-a',
      tenant: build().namespace.tenant,
      pool: POOL,
      podSecurity: PodSecurity.restricted(),
      quotaHard: {},
      serviceAccountNames: [],
      imagePullSecretName: undefined,
      admitsDaemonSets: true,
    });
  });

  test('has what its attributes say, as a copy', () => {
    const quotaHard = { 'requests.cpu': '4' };
    const serviceAccountNames = ['api'];
    const attributes = { name: 'tenant-a', tenant: TENANT, pool: POOL, quotaHard, serviceAccountNames };
    const namespace = TenantNamespace.fromAttributes({
      ...attributes,
      podSecurity: PodSecurity.baseline(),
      imagePullSecretName: 'harbor',
    });
    serviceAccountNames.push('other');
    quotaHard['requests.cpu'] = '8';
    expect(namespace).toMatchObject({
      quotaHard: { 'requests.cpu': '4' },
      serviceAccountNames: ['api'],
      podSecurity: { level: 'baseline' },
      imagePullSecretName: 'harbor',
    });
  });

  test('gives a workload the same pod as one that is rendered here', () => {
    const props = { imagePullStore: SecretStore.clusterWide('vault'), access: { serviceAccountNames: ['api'] } };
    const here = build(props).namespace;
    const elsewhere = TenantNamespace.fromAttributes({
      name: here.namespaceName,
      tenant: TENANT,
      pool: POOL,
      quotaHard: here.quotaHard,
      serviceAccountNames: here.serviceAccountNames,
      imagePullSecretName: here.imagePullSecretName,
    });
    const render = (namespace: ITenantNamespace) => {
      const chart = new Chart(new App(), 'workload');
      new HardenedDeployment(chart, 'api', {
        namespace,
        image: Image.of(`registry.example.com/api@sha256:${'0'.repeat(64)}`),
        port: Port.tcp(8000),
        resources: Resources.guaranteed({ cpu: '500m', memory: '1Gi' }),
        liveness: Probe.fromHttpGet('/livez'),
        readiness: Probe.fromHttpGet('/readyz'),
      });
      return chart.toJson();
    };
    const [deployment] = render(elsewhere).filter(({ kind }) => kind === 'Deployment');
    expect(render(elsewhere)).toEqual(render(here));
    expect(deployment.spec.template.spec).toMatchObject({
      nodeSelector: { dedicated: 'tenants' },
      serviceAccountName: 'api',
      imagePullSecrets: [{ name: 'registry-credentials' }],
    });
  });
});

test.each(['default', 'kube-system', 'kube-public'])('%s is no tenant', name => {
  const error = new Error(
    `namespace of a tenant must be its own, neither "default" nor one of "kube-*", got ${JSON.stringify(name)}`,
  );
  expect(() => build({ name })).toThrow(error);
  expect(() => TenantNamespace.fromAttributes({ name, tenant: TENANT, pool: POOL })).toThrow(error);
});

test('a name, a tenant and a quota that Kubernetes refuses are refused', () => {
  const label = 'must be a DNS label of at most 63 lower-case letters, digits and "-", such as "tenant-a"';
  expect(() => build({ name: 'tenant.a' })).toThrow(new Error(`namespace ${label}, got "tenant.a"`));
  expect(() => TenantNamespace.fromAttributes({ name: 'A', tenant: TENANT, pool: POOL })).toThrow(/^namespace must be/);
  expect(() => build({ tenant: { ...TENANT, name: 'Tenant' } })).toThrow(
    new Error(`tenant name ${label}, got "Tenant"`),
  );
  expect(() =>
    TenantNamespace.fromAttributes({ name: 'tenant-a', tenant: TENANT, pool: POOL, quotaHard: { pods: 'ten' } }),
  ).toThrow(new Error('quota pods must be a Kubernetes quantity such as "500m", "2" or "1Gi", got "ten"'));
});

test('a namespace that holds data is never deleted by a sync', () => {
  const options = (props: Partial<TenantNamespaceProps>) =>
    build(props).objects[0].metadata.annotations['argocd.argoproj.io/sync-options'];
  expect(options({ holdsData: true })).toBe('Prune=false,Delete=false');
  expect(options({})).toBeUndefined();
});

test('a namespace that serves tenants says so', () => {
  const serves = (props: Partial<TenantNamespaceProps>) =>
    build(props).objects[0].metadata.annotations['fortress.cdk8s.io/serves'];
  expect(serves({ servesTenants: true })).toBe('tenants');
  expect(serves({})).toBeUndefined();
});
