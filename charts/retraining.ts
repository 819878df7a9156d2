import { Chart, Cron, Duration } from 'cdk8s';
import { EnvValue, Secret, Volume } from 'cdk8s-plus-30';
import type { Construct } from 'constructs';
import { HardenedCronJob, type InitContainerProps, type ITenantNamespace, Resources } from '../lib';
import { image } from './images';
import { MINIO } from './minio';

export interface RetrainingProps {
  readonly namespace: ITenantNamespace;
  /** Secret with the key `credentials`: a file of credentials that can only read the training data. */
  readonly storeSecret: string;
}

/** A model below it is not registered. Alerts start lower, at 0.80, so that no fresh model raises one (seed row J17). */
export const MIN_ACCURACY = 0.85;

const WORKSPACE = '/workspace';
const MODEL = `${WORKSPACE}/model`;
const DATA = `${WORKSPACE}/data`;
const CREDENTIALS = '/etc/retraining/store';

/**
 * Trains the model anew each night, behind two gates (seed row J17): each step starts only if the one before it succeeded, so
 * bad data are not trained on, and a model below {@link MIN_ACCURACY} is not registered.
 */
export class Retraining extends Chart {
  constructor(scope: Construct, id: string, props: RetrainingProps) {
    super(scope, id);
    const store = Secret.fromSecretName(this, 'store', props.storeSecret);
    const credentials = Volume.fromSecret(this, 'credentials', store, { name: 'credentials', defaultMode: 0o440 });
    const step = (name: string, ...command: string[]): InitContainerProps => ({
      name,
      image: image('ml-retraining'),
      resources: Resources.guaranteed({ cpu: '1', memory: '4Gi' }),
      command: ['python', ...command],
    });
    new HardenedCronJob(this, 'retraining', {
      namespace: props.namespace,
      schedule: Cron.schedule({ minute: '0', hour: '2' }),
      timeZone: 'Etc/UTC',
      activeDeadline: Duration.hours(4),
      backoffLimit: 1,
      writable: { '/tmp': '256Mi', [WORKSPACE]: '4Gi' },
      initContainers: [
        {
          ...step('extract', 'data-pipeline/etl/run_pipeline.py', '--out', DATA),
          envVariables: {
            DATA_STORE_URL: EnvValue.fromValue(MINIO.url),
            AWS_SHARED_CREDENTIALS_FILE: EnvValue.fromValue(`${CREDENTIALS}/credentials`),
          },
          volumeMounts: [{ path: CREDENTIALS, volume: credentials, readOnly: true }],
        },
        step(
          'validate-data',
          'ci-cd/scripts/validate_data.py',
          '--data-path',
          DATA,
          '--schema-path',
          'data/schema.json',
        ),
        step('train', 'train.py', '--data-path', DATA, '--model-path', MODEL),
        step(
          'validate-model',
          'ci-cd/scripts/validate_model.py',
          '--model-path',
          MODEL,
          '--min-accuracy',
          String(MIN_ACCURACY),
        ),
      ],
      ...step('register', 'register_model.py', '--model-path', MODEL),
      name: 'retraining',
      containerName: 'register',
      envVariables: { MLFLOW_TRACKING_URI: EnvValue.fromValue('http://mlflow-service:5000') },
    });
  }
}
