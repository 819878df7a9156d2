import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { ArgoApplicationSet, ArgoAppProject, type FleetCluster, type ITenantNamespace } from '../lib';

export interface FleetProps {
  /** The repository that Argo CD reads. */
  readonly repoUrl: string;
  /** The clusters that every tenant is delivered to. */
  readonly clusters: FleetCluster[];
  /** The tenants' namespaces, of the same name on every cluster. */
  readonly tenants: ITenantNamespace[];
}

/**
 * Tenants on many clusters, delivered by the one Argo CD of the platform: for each tenant a project and an ApplicationSet,
 * and so an Application a tenant and cluster.
 */
export class Fleet extends Chart {
  /** The set of each tenant, by the name of its namespace. */
  public readonly sets: ReadonlyMap<string, ArgoApplicationSet>;

  constructor(scope: Construct, id: string, props: FleetProps) {
    super(scope, id);
    const { repoUrl, clusters } = props;
    const [server, ...fleetServers] = clusters.map(cluster => cluster.server);
    this.sets = new Map(
      props.tenants.map(namespace => {
        const name = namespace.namespaceName;
        const project = new ArgoAppProject(this, `${name}-project`, {
          sourceRepos: [repoUrl],
          destinations: [namespace],
          server,
          fleetServers,
        });
        return [name, new ArgoApplicationSet(this, name, { project, destination: namespace, clusters })];
      }),
    );
  }
}
