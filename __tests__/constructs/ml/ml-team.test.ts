import { Chart } from 'cdk8s';
import { MlTeam, type MlTeamProps, NodePool, PodSecurity, SecretStore } from '../../../lib';
import { newChart, objectsOf, rendered } from '../workload/example-workload';
import { GPU_POOL, TEAM } from './example-team';

const PROPS: MlTeamProps = {
  tenant: TEAM,
  training: { pool: GPU_POOL, quota: { cpu: '16', memory: '64Gi', gpus: 4 }, proprietaryData: true },
  inference: { pool: NodePool.dedicated('ml'), quota: { cpu: '4', memory: '8Gi' } },
  data: { pool: NodePool.dedicated('ml'), quota: { cpu: '2', memory: '4Gi' }, holdsData: true },
};
const team = (props: Partial<MlTeamProps> = {}) => new MlTeam(newChart(), 'vision', { ...PROPS, ...props });
const CLASSES = ['training', 'inference', 'data'] as const;

test.each(CLASSES)('%s has a namespace with quota, limits, policies and one ServiceAccount (rows B16, L01)', name => {
  const own = `vision-${name}`;
  const objects = objectsOf(team()).filter(({ kind, metadata }) => {
    return metadata.namespace === own || (kind === 'Namespace' && metadata.name === own);
  });
  expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
    `Namespace ${own}`,
    'ResourceQuota quota',
    'LimitRange limits',
    'NetworkPolicy default-deny',
    'CiliumNetworkPolicy default-deny',
    'CiliumNetworkPolicy allow-dns',
    `ServiceAccount ${own}`,
  ]);
  expect(objects[0].metadata.labels).toMatchObject({
    'fortress.cdk8s.io/workload-class': name,
    'pod-security.kubernetes.io/enforce': 'restricted',
    tenant: 'vision',
    team: 'vision',
    owner: 'vision_at_example.com',
    'cost-center': 'cc-4711',
  });
});

test('each namespace is what workloads are given', () => {
  const built = team();
  for (const name of CLASSES) {
    expect(built[name].namespaceName).toBe(`vision-${name}`);
    expect(built[name].serviceAccountNames).toEqual([`vision-${name}`]);
  }
  expect(built.training.pool).toBe(GPU_POOL);
});

test('GPUs count in the quota; proprietary data and claims are said of the namespace (rows A16, C12)', () => {
  const built = team();
  const quotas = objectsOf(built).filter(({ kind }) => kind === 'ResourceQuota');
  expect(quotas[0].spec.hard['requests.nvidia.com/gpu']).toBe('4');
  const training = rendered(built, 'Namespace', 'vision-training').metadata;
  expect(training.labels['fortress.cdk8s.io/data']).toBe('proprietary');
  const data = rendered(built, 'Namespace', 'vision-data').metadata;
  expect(data.labels['fortress.cdk8s.io/data']).toBeUndefined();
  expect(data.annotations['argocd.argoproj.io/sync-options']).toBe('Prune=false,Delete=false');
});

test('people of the team may look, where it has a group; the ServiceAccounts get nothing', () => {
  const binding = objectsOf(team({ tenant: { ...TEAM, group: 'team-vision' } })).find(
    ({ kind }) => kind === 'RoleBinding',
  );
  expect(binding?.subjects).toEqual([{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'team-vision' }]);
});

test('level and registry are those of all three', () => {
  const built = team({
    podSecurity: PodSecurity.restricted('v1.35'),
    imagePullStore: SecretStore.clusterWide('vault'),
  });
  for (const name of CLASSES) {
    expect(built[name].podSecurity.version).toBe('v1.35');
    expect(built[name].imagePullSecretName).toBeDefined();
  }
  expect(Chart.of(built).node.findAll().length).toBeGreaterThan(0);
});

test('GPUs are paid for by somebody (row L05)', () => {
  const { costCenter: _, ...tenant } = TEAM;
  expect(() => team({ tenant })).toThrow(
    new Error('costCenter of team "vision" must be who pays for its GPUs, got nothing'),
  );
});
