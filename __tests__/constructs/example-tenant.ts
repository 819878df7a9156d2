import { App, Chart } from 'cdk8s';
import { NodePool, PodSet, TenantNamespace } from '../../lib';

/** The tenant of every example. */
export const TENANT = { name: 'tenant-a', team: 'vision', owner: 'vision@example.com' };

export const POOL = NodePool.dedicated('tenants');

/** Two namespaces that another repository renders. */
export const TENANT_A = TenantNamespace.fromAttributes({ name: 'tenant-a', tenant: TENANT, pool: POOL });
export const TENANT_B = TenantNamespace.fromAttributes({ name: 'tenant-b', tenant: TENANT, pool: POOL });

/** The pods of an application in tenant-a. */
export const API = PodSet.labelled({ app: 'api' }, TENANT_A);

/** What a chart renders, after a description of what is in it. */
export function render(build: (chart: Chart) => unknown): Record<string, any>[] {
  const chart = new Chart(new App(), 'test');
  build(chart);
  return chart.toJson();
}

/** The one object that a chart renders. */
export function renderOne(build: (chart: Chart) => unknown): Record<string, any> {
  const objects = render(build);
  if (objects.length !== 1) throw new Error(`${objects.length} objects, not one`);
  return objects[0];
}
