import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  ArgoApplication,
  ArgoAppProject,
  ExternalSecret,
  type Hostname,
  type IGateway,
  InferenceLockdown,
  type ITenantNamespace,
  MlTeam,
  PodSecurity,
  PodSet,
  Quota,
  type Site,
  type TenantNamespace,
} from '../lib';
import { FraudData } from './fraud-data';
import { FraudInference, MODEL_SERVER } from './fraud-inference';
import { FraudTraining } from './fraud-training';
import { MINIO } from './minio';
import { PRIORITY } from './priorities';
import { GPU_POOL, GPU_TRAINING_POOL, TENANT_POOL, VAULT } from './site';

export interface FraudTeamProps {
  readonly site: Site;
  readonly gateway: IGateway;
  readonly hostname: Hostname;
  /** The fewest replicas of the model. */
  readonly minReplicas: number;
}

/**
 * The team that learns to see fraud: a namespace for each class of work, credentials that end at its border, project and
 * Applications (seed rows A16 to A19, B16, B17, C12, C13, C19, E30 to E33, L01 to L03, L05, L06).
 */
export class FraudTeam extends Chart {
  /** The namespace whose jobs wait for GPUs. */
  public readonly training: TenantNamespace;
  /** The pods that read and write models and data in the object store. */
  public readonly storeClients: PodSet[];

  constructor(scope: Construct, id: string, props: FraudTeamProps) {
    super(scope, id);
    const { site } = props;
    const { training, inference, data } = this.namespaces(site);
    this.training = training;
    this.storeClients = [training, inference, data].map(namespace => PodSet.allIn(namespace));
    new Quota(this, 'inference-critical', {
      name: 'inference-critical',
      namespace: inference,
      priorityClassNames: [PRIORITY.inference],
      cpu: '4',
      memory: '16Gi',
      pods: 4,
    });
    new InferenceLockdown(this, 'fraud-model-lockdown', {
      served: { pods: PodSet.labelled({ app: MODEL_SERVER.app }, inference), port: MODEL_SERVER.port },
      modelStore: MINIO,
    });
    const project = new ArgoAppProject(this, 'fraud-project', {
      sourceRepos: [site.repoUrl],
      destinations: [training, inference, data],
    });
    const application = (namespace: ITenantNamespace) =>
      new ArgoApplication(this, namespace.namespaceName, { project, destination: namespace });
    new FraudTraining(application(training), 'training', {
      namespace: training,
      storeSecret: this.storeSecret(training, 'read-data-write-models'),
    });
    new FraudInference(application(inference), 'inference', {
      namespace: inference,
      gateway: props.gateway,
      hostname: props.hostname,
      minReplicas: props.minReplicas,
      storeSecret: this.storeSecret(inference, 'read-models'),
    });
    new FraudData(application(data), 'data', {
      namespace: data,
      storeSecret: this.storeSecret(data, 'write-data'),
      sourceSecret: this.secret(data, 'payments', ['token']),
    });
  }

  private namespaces(site: Site): MlTeam {
    return new MlTeam(this, 'fraud', {
      tenant: {
        name: 'fraud',
        team: 'fraud',
        owner: 'fraud@build.server',
        group: 'team-fraud',
        costCenter: 'cc-risk',
      },
      podSecurity: PodSecurity.restricted(site.podSecurityVersion),
      imagePullStore: VAULT,
      training: {
        pool: GPU_TRAINING_POOL,
        proprietaryData: true,
        quota: { cpu: '24', memory: '56Gi', pods: 4, gpus: 4 },
      },
      inference: { pool: GPU_POOL, quota: { cpu: '6', memory: '24Gi', pods: 5, mig: { '1g.5gb': 5 } } },
      data: { pool: TENANT_POOL, quota: { cpu: '2', memory: '4Gi', pods: 3 } },
    });
  }

  /** Credentials of an identity that may do in the object store what the class needs, and no more (seed rows D34, L02). */
  private storeSecret(namespace: ITenantNamespace, may: string): string {
    return this.secret(namespace, `store-${may}`, ['credentials']);
  }

  private secret(namespace: ITenantNamespace, entry: string, keys: string[]): string {
    const { namespaceName } = namespace;
    return new ExternalSecret(this, `${namespaceName}-${entry}`, {
      name: entry,
      namespace,
      store: VAULT,
      remoteKey: `teams/${namespaceName}/${entry}`,
      keys,
    }).secretName;
  }
}
