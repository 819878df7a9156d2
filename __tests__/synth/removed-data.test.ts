import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { Environment, FortressApp } from '../../lib';
import { refusal, SITE, tenant } from './small-platform';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'removed-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const files = () => readdirSync(join(folder, 'dist/prod/platform'));

function platform(render: (scope: Construct) => void, removedData: string[] = []): FortressApp {
  const app = new FortressApp({ outdir: join(folder, 'dist'), repositoryPath: 'dist' });
  const scope = app.addEnvironment(Environment.of('prod', SITE), { removedData });
  tenant(new Chart(scope, 'always'), 'always');
  render(scope);
  return app;
}

const withTenant =
  (name: string, holdsData = true) =>
  (scope: Construct) => {
    tenant(new Chart(scope, name), name, holdsData);
  };

const claim = (scope: Construct) => {
  const chart = new Chart(scope, 'data');
  new ApiObject(chart, 'claim', {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'data', namespace: 'always' },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  });
};

test('a tenant with data does not disappear from the code unnoticed', () => {
  platform(withTenant('tenant-c')).synth();
  expect(refusal(platform(() => {}))).toBe(
    '1 problem; nothing was written\n\n' +
      'Namespace tenant-c holds data and is no longer rendered (it was in prod/platform/tenant-c.k8s.yaml); ' +
      'if that is meant, say so: removedData: ["Namespace tenant-c"]',
  );
  expect(files()).toContain('tenant-c.k8s.yaml');
});

test('nor when it is renamed', () => {
  platform(withTenant('tenant-c')).synth();
  expect(refusal(platform(withTenant('tenant-d')))).toContain('Namespace tenant-c holds data');
});

test('it may, once the code says so', () => {
  platform(withTenant('tenant-c')).synth();
  platform(() => {}, ['Namespace tenant-c']).synth();
  expect(files()).toEqual(['always.k8s.yaml']);
  platform(() => {}, ['Namespace tenant-c']).synth();
});

test('what the code says is no longer so when it comes back', () => {
  expect(refusal(platform(withTenant('tenant-c'), ['Namespace tenant-c']))).toContain(
    'removedData of prod names Namespace tenant-c, which is rendered; take it out of the list',
  );
});

test('a tenant without data may go, and one with data may move to another file', () => {
  platform(withTenant('tenant-c', false)).synth();
  platform(scope => tenant(new Chart(scope, 'other'), 'tenant-d', true)).synth();
  platform(withTenant('tenant-d')).synth();
  expect(files()).toEqual(['always.k8s.yaml', 'tenant-d.k8s.yaml']);
});

test('a claim is data, wherever its namespace stays; to give up the namespace is to give up the claim', () => {
  platform(claim).synth();
  expect(refusal(platform(() => {}))).toContain('removedData: ["PersistentVolumeClaim always/data"]');
  platform(() => {}, ['PersistentVolumeClaim always/data']).synth();
});

test('so is a whole environment', () => {
  platform(withTenant('tenant-c')).synth();
  const app = new FortressApp({ outdir: join(folder, 'dist') });
  tenant(new Chart(app, 'vision'));
  expect(refusal(app)).toContain('Namespace tenant-c holds data and is no longer rendered');
});
