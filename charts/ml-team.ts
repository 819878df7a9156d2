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
import { MINIO } from './minio';
import type { Team } from './ml-teams';
import { PRIORITY } from './priorities';
import { GPU_POOL, GPU_TRAINING_POOL, TENANT_POOL, VAULT } from './site';
import { TeamData } from './team-data';
import { MODEL_SERVER, TeamInference } from './team-inference';
import { TeamTraining } from './team-training';

export interface MlTeamChartProps {
  readonly site: Site;
  readonly team: Team;
  readonly gateway: IGateway;
  readonly hostname: Hostname;
  /** Replicas of the team's model. */
  readonly replicas: number;
}

/**
 * A team of machine learning: a namespace for each class of work, credentials that end at its border, project and
 * Applications (seed rows A16 to A19, B16, B17, C12, C13, C19, E30 to E33, L01 to L03, L05, L06).
 */
export class MlTeamChart extends Chart {
  /** The namespace whose jobs wait for GPUs. */
  public readonly training: TenantNamespace;
  /** The pods that read and write models and data in the object store. */
  public readonly storeClients: PodSet[];

  constructor(scope: Construct, id: string, props: MlTeamChartProps) {
    super(scope, id);
    const { team, site } = props;
    const { training, inference, data } = this.namespaces(props);
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
    new InferenceLockdown(this, `${team.name}-model-lockdown`, {
      served: { pods: PodSet.labelled({ app: MODEL_SERVER.app }, inference), port: MODEL_SERVER.port },
      modelStore: MINIO,
    });
    const project = new ArgoAppProject(this, `${team.name}-project`, {
      sourceRepos: [site.repoUrl],
      destinations: [training, inference, data],
    });
    const application = (namespace: ITenantNamespace) =>
      new ArgoApplication(this, namespace.namespaceName, { project, destination: namespace });
    new TeamTraining(application(training), 'training', {
      namespace: training,
      storeSecret: this.storeSecret(training, 'read-data-write-models'),
    });
    new TeamInference(application(inference), 'inference', {
      namespace: inference,
      gateway: props.gateway,
      hostname: props.hostname,
      replicas: props.replicas,
      storeSecret: this.storeSecret(inference, 'read-models'),
    });
    new TeamData(application(data), 'data', {
      namespace: data,
      storeSecret: this.storeSecret(data, 'write-data'),
      sourceSecret: this.secret(data, 'payments', ['token']),
    });
  }

  private namespaces({ team: { name, owner, group, costCenter }, site }: MlTeamChartProps): MlTeam {
    return new MlTeam(this, name, {
      tenant: { name, team: name, owner, group, costCenter },
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
