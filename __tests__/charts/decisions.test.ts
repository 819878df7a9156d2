import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROD } from '../../charts/environments';
import { GITLAB, SIGNER } from '../../charts/site';
import { ScanMode } from '../../lib';
import { CHECKS } from '../../lib/checks/catalog';
import { Judgement } from '../../lib/evidence/judgement';
import type { Manifest } from '../../lib/manifests/manifest';
import { PodImages } from '../../lib/manifests/pod-images';
import { expectIsolated } from '../../lib/testing/reach-expectations';
import { ROOT } from '../source-files';
import { manifestsOf } from './rendered-platform';

/** What is published, which other tests hold to be what is rendered. */
function published(folder: string): Map<string, string> {
  const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).filter(file =>
    /\.\w+$/.test(file),
  );
  return new Map(files.map(file => [`${folder}/${file}`, readFileSync(join(ROOT, folder, file), 'utf8')]));
}

const ALL = manifestsOf(published('dist'));
const ARTIFACTS = [...published('artifacts')];
const ofKind = (kind: string): any[] => ALL.judgedOfKind(kind).map(({ object }) => object);
const PODS = ALL.manifests.flatMap(manifest => ALL.podOf(manifest) ?? []);
const ENV = PODS.flatMap(({ containers }) => containers.flatMap(({ container }) => (container.env ?? []) as any[]));

/** Checks that hold of everything and were asked of something: with the decision the other way round, they would find it. */
function holds(...ids: string[]): void {
  const { findings, tallies } = Judgement.of(
    ALL,
    CHECKS.filter(({ id }) => ids.includes(id)),
  );
  expect(findings).toEqual([]);
  for (const id of ids) expect([id, tallies.get(id)?.passed ?? 0]).toEqual([id, expect.any(Number)]);
  for (const id of ids) expect(tallies.get(id)?.passed).toBeGreaterThan(0);
}

test('N01: what needs the host has a namespace of its own; every other one is restricted', () => {
  const level = ({ labels }: Manifest) => labels['pod-security.kubernetes.io/enforce'];
  const lower = ALL.judgedOfKind('Namespace').filter(namespace => level(namespace) !== 'restricted');
  for (const { name } of lower) expect(['node-agents', 'gpu-operator']).toContain(name);
  expect(lower.length).toBeLessThan(ALL.judgedOfKind('Namespace').length);
});

test('N02: no rule lets everybody in, and tenants do not reach each other', () => {
  holds('cluster-wide-allow', 'tenant-isolation');
  expectIsolated(join(ROOT, 'dist/prod'), 'tenant-a', 'tenant-b');
});

test('N03: Prometheus and the gateway are let in by name, beside the own namespace', () => {
  for (const tenant of ['tenant-a', 'tenant-b']) {
    const netpol = ALL.find('networking.k8s.io', 'NetworkPolicy', tenant, `${tenant}-ml-inference-netpol`);
    expect(JSON.stringify(netpol?.spec.ingress)).toContain('ml-monitoring');
    const fromGateway = ALL.find('cilium.io', 'CiliumNetworkPolicy', tenant, `${tenant}-ml-inference-from-gateway`);
    expect(fromGateway?.spec.ingress).toEqual([expect.objectContaining({ fromEntities: ['ingress'] })]);
  }
  holds('implied-flow');
});

