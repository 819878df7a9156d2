import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chart } from 'cdk8s';
import { Fleet } from '../../charts/fleet';
import { Environment, FortressApp } from '../../lib';
import { YamlDocuments } from '../../lib/manifests/yaml/yaml-documents';
import { TENANT_A } from '../constructs/example-tenant';
import { tree } from '../synth/publish/published-tree';
import { configMap, SITE, tenant } from '../synth/small-platform';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fleet-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a tenant is rendered for every cluster, and delivered to each from its own folder', () => {
  const app = new FortressApp({ outdir: join(folder, 'dist'), repositoryPath: 'dist' });
  const clusters = ['eu', 'us'].map((name, index) => ({
    environment: Environment.of(name, SITE),
    server: `https://10.0.${index}.1:6443`,
  }));
  const hub = app.addEnvironment(Environment.of('hub', SITE));
  const fleet = new Fleet(hub, 'fleet', { repoUrl: SITE.repoUrl, clusters, tenants: [TENANT_A] });
  for (const { environment } of clusters) {
    const scope = app.addEnvironment(environment);
    tenant(new Chart(scope, 'tenant-a'));
    const delivered = fleet.sets.get('tenant-a')?.chartsIn(scope) ?? scope;
    configMap(new Chart(delivered, 'workloads'), 'settings', 'tenant-a');
  }
  app.synth();
  const files = Object.keys(tree(join(folder, 'dist'))).filter(name => name.endsWith('.yaml'));
  expect(files).toEqual([
    'eu/platform/tenant-a.k8s.yaml',
    'eu/tenant-a/workloads.k8s.yaml',
    'hub/platform/fleet.k8s.yaml',
    'us/platform/tenant-a.k8s.yaml',
    'us/tenant-a/workloads.k8s.yaml',
  ]);
  const text = readFileSync(join(folder, 'dist/hub/platform/fleet.k8s.yaml'), 'utf8');
  const [project, set] = YamlDocuments.read(text) as Record<string, any>[];
  expect([project.kind, set.kind]).toEqual(['AppProject', 'ApplicationSet']);
  // The project is applied first: both are custom kinds, and so in one wave there would be no order.
  expect(set.metadata.annotations).toEqual({ 'argocd.argoproj.io/sync-wave': '1' });
  expect(set.spec.template.spec.project).toBe(project.metadata.name);
  // Every folder that an Application is read from was written.
  for (const { environment } of set.spec.generators[0].list.elements) {
    const path = set.spec.template.spec.source.path.replace('{{ .environment }}', environment);
    expect(Object.keys(tree(folder))).toContain(`${path}/workloads.k8s.yaml`);
  }
});
