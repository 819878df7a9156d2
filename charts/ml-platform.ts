import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  ArgoApplication,
  ArgoAppProject,
  CiliumPolicy,
  CiliumRule,
  type Environment,
  ExternalSecret,
  type Hostname,
  type IGateway,
  PodSecurity,
  PodSet,
  TenantNamespace,
} from '../lib';
import { DATABASE } from './database';
import { MlPlatformService } from './ml-platform-service';
import { TENANT_POOL, VAULT } from './site';

export interface MlPlatformProps {
  readonly environment: Environment;
  readonly gateway: IGateway;
  readonly hostname: Hostname;
}

/** The internal developer platform's own service: namespace, credentials, flows and delivery (seed rows B18, D30 to D32). */
export class MlPlatform extends Chart {
  /** The pods that keep records in the database. */
  public readonly pods: PodSet;

  constructor(scope: Construct, id: string, props: MlPlatformProps) {
    super(scope, id);
    const { environment, gateway, hostname } = props;
    const { site } = environment;
    const namespace = new TenantNamespace(this, 'namespace', {
      name: `ml-platform-${environment.name}`,
      tenant: { name: 'ml-platform', team: 'idp', owner: 'idp@build.server', group: 'team-idp' },
      pool: TENANT_POOL,
      podSecurity: PodSecurity.restricted(site.podSecurityVersion),
      // Three pods, and a fourth during a rollout.
      quota: { cpu: '1', memory: '2Gi', limitsCpu: '2', limitsMemory: '4Gi', pods: 4 },
      limits: { max: { cpu: '1', memory: '2Gi' }, min: { cpu: '100m', memory: '128Mi' } },
      imagePullStore: VAULT,
    });
    this.pods = PodSet.labelled({ app: 'ml-platform' }, namespace);
    const secret = new ExternalSecret(this, 'ml-platform-secrets', {
      namespace,
      store: VAULT,
      remoteKey: `ml-platform/${environment.name}`,
      keys: ['secret_key', 'database_url'],
    });
    new CiliumPolicy(this, 'ml-platform-database', {
      description: 'The service keeps its records in the database.',
      pods: this.pods,
      egress: [CiliumRule.toPods(DATABASE.pods, [DATABASE.port])],
    });
    const project = new ArgoAppProject(this, 'ml-platform-project', {
      sourceRepos: [site.repoUrl],
      destinations: [namespace],
    });
    const application = new ArgoApplication(this, 'ml-platform-application', {
      name: 'ml-platform',
      project,
      destination: namespace,
    });
    new MlPlatformService(application, 'ml-platform-service', {
      environment,
      namespace,
      gateway,
      hostname,
      secretName: secret.secretName,
    });
  }
}
