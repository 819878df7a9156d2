import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { type FortressApp, NodePool, Site, TenantNamespace } from '../../lib';

/** Where tenants run. */
export const POOL = NodePool.dedicated('tenants');
/** A cluster of one node. */
export const SITE = Site.of({
  nodes: [{ name: 'worker', pool: POOL, allocatable: { cpu: '8', memory: '16Gi' } }],
  versions: { kubernetes: '1.36' },
  addresses: {},
  podCidrs: ['10.42.0.0/16'],
  serviceCidrs: ['10.43.0.0/16'],
  registries: [],
  admissionPlugins: ['PodNodeSelector', 'PodTolerationRestriction'],
  repoUrl: 'https://git.example.com/platform.git',
  externals: [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'argocd' } },
    { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'GatewayClass', metadata: { name: 'cilium' } },
    { apiVersion: 'external-secrets.io/v1', kind: 'ClusterSecretStore', metadata: { name: 'vault' } },
  ],
});

/** A tenant, with all that a namespace needs. */
export function tenant(scope: Construct, name = 'tenant-a', holdsData = false): TenantNamespace {
  return new TenantNamespace(scope, name, {
    tenant: { name, team: 'vision', owner: 'vision@example.com' },
    pool: POOL,
    quota: { cpu: '4', memory: '8Gi' },
    holdsData,
  });
}

/** Something without data or dangers. */
export function configMap(scope: Construct, id: string, namespace: string, name = id): ApiObject {
  return new ApiObject(scope, id, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace },
    data: { a: 'b' },
  });
}

/** The text of what synth() throws. */
export function refusal(app: FortressApp): string {
  try {
    app.synth();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('synth() refused nothing');
}
