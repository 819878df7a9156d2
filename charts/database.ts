import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { ExternalNamespace, PodNetworkPolicy, PodSecurity, PodSet, Port, type Site, TenantNamespace } from '../lib';
import { TENANT_POOL, VAULT } from './site';

/** The database, as its clients refer to it. */
export const DATABASE = {
  pods: PodSet.labelled({ app: 'postgresql' }, ExternalNamespace.named('database')),
  port: Port.tcp(5432),
};

export interface DatabaseProps {
  readonly site: Site;
  /** The pods that keep records in it. */
  readonly clients: PodSet[];
}

/**
 * The namespace of PostgreSQL, and who may connect (seed rows B19, E24). The database itself, with its backups, is installed
 * by those who run it; charts/externals.ts says what is known of it here.
 */
export class Database extends Chart {
  constructor(scope: Construct, id: string, props: DatabaseProps) {
    super(scope, id);
    new TenantNamespace(this, 'database', {
      tenant: { name: 'database', team: 'data-platform', owner: 'data-platform@build.server', platform: true },
      pool: TENANT_POOL,
      podSecurity: PodSecurity.restricted(props.site.podSecurityVersion),
      holdsData: true,
      servesTenants: true,
      quota: { cpu: '2', memory: '4Gi', pods: 3, storage: '100Gi' },
      imagePullStore: VAULT,
    });
    new PodNetworkPolicy(this, 'database-clients', {
      pods: DATABASE.pods,
      ingress: props.clients.map(client => ({ peers: [client], ports: [DATABASE.port] })),
    });
  }
}
