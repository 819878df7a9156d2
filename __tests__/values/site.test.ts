import { NodePool, Site, type SiteProps } from '../../lib';
import { SiteFacts } from '../../lib/manifests/site-facts';
import { SITE, SITE_PROPS } from './example-site';

const siteWith = (more: Partial<SiteProps>) => Site.of({ ...SITE_PROPS, ...more });
const nodeWith = (more: object) =>
  siteWith({ nodes: [{ name: 'n1', allocatable: { cpu: '1', memory: '1Gi', ...more } }] });

test('is read as Nodes, as kubectl gives them, and one document of facts', () => {
  expect(SITE.toObjects()).toEqual([
    {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: 'master', labels: { 'kubernetes.io/hostname': 'master', 'kubernetes.io/os': 'linux' } },
      status: { allocatable: { cpu: '3500m', memory: '3Gi', pods: '110' } },
    },
    {
      apiVersion: 'fortress.cdk8s.io/v1',
      kind: 'Site',
      spec: {
        versions: { kubernetes: '1.36.3', cilium: '1.20.2' },
        addresses: { '192.168.32.126': 'GitLab' },
        podCIDRs: ['10.42.0.0/16'],
        serviceCIDRs: ['10.43.0.0/16'],
        registries: ['registry.example.com:5050'],
        repoURL: 'https://git.example.com/platform/deploy.git',
        exampleImages: [],
      },
    },
  ]);
});

test('a node has the labels and the taint of its pool, and its own labels (rows A03 to A07)', () => {
  const [node] = siteWith({
    nodes: [
      {
        name: 'worker',
        pool: NodePool.dedicated('infra'),
        labels: { workload: 'security-tools' },
        allocatable: { cpu: '4', memory: '4Gi', ephemeralStorage: '80Gi', pods: 30 },
      },
    ],
  }).toObjects();
  expect(node.metadata.labels).toEqual({
    'kubernetes.io/hostname': 'worker',
    'kubernetes.io/os': 'linux',
    dedicated: 'infra',
    workload: 'security-tools',
  });
  expect(node.spec).toEqual({ taints: [{ key: 'dedicated', value: 'infra', effect: 'NoSchedule' }] });
  expect(node.status.allocatable).toEqual({ cpu: '4', memory: '4Gi', 'ephemeral-storage': '80Gi', pods: '30' });
});

test('what lives on the cluster and is rendered elsewhere comes last; example images are sorted', () => {
  const external = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'kube-system' } };
  const [, facts, last] = siteWith({
    externals: [external],
    exampleImages: ['b@x', 'a@x'],
    storageClasses: ['fast'],
  }).toObjects();
  expect(last).toEqual(external);
  expect(facts.spec.exampleImages).toEqual(['a@x', 'b@x']);
  expect(facts.spec.storageClasses).toEqual(['fast']);
});

test('hands out its facts, and none that can be changed afterwards', () => {
  expect(SITE.repoUrl).toBe(SITE_PROPS.repoUrl);
  SITE.versions.kubernetes = '1.0';
  expect(SITE.versions.kubernetes).toBe('1.36.3');
  const addresses: Record<string, string> = { '10.0.0.1': 'DNS' };
  const registries = ['r.io'];
  const site = siteWith({ addresses, registries });
  addresses['10.0.0.1'] = 'GitLab';
  registries.push('s.io');
  expect(site.toObjects()[1].spec).toMatchObject({ addresses: { '10.0.0.1': 'DNS' }, registries: ['r.io'] });
});

test.each([
  ['1.36', 'v1.36'],
  ['1.36.3', 'v1.36'],
  ['v1.35.1+k3s1', 'v1.35'],
])('Kubernetes %s enforces Pod Security %s', (kubernetes, version) => {
  expect(siteWith({ versions: { kubernetes } }).podSecurityVersion).toBe(version);
});

test.each<[Record<string, string>, string]>([
  [{}, 'nothing'],
  [{ kubernetes: 'latest' }, '"latest"'],
  [{ kubernetes: '1' }, '"1"'],
  [{ kubernetes: '2.0' }, '"2.0"'],
])('with the versions %j there is none', (versions, got) => {
  expect(() => siteWith({ versions }).podSecurityVersion).toThrow(
    new Error(`versions.kubernetes must be a Kubernetes version such as "1.36", got ${got}`),
  );
});

const NODE = SITE_PROPS.nodes[0];
const REGISTRY = 'registry must be a host with or without a port such as "registry.example.com:5050", got';

test.each<[string, () => Site, string]>([
  [
    'a node without a name',
    () => siteWith({ nodes: [{ ...NODE, name: 'Master' }] }),
    'node name must be a DNS subdomain of at most 253 lower-case letters, digits, "-" and ".", such as "model.v1", got "Master"',
  ],
  [
    'one name for two nodes',
    () => siteWith({ nodes: [NODE, NODE] }),
    'node name must be unique in its site, got "master"',
  ],
  [
    'memory that is no quantity',
    () => nodeWith({ memory: '8GB' }),
    'allocatable of n1 must be a Kubernetes quantity such as "500m", "2" or "1Gi", got "8GB"',
  ],
  [
    'disk that is no quantity',
    () => nodeWith({ ephemeralStorage: 'much' }),
    'allocatable of n1 must be a Kubernetes quantity such as "500m", "2" or "1Gi", got "much"',
  ],
  [
    'a label that Kubernetes refuses',
    () => siteWith({ nodes: [{ ...NODE, labels: { 'a b': '' } }] }),
    'label of master key must be a label key such as "app" or "example.com/app", got "a b"',
  ],
  [
    'a block without a mask',
    () => siteWith({ podCidrs: ['10.42.0.0'] }),
    'site CIDR must be an IP block with a mask such as "192.168.32.0/24", got "10.42.0.0"',
  ],
  [
    'an address for a pod and a Service at once',
    () => siteWith({ serviceCidrs: ['10.0.0.0/8'] }),
    'site CIDR must be apart from "10.42.0.0/16", got "10.0.0.0/8"',
  ],
  [
    'a host name in place of an address',
    () => siteWith({ addresses: { 'git.example.com': 'GitLab' } }),
    'site address must be an IP address or block such as "192.168.32.126", got "git.example.com"',
  ],
  [
    'two roles of one address, written in two ways (row A14)',
    () => siteWith({ addresses: { '192.168.32.126': 'GitLab', '192.168.32.126/32': 'VMware host' } }),
    'site address must be another one than "192.168.32.126", got "192.168.32.126/32"',
  ],
  ['a URL in place of a registry', () => siteWith({ registries: ['https://r.io'] }), `${REGISTRY} "https://r.io"`],
  ['a repository in place of a registry', () => siteWith({ registries: ['r.io/team'] }), `${REGISTRY} "r.io/team"`],
  ['an old name of Docker Hub', () => siteWith({ registries: ['index.docker.io'] }), `${REGISTRY} "index.docker.io"`],
])('refuses %s', (_, site, message) => {
  expect(site).toThrow(new Error(message));
});

test('what people have to see to is a fact like the others (row A20)', () => {
  const preconditions = ['a snapshot of every machine is taken'];
  const facts = SiteFacts.fromObjects(Site.of({ ...SITE_PROPS, preconditions }).toObjects());
  expect(facts.preconditions).toEqual(preconditions);
  expect(SiteFacts.fromObjects(Site.of(SITE_PROPS).toObjects()).preconditions).toEqual([]);
});
