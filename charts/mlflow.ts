import { Chart } from 'cdk8s';
import { EnvValue, Probe, Secret, Volume } from 'cdk8s-plus-30';
import type { Construct } from 'constructs';
import { HardenedDeployment, type ITenantNamespace, Port, Resources } from '../lib';
import { image } from './images';
import { MINIO } from './minio';

export interface MlflowProps {
  readonly namespace: ITenantNamespace;
  /** Secret with the key `uri`, of the database that runs and models are recorded in. */
  readonly databaseSecret: string;
  /** Secret with the key `credentials`: a file of credentials for the object store. */
  readonly storeSecret: string;
}

/** The model registry, which the seed names and forgot (seed row D16). It keeps nothing itself. */
export class Mlflow extends Chart {
  constructor(scope: Construct, id: string, props: MlflowProps) {
    super(scope, id);
    const database = Secret.fromSecretName(this, 'database', props.databaseSecret);
    const store = Secret.fromSecretName(this, 'store', props.storeSecret);
    const credentials = Volume.fromSecret(this, 'credentials', store, { name: 'credentials', defaultMode: 0o440 });
    new HardenedDeployment(this, 'mlflow', {
      namespace: props.namespace,
      serviceName: 'mlflow-service',
      image: image('mlflow'),
      command: ['mlflow', 'server', '--host', '0.0.0.0', '--port', '5000'],
      port: Port.tcp(5000).named('http'),
      replicas: 1,
      resources: Resources.guaranteed({ cpu: '500m', memory: '1Gi' }),
      envVariables: {
        MLFLOW_BACKEND_STORE_URI: EnvValue.fromSecretValue({ secret: database, key: 'uri' }),
        MLFLOW_ARTIFACTS_DESTINATION: EnvValue.fromValue('s3://mlflow'),
        MLFLOW_S3_ENDPOINT_URL: EnvValue.fromValue(MINIO.url),
        MLFLOW_SERVER_ALLOWED_HOSTS: EnvValue.fromValue('mlflow-service:5000'),
        AWS_SHARED_CREDENTIALS_FILE: EnvValue.fromValue('/etc/mlflow/store/credentials'),
        HOME: EnvValue.fromValue('/tmp'),
      },
      volumeMounts: [{ path: '/etc/mlflow/store', volume: credentials, readOnly: true }],
      writable: { '/tmp': '256Mi' },
      liveness: Probe.fromHttpGet('/health'),
      readiness: Probe.fromHttpGet('/version'),
      startup: Probe.fromHttpGet('/health', { failureThreshold: 30 }),
    });
  }
}
