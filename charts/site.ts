import {
  type CiliumValues,
  GpuModel,
  Gpus,
  Hostname,
  ImageSigner,
  NodePool,
  SecretStore,
  Site,
  type SiteNodeProps,
  Taint,
} from '../lib';
import { EXAMPLE_TOOLS } from './build';
import { EXTERNALS } from './externals';
import { EXAMPLE_IMAGES } from './images';
import { METRICS } from './metrics';

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

/** Models that answer on a part of a GPU, each with memory and compute of its own (seed rows A17, A18). */
export const GPU_POOL = NodePool.gpu('gpu', Gpus.partitioned(GpuModel.A100_40GB, 1, { '1g.5gb': 7 }));

/** Training on data that nobody else may come near: no other workload shares these nodes (seed rows A16, L06). */
export const GPU_TRAINING_POOL = NodePool.dedicatedGpu('gpu-training', Gpus.whole(GpuModel.A100_80GB, 4));

const LINUX = { 'kubernetes.io/os': 'linux' };

/** Every node of a site, whatever its pool: for agents of the node. */
export const everyNode = (site: Site) => NodePool.spanning('every-node', LINUX, site.pools);

/** The nodes with GPUs, and those without a taint: for what makes GPUs work. */
export const gpuNodes = (site: Site) => {
  return NodePool.spanning(
    'gpu-nodes',
    LINUX,
    site.pools.filter(({ gpus }) => gpus !== undefined),
  );
};

/** Who looks once a year whether what is privileged still has to be. */
export const YEARLY_REVIEW = { owner: 'platform@build.server', expires: '2027-11-30' };

/** The server beside the cluster: Git, registry and the agent's other end. */
export const GITLAB = {
  hostname: Hostname.of('gitlab.build.server'),
  address: '192.168.32.126',
  registry: 'gitlab.build.server:5050',
  /** The project with the models and what deploys them (seed row H04). */
  project: 'ml-security/production-models',
  repository: 'https://gitlab.build.server/ml-security/production-models.git',
};

/**
 * Who knows what the platform costs. Nothing here reaches a cloud, so a server beside the cluster asks the clouds' cost APIs,
 * and takes the tokens of this cluster that are meant for it (seed rows I10, J16).
 */
export const COSTS = { hostname: Hostname.of('costs.build.server'), audience: 'costs.build.server' };

/** The agent, as it is registered in GitLab, which gave it the number; its lock is named after it. */
export const GITLAB_AGENT = { name: 'mlsecops-agent', id: 1 };

/** Where charts are mirrored to: Argo CD reads Git and charts from the server beside the cluster, and from nowhere else. */
export const CHART_MIRROR = 'https://gitlab.build.server/api/v4/projects/7/packages/helm/stable';

/** Where backups go: a store that is lost with the cluster would be none (seed rows K10, M06). */
export const BACKUPS = { hostname: Hostname.of('backup.build.server'), bucket: 'ml-platform' };

/** Knows every caller: it gives out the tokens of programs, and people log in with it (seed rows F12, G12). */
export const IDENTITY_PROVIDER = 'https://gitlab.build.server';

/**
 * Every secret that is rendered comes from here; the store itself is set up with the cluster. Not from Vault in the cluster:
 * the sync that delivers Vault waits for its secrets, and so for whoever initialises Vault (seed row H21).
 */
export const VAULT = SecretStore.clusterWide('vault');

/** The server of the store, outside the cluster: what starts with the cluster cannot keep the secrets that start it. */
export const STORE = { hostname: Hostname.of('vault.build.server'), port: 8200 };

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

/** With this Secret Kyverno reads signatures from the registry; its namespace has it, as every other. */
export const SIGNATURE_PULL_SECRET = 'registry-credentials';

/** Blocks and addresses inside every cluster. */
export const CLUSTER_NETWORK = { podCidr: '10.42.0.0/16', serviceCidr: '10.43.0.0/16', clusterDns: '10.43.0.10' };

/** They hold every pod of a namespace to its pool (seed rows A11, A12). */
export const ADMISSION_PLUGINS = ['PodNodeSelector', 'PodTolerationRestriction'];

/** Versions of what every cluster runs. */
export const VERSIONS = {
  kubernetes: '1.36',
  cilium: '1.20.2',
  gatewayAPI: '1.6.1',
  argocd: '3.5',
  kyverno: '1.19.1',
  velero: '1.18',
};

/** What one cluster has of its own. */
export interface Cluster {
  readonly nodes: SiteNodeProps[];
  /** Addresses beside those that every cluster knows, each with its one role. */
  readonly addresses: { readonly [address: string]: string };
  /** What claims name; every cluster of ours has one class. */
  readonly storageClass: string;
  /** How Cilium is installed there. */
  readonly cilium: CiliumValues;
}

/** What is below the cluster, and shows in no object (seed rows A20, H22, M06). */
const PRECONDITIONS = [
  'a snapshot of every machine is taken before a change of its system',
  'CPU of the master is reserved, and memory of every worker limited, by the hypervisor',
  'machines are on a private segment of the network',
  'the image of the operating system has the checksum that its publisher names',
  'the registry is backed up apart from the machines',
];

/** A cluster of this site: its own nodes and addresses, and what is the same everywhere. */
export function siteOf({ nodes, addresses, cilium, storageClass }: Cluster): Site {
  return Site.of({
    nodes,
    versions: VERSIONS,
    addresses: { ...addresses, [GITLAB.address]: 'GitLab', [CLUSTER_NETWORK.clusterDns]: 'cluster DNS' },
    podCidrs: [CLUSTER_NETWORK.podCidr],
    serviceCidrs: [CLUSTER_NETWORK.serviceCidr],
    registries: [GITLAB.registry],
    repoUrl: GITLAB.repository,
    externals: [...EXTERNALS, cilium.toConfigMap()],
    exampleImages: [...EXAMPLE_IMAGES, ...EXAMPLE_TOOLS],
    admissionPlugins: ADMISSION_PLUGINS,
    storageClasses: [storageClass],
    airGapped: true,
    metrics: METRICS,
    preconditions: PRECONDITIONS,
  });
}
