import { Environment, Hostname, ImageSigner, K3sServerConfig, NodePool, SecretStore, Site, Taint } from '../lib';
import { EXTERNALS } from './externals';
import { EXAMPLE_IMAGES } from './images';

/** Production models (seed rows A03, A06). */
export const ML_POOL = NodePool.of({
  name: 'ml',
  nodeSelector: { tier: 'ml-secure' },
  taint: Taint.noSchedule('dedicated', 'ml-production'),
});

/** Monitoring, security tools, Argo CD and the GitLab agent (seed rows A04, A07). */
export const INFRA_POOL = NodePool.dedicated('infra');

/** Build jobs. The seed gave the nodes a label and no taint, so that anything could land there (seed row A05). */
export const BUILD_POOL = NodePool.of({
  name: 'build',
  nodeSelector: { workload: 'build-jobs' },
  taint: Taint.noSchedule('dedicated', 'build'),
});

/** Tenants, and the object store that they share. */
export const TENANT_POOL = NodePool.dedicated('tenants');

/** The server beside the cluster: Git, registry and the agent's other end. */
export const GITLAB = {
  hostname: Hostname.of('gitlab.build.server'),
  address: '192.168.32.126',
  registry: 'gitlab.build.server:5050',
  repository: 'https://gitlab.build.server/ml-security/production-models.git',
};

/** The network that people and the gateway are in. */
export const LAN = {
  cidr: '192.168.32.0/24',
  interface: '^ens33',
  pool: '192.168.32.200/31',
  gateway: '192.168.32.201',
};

/** Every secret comes from here; the store itself is set up with the cluster. */
export const VAULT = SecretStore.clusterWide('vault');

/**
 * Whoever holds the private half signs every image, after it was scanned (seed rows H20, I06). This one is an example: put
 * here what `cosign generate-key-pair` makes, or a key of the secret store with `ImageSigner.kmsKey`.
 */
export const SIGNER = ImageSigner.publicKey(`
-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEy4I5DygTjbkK+3HlYvXbzlOrE7/H
Uc4HTqoVUiEfVVu3ihLOmXd3dGJg0KVkZpTMC97P6hUpOiWwEFxH2lrP7w==
-----END PUBLIC KEY-----
`);

/** With this Secret Kyverno reads signatures from the registry; it is in Kyverno's namespace. */
export const SIGNATURE_PULL_SECRET = 'registry-pull';

const POD_CIDR = '10.42.0.0/16';
const SERVICE_CIDR = '10.43.0.0/16';
/** They hold every pod of a namespace to its pool (seed rows A11, A12). */
const ADMISSION_PLUGINS = ['PodNodeSelector', 'PodTolerationRestriction'];
const CLUSTER_DNS = '10.43.0.10';

/** The cluster. Node sizes hold every worst moment: all replicas, one more of each for a rollout, every quota in full. */
export const SITE = Site.of({
  nodes: [
    { name: 'master', allocatable: { cpu: '3500m', memory: '3Gi', ephemeralStorage: '40Gi' } },
    {
      name: 'worker-node-ml',
      pool: ML_POOL,
      labels: { workload: 'ml-production' },
      allocatable: { cpu: '7500m', memory: '15Gi', ephemeralStorage: '80Gi' },
    },
    {
      name: 'worker-node-opssec',
      pool: INFRA_POOL,
      labels: { workload: 'security-tools' },
      allocatable: { cpu: '15500m', memory: '31Gi', ephemeralStorage: '80Gi' },
    },
    {
      name: 'worker-node-build',
      pool: BUILD_POOL,
      allocatable: { cpu: '7500m', memory: '15Gi', ephemeralStorage: '80Gi' },
    },
    ...['1', '2'].map(number => ({
      name: `worker-node-tenants-${number}`,
      pool: TENANT_POOL,
      allocatable: { cpu: '15500m', memory: '31Gi', ephemeralStorage: '80Gi' },
    })),
  ],
  versions: { kubernetes: '1.36', cilium: '1.20.2', gatewayAPI: '1.7.0', argocd: '3.5', kyverno: '1.19.1' },
  addresses: {
    '192.168.32.128': 'Kubernetes API server (master)',
    [GITLAB.address]: 'GitLab',
    [LAN.gateway]: 'gateway prod-gateway',
    [CLUSTER_DNS]: 'cluster DNS',
  },
  podCidrs: [POD_CIDR],
  serviceCidrs: [SERVICE_CIDR],
  registries: [GITLAB.registry],
  repoUrl: GITLAB.repository,
  externals: EXTERNALS,
  exampleImages: EXAMPLE_IMAGES,
  admissionPlugins: ADMISSION_PLUGINS,
  airGapped: true,
});

export const PROD = Environment.of('prod', SITE);

export const ARTIFACTS = [
  new K3sServerConfig({
    podCidr: POD_CIDR,
    serviceCidr: SERVICE_CIDR,
    clusterDns: CLUSTER_DNS,
    admissionPlugins: ADMISSION_PLUGINS,
  }),
];
