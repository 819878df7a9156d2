import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, Cron, Include, JsonPatch } from 'cdk8s';
import { CronJob, DaemonSet, Deployment, Job, Service, StatefulSet } from 'cdk8s-plus-30';
import type { Construct } from 'constructs';
import { ImageSigner, ImageVerification, NodePool, Site, type SiteProps } from '../../lib';
import { CHECKS } from '../../lib/checks/catalog';
import { Judgement } from '../../lib/evidence/judgement';
import { Manifest } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import { PodTemplate } from '../../lib/manifests/pod-template';
import { SiteFacts } from '../../lib/manifests/site-facts';
import { YamlDocuments } from '../../lib/manifests/yaml/yaml-documents';
import { PodKinds } from '../../lib/notation/pod-kinds';
import { AppRenderer } from '../../lib/synth/rendered-app';
import { Selection } from '../../lib/synth/selection';

/** Every kind of cdk8s-plus that carries a pod; what it renders, it knows only when it is asked. */
export function stockWorkloads(scope: Construct): void {
  const containers = [{ name: 'main', image: 'web:1', portNumber: 8080 }];
  new Deployment(scope, 'deployment', { containers });
  new StatefulSet(scope, 'stateful-set', {
    containers,
    service: new Service(scope, 'service', { ports: [{ port: 80 }] }),
  });
  new DaemonSet(scope, 'daemon-set', { containers });
  new Job(scope, 'job', { containers });
  new CronJob(scope, 'cron-job', { containers, schedule: Cron.daily() });
}

const POD = {
  containers: [{ name: 'main', image: 'web:1' }],
  initContainers: [{ name: 'init', image: 'web:1' }],
  volumes: [{ name: 'scratch', emptyDir: {} }],
};

/** Every kind that carries a pod, as others write it into a file. */
export function includedWorkloads(scope: Construct): void {
  const objects = [...new Set(PodKinds.NAMES)].map(kind => {
    const apiVersion = ['v1', 'apps/v1', 'batch/v1'].find(version => PodKinds.placeIn(version, kind)) ?? '';
    const keys = [...(PodKinds.placeIn(apiVersion, kind)?.keys ?? []), 'spec'];
    const pod = keys.reduceRight<object>((json, key) => ({ [key]: json }), POD);
    return { apiVersion, kind, metadata: { name: kind.toLowerCase() }, ...pod };
  });
  const file = join(mkdtempSync(join(tmpdir(), 'included-')), 'manifests.yaml');
  writeFileSync(file, YamlDocuments.write(objects));
  new Include(scope, 'included', { url: file });
}

/** A Deployment whose pod was patched after it was made, with a field that is newer than cdk8s-plus. */
export function patchedWorkload(scope: Construct): void {
  const deployment = new ApiObject(scope, 'patched', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'patched' },
    spec: { template: { spec: POD } },
  });
  deployment.addJsonPatch(
    JsonPatch.add('/spec/template/spec/containers/-', { name: 'late', image: 'late:1', newField: true }),
  );
}

/** A chart of a stock App with workloads in it. */
export function foreignChart(build: (scope: Construct) => void): Chart {
  const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
  build(chart);
  return chart;
}

/** Every sort of workload that somebody else has made. */
export const FOREIGN: readonly (readonly [string, () => Chart])[] = [
  ['of cdk8s-plus', () => foreignChart(stockWorkloads)],
  ['included from a file', () => foreignChart(includedWorkloads)],
  ['patched', () => foreignChart(patchedWorkload)],
];

/** Ids of the checks that find something in the charts of a tree, and how often. */
export function findingsIn(scope: Construct, site: readonly Record<string, any>[] = []): Record<string, number> {
  const manifests = [...AppRenderer.render(scope, Selection.ALL).environments.values()].flat();
  const { findings } = Judgement.of(new ManifestSet(manifests, SiteFacts.fromObjects(site)), CHECKS);
  const counts: Record<string, number> = {};
  for (const { check } of findings) counts[check] = (counts[check] ?? 0) + 1;
  return counts;
}

/** The specs of all pods that a chart renders. */
export function podsOf(chart: Chart): Record<string, any>[] {
  const pods = chart.toJson().flatMap(object => PodTemplate.in(new Manifest(object)) ?? []);
  return pods.map(({ spec }) => spec);
}

const CAPACITY = { cpu: '16', memory: '64Gi', pods: 110 };
const POLICIES = new Chart(new App(), 'policies');
const PROPS: SiteProps = {
  nodes: [
    { name: 'tenants-1', allocatable: CAPACITY, pool: NodePool.dedicated('tenants') },
    { name: 'tenants-2', allocatable: CAPACITY, pool: NodePool.dedicated('tenants') },
    { name: 'other', allocatable: CAPACITY },
  ],
  versions: {},
  addresses: {},
  podCidrs: [],
  serviceCidrs: [],
  registries: ['registry.example.com'],
  admissionPlugins: ['PodNodeSelector', 'PodTolerationRestriction'],
  repoUrl: 'https://git.example.com/platform/deploy.git',
};
const { apiObject: policy } = new ImageVerification(POLICIES, 'signed-images', {
  site: Site.of(PROPS),
  signer: ImageSigner.kmsKey('hashivault://image-signing'),
});

/** A cluster with a pool of nodes, one node more, and a policy that verifies the images of the one registry; its secrets are in a vault. */
export const SITE = Site.of({
  ...PROPS,
  externals: [
    policy.toJson(),
    { apiVersion: 'external-secrets.io/v1', kind: 'ClusterSecretStore', metadata: { name: 'vault' } },
    { apiVersion: 'apiregistration.k8s.io/v1', kind: 'APIService', metadata: { name: 'v1beta1.metrics.k8s.io' } },
  ],
});
