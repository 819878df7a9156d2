import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { App, Chart, Helm, Include } from 'cdk8s';
import type { IMixin } from 'constructs';
import {
  ContainerImages,
  ContainerLimits,
  ContainerResources,
  DefaultDeny,
  ExternalNamespace,
  Image,
  ImagePullSecret,
  NamespacePinning,
  NamespacePodSecurity,
  NodePool,
  PodEmptyDirLimit,
  PodHardening,
  PodImagePullSecret,
  PodPinning,
  PodServiceAccount,
  PodTokenOptOut,
  Quota,
  Resources,
  SecretStore,
  TenantNamespace,
} from '../../lib';
import { findingsIn, SITE } from './foreign-workloads';

const STORE = SecretStore.clusterWide('vault');
const POOL = NodePool.dedicated('tenants');
const IMAGES = {
  'vendor/exporter:2.4': Image.of(`registry.example.com/vendor/exporter:2.4@sha256:${'2'.repeat(64)}`),
};
const RESOURCES = { exporter: Resources.guaranteed({ cpu: '100m', memory: '128Mi' }) };

/** What every vendor's workload needs. */
const MIXINS: readonly IMixin[] = [
  new PodHardening(),
  new PodPinning(POOL),
  new PodEmptyDirLimit('64Mi'),
  new ContainerImages(IMAGES),
  new PodImagePullSecret('registry-credentials'),
  new ContainerResources(RESOURCES),
];

test('an included manifest with a Namespace of its own is brought to zero findings', () => {
  const chart = new Chart(new App(), 'monitoring');
  new Include(chart, 'exporter', { url: join(__dirname, 'third-party/exporter.yaml') });
  expect(Object.keys(findingsIn(chart, SITE.toObjects())).sort()).toEqual([
    'default-deny',
    'explicit-user',
    'image-digest',
    'image-registry',
    'image-verified',
    'limits-present',
    'pinned-to-pool',
    'pod-security-enforced',
    'quota-present',
    'read-only-root-filesystem',
    'resources-set',
    'service-account-token',
    'sized-empty-dir',
  ]);
  chart.with(...MIXINS, new PodTokenOptOut(), new NamespacePodSecurity(), new NamespacePinning(POOL));
  expect(Object.keys(findingsIn(chart, SITE.toObjects())).sort()).toEqual([
    'dangling-reference',
    'default-deny',
    'limits-present',
    'quota-present',
  ]);
  const namespace = ExternalNamespace.named('exporter');
  new DefaultDeny(chart, 'default-deny', { namespace });
  new ImagePullSecret(chart, 'pull-secret', { namespace, store: STORE });
  new Quota(chart, 'quota', { namespace, cpu: '2', memory: '2Gi' });
  new ContainerLimits(chart, 'limits', { namespace });
  expect(findingsIn(chart, SITE.toObjects())).toEqual({});
});

const hasHelm = spawnSync('helm', ['version', '--short']).status === 0;
const testWithHelm = hasHelm ? test : test.skip;

testWithHelm(
  `a Helm chart is brought to zero findings${hasHelm ? '' : ' (skipped: there is no helm on the PATH)'}`,
  () => {
    const app = new App();
    const chart = new Chart(app, 'monitoring');
    const options = {
      chart: join(__dirname, 'third-party/exporter'),
      releaseName: 'exporter',
      namespace: 'monitoring',
    };
    new Helm(chart, 'exporter', options);
    expect(findingsIn(app, SITE.toObjects())).not.toEqual({});
    chart.with(...MIXINS, new PodServiceAccount());
    new TenantNamespace(new Chart(app, 'platform'), 'monitoring', {
      tenant: { name: 'monitoring', team: 'platform', owner: 'platform@example.com' },
      pool: POOL,
      quota: { cpu: '2', memory: '2Gi' },
      imagePullStore: STORE,
      daemonSets: true,
    });
    expect(findingsIn(app, SITE.toObjects())).toEqual({});
  },
);
