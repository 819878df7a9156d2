import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chart, Cron } from 'cdk8s';
import {
  CronJob,
  DaemonSet,
  Deployment,
  HorizontalPodAutoscaler,
  Job,
  Probe,
  Service,
  ServiceType,
  StatefulSet,
  Volume,
} from 'cdk8s-plus-30';
import {
  ContainerImages,
  ContainerResources,
  FortressApp,
  Image,
  NodePool,
  PodEmptyDirLimit,
  PodHardening,
  PodImagePullSecret,
  PodPinning,
  PodServiceAccount,
  Resources,
  SecretStore,
  TenantNamespace,
} from '../../lib';
import { findingsIn, SITE } from './foreign-workloads';

const POOL = NodePool.dedicated('tenants');
const pinned = (name: string) => Image.of(`registry.example.com/shop/${name}@sha256:${'1'.repeat(64)}`);
const IMAGES = { 'nginx:1.27': pinned('nginx'), 'redis:7': pinned('redis'), 'shop/jobs:3': pinned('jobs') };
const SMALL = Resources.guaranteed({ cpu: '250m', memory: '256Mi' });

/** What is changed in the code of the team, beside applying mixins. */
interface ShopProps {
  /** The namespace that the platform gives to it. */
  readonly namespace?: string;
  /** Whether containers that stay up say so. */
  readonly probes?: boolean;
  /** Whether the Service is reached through the Gateway only. */
  readonly internal?: boolean;
}

/** A stock cdk8s-plus app of the usual size: nothing in it knows of this library. */
class Shop extends Chart {
  constructor(scope: FortressApp, id: string, { namespace, probes, internal }: ShopProps) {
    super(scope, id, { namespace });
    const health = probes ? { liveness: Probe.fromTcpSocket(), readiness: Probe.fromHttpGet('/ready') } : {};
    const web = new Deployment(this, 'web', {
      containers: [{ name: 'web', image: 'nginx:1.27', portNumber: 8080, ...health }],
    });
    web.exposeViaService({ serviceType: internal ? ServiceType.CLUSTER_IP : ServiceType.LOAD_BALANCER });
    new HorizontalPodAutoscaler(this, 'web-scaling', { target: web, maxReplicas: 4 });
    const scratch = Volume.fromEmptyDir(this, 'scratch', 'scratch');
    new StatefulSet(this, 'queue', {
      service: new Service(this, 'queue-service', { ports: [{ port: 6379 }] }),
      containers: [
        {
          name: 'queue',
          image: 'redis:7',
          portNumber: 6379,
          volumeMounts: [{ path: '/data', volume: scratch }],
          ...health,
        },
      ],
    });
    new DaemonSet(this, 'warmer', {
      containers: [{ name: 'warmer', image: 'shop/jobs:3', portNumber: 9000, ...health }],
    });
    new Job(this, 'migrate', { containers: [{ name: 'job', image: 'shop/jobs:3' }] });
    new CronJob(this, 'report', { schedule: Cron.daily(), containers: [{ name: 'job', image: 'shop/jobs:3' }] });
  }
}

/** One change that the team makes. */
interface Step {
  readonly name: string;
  /** What is changed in the code. */
  readonly props?: ShopProps;
  /** What is changed in what it renders. */
  readonly apply?: (shop: Chart) => unknown;
  /** Checks that find nothing any more. */
  readonly ends: readonly string[];
  /** Checks that find something now: what nobody asked for before. */
  readonly begins?: readonly string[];
}

const STEPS: readonly Step[] = [
  {
    name: 'a namespace of its own',
    props: { namespace: 'shop' },
    ends: ['daemon-set-coverage', 'default-deny', 'default-namespace', 'pinned-to-pool'],
    begins: ['capabilities-restricted', 'resource-quota', 'scheduling-annotation', 'seccomp-profile-restricted'],
  },
  {
    name: 'PodHardening',
    apply: shop => shop.with(new PodHardening()),
    ends: ['capabilities-restricted', 'explicit-user', 'seccomp-profile-restricted'],
  },
  { name: 'PodPinning', apply: shop => shop.with(new PodPinning(POOL)), ends: ['scheduling-annotation'] },
  {
    name: 'PodServiceAccount',
    apply: shop => shop.with(new PodServiceAccount()),
    ends: ['dedicated-service-account'],
  },
  { name: 'PodEmptyDirLimit', apply: shop => shop.with(new PodEmptyDirLimit('256Mi')), ends: ['sized-empty-dir'] },
  {
    name: 'ContainerImages',
    apply: shop => shop.with(new ContainerImages(IMAGES)),
    ends: ['image-digest', 'image-registry', 'image-verified'],
    begins: ['image-pull-secret'],
  },
  {
    name: 'PodImagePullSecret',
    apply: shop => shop.with(new PodImagePullSecret('registry-credentials')),
    ends: ['image-pull-secret'],
  },
  {
    name: 'ContainerResources',
    apply: shop => shop.with(new ContainerResources({ web: SMALL, queue: SMALL, warmer: SMALL, job: SMALL })),
    ends: ['resource-quota'],
  },
  { name: 'probes', props: { probes: true }, ends: ['probes'] },
  { name: 'no way around the Gateway', props: { internal: true }, ends: ['service-exposure'] },
];

describe('a stock cdk8s-plus app is brought to zero findings, step by step', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'adoption-'));
  afterAll(() => rmSync(outdir, { recursive: true }));

  /** The app after so many steps. */
  function appAfter(count: number): FortressApp {
    const app = new FortressApp({ outdir, site: SITE });
    const steps = STEPS.slice(0, count);
    const props: ShopProps = Object.assign({}, ...steps.map(step => step.props));
    if (props.namespace !== undefined) {
      new TenantNamespace(new Chart(app, 'platform'), props.namespace, {
        tenant: { name: 'shop', team: 'shop', owner: 'shop@example.com' },
        pool: POOL,
        quota: { cpu: '8', memory: '16Gi' },
        imagePullStore: SecretStore.clusterWide('vault'),
        daemonSets: true,
      });
    }
    const shop = new Shop(app, 'app', props);
    for (const { apply } of steps) apply?.(shop);
    return app;
  }

  const checksAfter = (count: number) => Object.keys(findingsIn(appAfter(count), SITE.toObjects())).sort();

  test('before, twelve checks find something, and nothing is written', () => {
    expect(checksAfter(0)).toEqual([
      'daemon-set-coverage',
      'dedicated-service-account',
      'default-deny',
      'default-namespace',
      'explicit-user',
      'image-digest',
      'image-registry',
      'image-verified',
      'pinned-to-pool',
      'probes',
      'service-exposure',
      'sized-empty-dir',
    ]);
    expect(() => appAfter(0).synth()).toThrow('nothing was written');
    expect(readdirSync(outdir)).toEqual([]);
  });

  test.each(STEPS.map((step, index) => [step.name, step, index] as const))('%s', (_, step, index) => {
    const [before, after] = [checksAfter(index), checksAfter(index + 1)];
    expect(before.filter(check => !after.includes(check))).toEqual(step.ends);
    expect(after.filter(check => !before.includes(check))).toEqual(step.begins ?? []);
  });

  test('after, no check finds anything, and the app is written', () => {
    expect(checksAfter(STEPS.length)).toEqual([]);
    appAfter(STEPS.length).synth();
    expect(readdirSync(outdir).sort()).toEqual(['app.k8s.yaml', 'platform.k8s.yaml']);
  });
});
