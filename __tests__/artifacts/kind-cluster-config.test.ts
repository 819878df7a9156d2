import { load } from 'js-yaml';
import { DEV } from '../../charts/environments';
import { KindClusterConfig, type KindClusterConfigProps, NodePool, Site } from '../../lib';

const POOL = NodePool.dedicated('tenants');
const site = (...names: string[]) =>
  Site.of({
    nodes: names.map((name, index) => ({
      name,
      allocatable: { cpu: '8', memory: '16Gi' },
      ...(index > 0 ? { pool: POOL, labels: { zone: 'a' } } : {}),
    })),
    versions: { kubernetes: '1.36' },
    addresses: {},
    podCidrs: [],
    serviceCidrs: [],
    registries: [],
    repoUrl: 'https://git.example.com/platform.git',
  });
const PROPS: KindClusterConfigProps = {
  name: 'ml',
  site: site('ml-control-plane', 'ml-worker', 'ml-worker2'),
  podCidr: '10.42.0.0/16',
  serviceCidr: '10.43.0.0/16',
};
const rendered = (more: Partial<KindClusterConfigProps> = {}): any =>
  load(new KindClusterConfig({ ...PROPS, ...more }).render([]));

test('leaves the network to Cilium, and holds pods to their pools (rows I13, K12)', () => {
  const { networking, kubeadmConfigPatches, ...rest } = rendered();
  expect(rest).toMatchObject({ apiVersion: 'kind.x-k8s.io/v1alpha4', kind: 'Cluster', name: 'ml' });
  expect(networking).toEqual({
    disableDefaultCNI: true,
    kubeProxyMode: 'none',
    podSubnet: '10.42.0.0/16',
    serviceSubnet: '10.43.0.0/16',
  });
  expect(kubeadmConfigPatches.map((patch: string) => load(patch))).toEqual([
    {
      kind: 'ClusterConfiguration',
      apiServer: {
        extraArgs: { 'enable-admission-plugins': 'NodeRestriction,PodNodeSelector,PodTolerationRestriction' },
      },
    },
  ]);
});

test('has the nodes of the site, with their labels and taints', () => {
  const [first, second, third] = rendered().nodes;
  expect(first).toEqual({ role: 'control-plane' });
  expect(second).toEqual({
    role: 'worker',
    labels: { dedicated: 'tenants', zone: 'a' },
    kubeadmConfigPatches: [expect.any(String)],
  });
  expect(load(second.kubeadmConfigPatches[0])).toEqual({
    kind: 'JoinConfiguration',
    nodeRegistration: { taints: [{ key: 'dedicated', value: 'tenants', effect: 'NoSchedule' }] },
  });
  expect(third).toEqual(second);
});

test('the cluster of development has every pool', () => {
  const labels = rendered({ name: 'ml-platform', site: DEV.site }).nodes.flatMap((node: any) =>
    Object.keys(node.labels ?? {}),
  );
  expect(labels).toEqual(expect.arrayContaining(['tier', 'workload', 'dedicated']));
});

test('a node that kind would call otherwise is refused', () => {
  expect(() => rendered({ site: site('ml-control-plane', 'worker-1') })).toThrow(
    new Error('node 1 of a kind cluster must be called "ml-worker", got "worker-1"'),
  );
});

test.each(['podCidr', 'serviceCidr'] as const)('%s has to be a block', name => {
  expect(() => rendered({ [name]: 'everywhere' })).toThrow(new RegExp(`^${name} must be .*, got "everywhere"$`));
});
