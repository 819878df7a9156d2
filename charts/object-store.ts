import { Chart, Size } from 'cdk8s';
import {
  DeploymentStrategy,
  EnvValue,
  PersistentVolumeAccessMode,
  PersistentVolumeClaim,
  Probe,
  Secret,
  Volume,
} from 'cdk8s-plus-30';
import type { Construct } from 'constructs';
import { HardenedDeployment, type ITenantNamespace, Port, Resources } from '../lib';
import { image } from './images';
import { PRIORITY } from './priorities';

export interface ObjectStoreProps {
  readonly namespace: ITenantNamespace;
  /** Secret with the keys `root-user` and `root-password`. */
  readonly credentials: string;
  readonly storageClass: string;
}

/** MinIO: one pod, one disk, reachable inside the cluster only (seed row D26). */
export class ObjectStore extends Chart {
  constructor(scope: Construct, id: string, props: ObjectStoreProps) {
    super(scope, id);
    const disk = new PersistentVolumeClaim(this, 'data', {
      metadata: {
        name: 'minio-data',
        namespace: props.namespace.namespaceName,
        // It holds every tenant's models: no sync may take it away.
        annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' },
      },
      accessModes: [PersistentVolumeAccessMode.READ_WRITE_ONCE],
      storage: Size.gibibytes(50),
      storageClassName: props.storageClass,
    });
    const credentials = Secret.fromSecretName(this, 'credentials', props.credentials);
    new HardenedDeployment(this, 'minio', {
      namespace: props.namespace,
      image: image('minio'),
      args: ['server', '/data'],
      port: Port.tcp(9000).named('s3'),
      replicas: 1,
      priorityClassName: PRIORITY.platform,
      // One disk, one writer: the old pod has to go before the new one starts.
      strategy: DeploymentStrategy.recreate(),
      resources: Resources.guaranteed({ cpu: '1', memory: '2Gi', ephemeralStorage: '1Gi' }),
      envVariables: {
        HOME: EnvValue.fromValue('/tmp'),
        MINIO_ROOT_USER: EnvValue.fromSecretValue({ secret: credentials, key: 'root-user' }),
        MINIO_ROOT_PASSWORD: EnvValue.fromSecretValue({ secret: credentials, key: 'root-password' }),
      },
      volumeMounts: [{ path: '/data', volume: Volume.fromPersistentVolumeClaim(this, 'disk', disk, { name: 'data' }) }],
      liveness: Probe.fromHttpGet('/minio/health/live'),
      readiness: Probe.fromHttpGet('/minio/health/ready'),
    });
  }
}
