import { Chart, Duration, Size } from 'cdk8s';
import { EnvValue, Secret, Volume } from 'cdk8s-plus-30';
import type { Construct } from 'constructs';
import { type ITenantNamespace, Resources, TrainingJob } from '../lib';
import { GPU_QUEUE } from './gpu-queue';
import { image } from './images';
import { MINIO } from './minio';
import { PRIORITY } from './priorities';

export interface FraudTrainingProps {
  readonly namespace: ITenantNamespace;
  /** Secret with the key `credentials`: a file of credentials that reads data and writes models. */
  readonly storeSecret: string;
}

/** Two training runs of the fraud team, each by itself (seed rows A16, A17, B17, E30). A new run is a new name. */
export class FraudTraining extends Chart {
  constructor(scope: Construct, id: string, props: FraudTrainingProps) {
    super(scope, id);
    this.train('graph-model-1', 2, props);
    this.train('baseline-model-1', 1, props);
  }

  private train(name: string, workers: number, { namespace, storeSecret }: FraudTrainingProps): void {
    const secret = Secret.fromSecretName(this, `${name}-store`, storeSecret);
    const credentials = Volume.fromSecret(this, `${name}-credentials`, secret, { name: 'store', defaultMode: 0o440 });
    new TrainingJob(this, name, {
      namespace,
      image: image('fraud-training'),
      args: ['--model', name],
      workers,
      resources: Resources.guaranteed({ cpu: '6', memory: '16Gi', ephemeralStorage: '25Gi', gpus: 1 }),
      sharedMemory: Size.gibibytes(4),
      stores: [MINIO],
      queueName: GPU_QUEUE,
      priorityClassName: PRIORITY.training,
      activeDeadline: Duration.hours(24),
      backoffLimit: 2,
      writable: { '/tmp': '1Gi', '/workspace': '20Gi' },
      envVariables: {
        STORE_URL: EnvValue.fromValue(MINIO.url),
        AWS_SHARED_CREDENTIALS_FILE: EnvValue.fromValue('/etc/store/credentials'),
      },
      volumeMounts: [{ path: '/etc/store', volume: credentials, readOnly: true }],
    });
  }
}
