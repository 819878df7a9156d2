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
const unlessSkipped = hasHelm
  ? ''
  : ' (skipped: no helm on the PATH; go install helm.sh/helm/v3/cmd/helm@v3.19.0 brings one)';

testWithHelm(`a Helm chart is brought to zero findings${unlessSkipped}`, () => {
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
});

/** Seed row D19: the chart and its values are the seed's; ours differ where the seed's cannot be mended from outside. */
testWithHelm(`the chart of the seed is judged and hardened like the rest${unlessSkipped}`, () => {
  const app = new App();
  const mlPlatform = (id: string, values?: { [key: string]: unknown }) => {
    const chart = new Chart(app, id);
    const path = join(__dirname, 'third-party/ml-platform');
    new Helm(chart, 'ml-platform', { chart: path, releaseName: id, namespace: 'ml-platform', values });
    return chart;
  };
  new TenantNamespace(new Chart(app, 'platform'), 'ml-platform', {
    tenant: { name: 'ml-platform', team: 'platform', owner: 'platform@example.com' },
    pool: POOL,
    quota: { cpu: '4', memory: '8Gi', limitsCpu: '7', limitsMemory: '13Gi', pods: 13 },
    imagePullStore: STORE,
  });
  const asPrinted = mlPlatform('as-printed');
  expect(Object.keys(findingsIn(app, SITE.toObjects())).sort()).toEqual([
    'allow-privilege-escalation',
    'capabilities-restricted',
    'dedicated-service-account',
    'explicit-user',
    'image-digest',
    'image-pull-secret',
    'read-only-root-filesystem',
    'run-as-non-root',
    'seccomp-profile-restricted',
    'service-account-token',
    'service-exposure',
  ]);
  app.node.tryRemoveChild(asPrinted.node.id);
  const image = Image.of(`registry.example.com/ml-training-deployment@sha256:${'3'.repeat(64)}`);
  mlPlatform('hardened', { service: { type: 'ClusterIP' } }).with(
    new PodHardening(),
    new PodPinning(POOL),
    new ContainerImages({ 'registry.example.com/ml-training-deployment:latest': image }),
    new PodImagePullSecret('registry-credentials'),
    new PodServiceAccount(),
  );
  expect(findingsIn(app, SITE.toObjects())).toEqual({});
});
