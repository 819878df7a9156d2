import { Environment, ScanPolicy, type SiteNodeProps } from '../lib';
import { ciliumOf } from './cilium';
import { BUILD_POOL, GPU_POOL, GPU_TRAINING_POOL, INFRA_POOL, ML_POOL, siteOf, TENANT_POOL } from './site';

/** The network that people and the gateway are in. */
export interface Lan {
  readonly cidr: string;
  /** Interface of the nodes on which addresses are announced. */
  readonly interface: string;
  /** Addresses that the cluster may take. */
  readonly pool: string;
  /** The one of them that the gateway has. */
  readonly gateway: string;
  /** Where the nodes find the Kubernetes API server. */
  readonly apiServer: string;
  /** Bytes of the largest packet, where the network is virtual and wraps each once more (seed row A14). */
  readonly mtu?: number;
}

/** Where an environment is, and how its names differ from those of production. */
export interface Place {
  readonly lan: Lan;
  /** What host names end with: two clusters on one network cannot share a name. */
  readonly domain: string;
  /** Whether it is a kind cluster: its nodes are containers on one machine. */
  readonly isKind?: boolean;
  /** Namespace of the models (seed row B05). */
  readonly models: string;
  /** How many of a hundred requests a version of a model gets that is tried: half, where nobody but testers asks (seed row D33). */
  readonly canaryPercent: number;
}

const PLACES: Readonly<Record<string, Place>> = {
  dev: {
    lan: {
      cidr: '172.18.0.0/16',
      interface: '^eth0',
      pool: '172.18.255.200/31',
      gateway: '172.18.255.201',
      apiServer: 'ml-platform-control-plane',
    },
    isKind: true,
    domain: 'dev.local',
    models: 'ml-development',
    canaryPercent: 50,
  },
  test: {
    lan: {
      cidr: '192.168.32.0/24',
      interface: '^ens33',
      pool: '192.168.32.202/31',
      gateway: '192.168.32.203',
      apiServer: '192.168.32.129',
      mtu: 1450,
    },
    domain: 'test.local',
    models: 'ml-staging',
    canaryPercent: 50,
  },
  prod: {
    lan: {
      cidr: '192.168.32.0/24',
      interface: '^ens33',
      pool: '192.168.32.200/31',
      gateway: '192.168.32.201',
      apiServer: '192.168.32.128',
      mtu: 1450,
    },
    domain: 'local',
    models: 'ml-production',
    canaryPercent: 10,
  },
};

/** @throws if nobody has said where the environment is */
export function placeOf({ name }: Environment): Place {
  const place = PLACES[name];
  if (!place) throw new Error(`environment ${name} is nowhere; give it a place in charts/environments.ts`);
  return place;
}

/** Node sizes hold every worst moment: all replicas, one more of each for a rollout, every quota in full. */
const NODES: SiteNodeProps[] = [
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
    allocatable: { cpu: '31500m', memory: '63Gi', ephemeralStorage: '160Gi' },
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
  {
    name: 'worker-node-gpu',
    pool: GPU_POOL,
    allocatable: { cpu: '15500m', memory: '62Gi', ephemeralStorage: '200Gi' },
  },
  {
    name: 'worker-node-gpu-training',
    pool: GPU_TRAINING_POOL,
    allocatable: { cpu: '31500m', memory: '62Gi', ephemeralStorage: '400Gi' },
  },
];

/**
 * The nodes of a kind cluster are containers: each offers all that the machine has. GPUs are pretended there, by
 * run-ai/fake-gpu-operator.
 */
const KIND_NODES = NODES.map(({ name, ...node }, index) => ({
  ...node,
  name: index === 0 ? 'ml-platform-control-plane' : `ml-platform-worker${index === 1 ? '' : index}`,
  allocatable: { cpu: '32', memory: '64Gi', ephemeralStorage: '200Gi' },
}));

/** On one developer's machine, as a kind cluster (seed rows I13, K12). */
export const DEV = Environment.of(
  'dev',
  siteOf({
    nodes: KIND_NODES,
    storageClass: 'standard',
    cilium: ciliumOf(PLACES.dev.lan),
    addresses: { [PLACES.dev.lan.gateway]: 'gateway dev-gateway' },
  }),
  { replicas: 1, debug: true, scan: ScanPolicy.warn() },
);

/** A cluster like that of production, where what is to be promoted is tried. */
export const TEST = Environment.of(
  'test',
  siteOf({
    nodes: NODES,
    storageClass: 'local-path',
    cilium: ciliumOf(PLACES.test.lan),
    addresses: {
      [PLACES.test.lan.apiServer]: 'Kubernetes API server (master)',
      [PLACES.test.lan.gateway]: 'gateway test-gateway',
    },
  }),
  { replicas: 2, scan: ScanPolicy.warn(), promotedFrom: DEV },
);

export const PROD = Environment.of(
  'prod',
  siteOf({
    nodes: NODES,
    storageClass: 'local-path',
    cilium: ciliumOf(PLACES.prod.lan),
    addresses: {
      [PLACES.prod.lan.apiServer]: 'Kubernetes API server (master)',
      [PLACES.prod.lan.gateway]: 'gateway prod-gateway',
    },
  }),
  { replicas: 3, scan: ScanPolicy.fail(), promotedFrom: TEST },
);

/** In the order in which a change is promoted (seed rows I01, G17). What holds in one holds in those after it. */
export const ENVIRONMENTS = [DEV, TEST, PROD];
