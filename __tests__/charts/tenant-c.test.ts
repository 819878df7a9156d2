import { type InferenceTenant, TENANTS } from '../../charts/tenants';
import type { Manifest } from '../../lib/manifests/manifest';
import { manifestsOf, publishPlatform } from './rendered-platform';

/** Seed row B14: one line adds a tenant. */
const TENANT_C: InferenceTenant = {
  name: 'tenant-c',
  team: 'speech',
  owner: 'speech@build.server',
  group: 'team-speech',
};

/** What differs between two values, as the leaves that only the second one has. */
function additions(before: unknown, after: unknown): unknown[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (Array.isArray(before) && Array.isArray(after)) {
    const known = new Set(before.map(item => JSON.stringify(item)));
    const fresh = after.filter(item => !known.has(JSON.stringify(item)));
    return before.length <= after.length && after.length - fresh.length === before.length
      ? fresh
      : [{ changed: before }];
  }
  if (typeof before === 'object' && typeof after === 'object' && before !== null && after !== null) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap(key => additions((before as any)[key], (after as any)[key]));
  }
  return [{ before, after }];
}

test('adding tenant-c adds only its own objects, and entries that name it', () => {
  const before = new Map(manifestsOf(publishPlatform()).manifests.map(manifest => [manifest.key, manifest]));
  TENANTS.push(TENANT_C);
  const after = manifestsOf(publishPlatform()).manifests;
  TENANTS.pop();
  const fresh = after.filter(({ key }) => !before.has(key));
  expect(fresh.length).toBeGreaterThan(20);
  expect(fresh.filter(manifest => !JSON.stringify(manifest.object).includes('tenant-c')).map(String)).toEqual([]);
  expect([...before.keys()].filter(key => !after.some(manifest => manifest.key === key))).toEqual([]);

  const changed = after.filter(({ key, object }) => {
    return before.has(key) && JSON.stringify(object) !== JSON.stringify(before.get(key)?.object);
  });
  expect(changed.map(String).sort()).toEqual([
    'AppProject argocd/platform',
    'ConfigMap ml-monitoring/dashboard-ml-inference',
    'Gateway ml-ingress-gateway/prod-gateway',
    'NetworkPolicy minio/minio-readers',
  ]);
  for (const manifest of changed) {
    const added = additions((before.get(manifest.key) as Manifest).object, manifest.object);
    expect(added.length).toBeGreaterThan(0);
    expect(added.filter(entry => !JSON.stringify(entry).includes('tenant-c'))).toEqual([]);
  }
});