test('N04: Git is read by HTTPS, and the gateway is the only way in', () => {
  expect(PROD.site.repoUrl).toMatch(/^https:\/\//);
  const sources = ofKind('Application').map(({ spec }) => spec.source?.repoURL ?? spec.sources?.[0].repoURL);
  expect(sources.filter(url => !/^(?:https|oci):\/\//.test(url) && /:\/\//.test(url))).toEqual([]);
  expect(ofKind('Service').filter(({ spec }) => spec.type !== undefined && spec.type !== 'ClusterIP')).toEqual([]);
});

test('N05: every image is of the one registry of the site, which an air gap can hold (row H22)', () => {
  expect(PROD.site.registries).toEqual([GITLAB.registry]);
  const registries = PODS.flatMap(pod => PodImages.of(pod)).map(({ reference }) => reference?.registry);
  expect(new Set(registries)).toEqual(new Set([GITLAB.registry]));
});

test('N06: production stops at the milder of the two thresholds, so at more', () => {
  expect(PROD.scan).toMatchObject({ mode: ScanMode.FAIL, minCvss: 7, severities: ['CRITICAL', 'HIGH'] });
});

test('N07: no long-lived key of a cloud is in any object or pipeline', () => {
  const keys = /AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY)|GOOGLE_APPLICATION_CREDENTIALS|AZURE_CLIENT_SECRET/;
  expect(ENV.filter(({ name }) => keys.test(name))).toEqual([]);
  expect(ARTIFACTS.filter(([, text]) => keys.test(text)).map(([file]) => file)).toEqual([]);
  expect(ENV.length).toBeGreaterThan(10);
});

test('N08: the site is air-gapped, so images are verified by a key', () => {
  expect(PROD.site.isAirGapped).toBe(true);
  expect(SIGNER.isKeyless).toBe(false);
  const [policy] = ofKind('ImageValidatingPolicy');
  expect(policy.spec.attestors.map(({ cosign }: any) => Object.keys(cosign))).toEqual([['ctlog', 'key']]);
});

test('N09: each workload scales as its seed says, and its quota admits the most of it', () => {
  const scaling = Object.fromEntries(
    ofKind('HorizontalPodAutoscaler').map(({ metadata, spec }) => {
      const ofResources = spec.metrics.filter(({ type }: any) => type === 'Resource');
      const targets = ofResources.map(({ resource }: any) => [resource.name, resource.target.averageUtilization]);
      return [metadata.name, [spec.minReplicas, spec.maxReplicas, Object.fromEntries(targets)]];
    }),
  );
  expect(scaling).toMatchObject({
    'ml-api-hpa': [3, 10, { cpu: 80, memory: 80 }],
    'tenant-a-ml-inference': [2, 10, { cpu: 50 }],
    'tenant-b-ml-inference': [2, 10, { cpu: 50 }],
  });
  holds('resource-quota');
});

test('N10: no Application is of project default, routes are of one namespace, and an address has one role', () => {
  expect(ofKind('Application').filter(({ spec }) => spec.project === 'default')).toEqual([]);
  const [gateway] = ofKind('Gateway');
  const froms = gateway.spec.listeners
    .filter(({ protocol }: any) => protocol === 'HTTPS')
    .map(({ allowedRoutes }: any) => allowedRoutes.namespaces.from);
  expect(new Set(froms)).toEqual(new Set(['Selector']));
  const [site] = PROD.toObjects().filter(({ kind }) => kind === 'Site');
  expect(Object.values(site.spec.addresses).length).toBe(new Set(Object.values(site.spec.addresses)).size);
  holds('project-exists', 'route-attaches');
});

test('N11: nothing but Argo CD writes to the cluster', () => {
  expect(ofKind('Application').filter(({ spec }) => !spec.syncPolicy?.automated?.enabled)).toEqual([]);
  const writers = /^(?!\s*#).*\b(?:kubectl (?:apply|create|replace|patch|set)|helm (?:install|upgrade))\b/m;
  const pipelines = ARTIFACTS.filter(([file]) => /ci|workflow|pipeline/.test(file));
  expect(pipelines.filter(([, text]) => writers.test(text)).map(([file]) => file)).toEqual([]);
  holds('two-writers');
});

test('N12: every image is named by its digest', () => {
  const images = PODS.flatMap(pod => PodImages.of(pod));
  expect(images.filter(({ reference }) => reference?.digest === undefined)).toEqual([]);
  expect(images.length).toBeGreaterThan(3);
  holds('image-digest');
});

test('N13: no placeholder is left', () => {
  for (const [file, text] of [...published('dist'), ...ARTIFACTS]) {
    expect([file, /<your-|<YOUR-|your-user|yourdomain\.com|CHANGEME/.exec(text)?.[0]]).toEqual([file, undefined]);
  }
  holds('placeholder');
});

test('each is written down', () => {
  const page = readFileSync(join(ROOT, 'docs/decisions.md'), 'utf8');
  const rows = Array.from({ length: 13 }, (_, index) => `N${String(index + 1).padStart(2, '0')}`);
  expect(rows.filter(row => !page.includes(`\n| ${row} |`))).toEqual([]);
});
