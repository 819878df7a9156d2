import { Chart, Cron, Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  ArgoApplication,
  ArgoAppProject,
  BackupSchedule,
  ExternalNamespace,
  ExternalSecret,
  PodNetworkPolicy,
  PodSecurity,
  PodSet,
  Port,
  type Site,
  TenantNamespace,
} from '../lib';
import { ObjectStore } from './object-store';
import { TENANT_POOL, VAULT } from './site';

/** The store, as its readers refer to it. */
export const MINIO = {
  pods: PodSet.labelled({ app: 'minio' }, ExternalNamespace.named('minio')),
  port: Port.tcp(9000),
  url: 'http://minio.minio.svc.cluster.local:9000',
};

export interface MinioProps {
  readonly site: Site;
  /** The pods that read models. */
  readonly readers: PodSet[];
}

/** The namespace of the object store, its credentials, and who may read from it (seed rows B14, D26, D34, K10). */
export class Minio extends Chart {
  constructor(scope: Construct, id: string, props: MinioProps) {
    super(scope, id);
    const namespace = new TenantNamespace(this, 'minio', {
      tenant: { name: 'minio', team: 'platform', owner: 'platform@build.server' },
      pool: TENANT_POOL,
      podSecurity: PodSecurity.restricted(props.site.podSecurityVersion),
      holdsData: true,
      servesTenants: true,
      quota: { cpu: '2', memory: '4Gi', pods: 2, storage: '100Gi' },
      limits: { max: { cpu: '2', memory: '4Gi' }, min: { cpu: '100m', memory: '128Mi' } },
      imagePullStore: VAULT,
    });
    const credentials = new ExternalSecret(this, 'minio-credentials', {
      namespace,
      store: VAULT,
      remoteKey: 'minio/root',
      keys: ['root-user', 'root-password'],
    });
    new PodNetworkPolicy(this, 'minio-readers', {
      pods: MINIO.pods,
      ingress: props.readers.map(reader => ({ peers: [reader], ports: [MINIO.port] })),
    });
    new BackupSchedule(this, 'minio-backup', {
      source: namespace,
      velero: ExternalNamespace.named('velero'),
      schedule: Cron.schedule({ minute: '17', hour: '3' }),
      keep: Duration.days(30),
    });
    const project = new ArgoAppProject(this, 'minio-project', {
      sourceRepos: [props.site.repoUrl],
      destinations: [namespace],
    });
    // Nothing in Git says that data may go: what is no longer rendered stays, until somebody deletes it.
    const application = new ArgoApplication(this, 'minio-application', {
      name: 'minio',
      project,
      destination: namespace,
      prune: false,
    });
    new ObjectStore(application, 'object-store', {
      namespace,
      credentials: credentials.secretName,
      storageClass: props.site.storageClasses[0],
    });
  }
}
