import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  AccessRule,
  ArgoApplication,
  ArgoAppProject,
  CiliumEntity,
  CiliumPolicy,
  CiliumRule,
  ExternalSecret,
  type Hostname,
  type IGateway,
  PodNetworkPolicy,
  PodSecurity,
  PodSet,
  Port,
  ServiceIdentity,
  type Site,
  TenantNamespace,
} from '../lib';
import { DATABASE } from './database';
import { MINIO } from './minio';
import { MlApiService } from './ml-api-service';
import { Mlflow } from './mlflow';
import { Retraining } from './retraining';
import { TENANT_POOL, VAULT } from './site';

export interface MlApiProps {
  readonly site: Site;
  readonly gateway: IGateway;
  readonly hostname: Hostname;
  /** The pods that scrape metrics. */
  readonly scrapers: PodSet;
  /** Fewest replicas. */
  readonly minReplicas: number;
}

/**
 * The ML API, its model registry and its retraining: namespace, rights, flows, credentials and delivery (seed rows B19, C15,
 * D11 to D18, E24, J01, J02, J17).
 */
export class MlApi extends Chart {
  /** The pods of the API. */
  public readonly pods: PodSet;
  /** The pods that keep records in the database. */
  public readonly databaseClients: PodSet[];
  /** The pods that read and write models and data in the object store. */
  public readonly storeClients: PodSet[];

  constructor(scope: Construct, id: string, props: MlApiProps) {
    super(scope, id);
    const namespace = new TenantNamespace(this, 'ml-api', {
      tenant: {
        name: 'ml-api',
        team: 'ml-engineering',
        owner: 'ml-engineering@build.server',
        group: 'team-ml-engineering',
      },
      pool: TENANT_POOL,
      podSecurity: PodSecurity.restricted(props.site.podSecurityVersion),
      // Ten pods of the API and an eleventh during a rollout, two of the registry, and one retraining (seed rows C15, N09).
      quota: { cpu: '5', memory: '13Gi', limitsCpu: '8', limitsMemory: '18Gi', pods: 14 },
      limits: { max: { cpu: '2', memory: '4Gi' }, min: { cpu: '100m', memory: '128Mi' } },
      imagePullStore: VAULT,
    });
    const [api, mlflow, retraining] = ['ml-api', 'mlflow', 'retraining'].map(app =>
      PodSet.labelled({ app }, namespace),
    );
    this.pods = api;
    this.databaseClients = [api, mlflow];
    this.storeClients = [mlflow, retraining];
    const identity = new ServiceIdentity(this, 'ml-api-sa', {
      namespace,
      roleName: 'ml-api-role',
      roleBindingName: 'ml-api-rolebinding',
      rules: [
        AccessRule.named({ resource: 'configmaps', names: ['ml-config'], verbs: ['get', 'watch'] }),
        AccessRule.named({ group: 'apps', resource: 'deployments', names: ['ml-api'], verbs: ['get', 'watch'] }),
      ],
    });
    this.allowFlows({ api, mlflow, retraining }, props.scrapers);
    const secret = (name: string, keys: string[]) =>
      new ExternalSecret(this, name, { namespace, store: VAULT, remoteKey: `ml-api/${name}`, keys }).secretName;
    const project = new ArgoAppProject(this, 'ml-api-project', {
      sourceRepos: [props.site.repoUrl],
      destinations: [namespace],
    });
    const application = new ArgoApplication(this, 'ml-api-application', {
      name: 'ml-api',
      project,
      destination: namespace,
    });
    new MlApiService(application, 'ml-api-service', {
      namespace,
      identity,
      gateway: props.gateway,
      hostname: props.hostname,
      secretName: secret('ml-secrets', ['database_url', 'api_key']),
      minReplicas: props.minReplicas,
    });
    new Mlflow(application, 'mlflow', {
      namespace,
      databaseSecret: secret('mlflow-database', ['uri']),
      storeSecret: secret('mlflow-store', ['credentials']),
    });
    new Retraining(application, 'retraining-pipeline', {
      namespace,
      storeSecret: secret('retraining-store', ['credentials']),
    });
  }

  /** What the seed's policy left out is here, too: the registry, the gateway (with the route), and names (seed row E24). */
  private allowFlows({ api, mlflow, retraining }: Record<string, PodSet>, scrapers: PodSet): void {
    const registry = Port.tcp(5000);
    new PodNetworkPolicy(this, 'ml-api-network-policy', {
      pods: api,
      ingress: [{ peers: [scrapers], ports: [Port.tcp(8000)] }],
      egress: [
        { peers: [DATABASE.pods], ports: [DATABASE.port] },
        { peers: [mlflow], ports: [registry] },
      ],
    });
    new CiliumPolicy(this, 'ml-api-reads-itself', {
      description: 'The API asks Kubernetes for its own configuration and version, and finds the database by name.',
      pods: api,
      egress: [
        CiliumRule.toEntities([CiliumEntity.KUBE_APISERVER], [Port.tcp(6443)]),
        CiliumRule.toPods(DATABASE.pods, [DATABASE.port]),
      ],
    });
    new CiliumPolicy(this, 'mlflow-flows', {
      description: 'The registry keeps records in the database and models in the object store.',
      pods: mlflow,
      ingress: [CiliumRule.fromPods([api, retraining], [registry])],
      egress: [CiliumRule.toPods(DATABASE.pods, [DATABASE.port]), CiliumRule.toPods(MINIO.pods, [MINIO.port])],
    });
    new CiliumPolicy(this, 'retraining-sources', {
      description: 'Retraining reads its approved sources, and registers what passed: nothing else (seed row J17).',
      pods: retraining,
      egress: [CiliumRule.toPods(MINIO.pods, [MINIO.port]), CiliumRule.toPods(mlflow, [registry])],
    });
  }
}
