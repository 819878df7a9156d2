import { Chart, Cron, Duration } from 'cdk8s';
import { EnvValue, Secret, Volume } from 'cdk8s-plus-30';
import type { Construct } from 'constructs';
import { DataJob, type ITenantNamespace, Resources } from '../lib';
import { EGRESS_ALLOWLIST } from './egress-allowlist';
import { image } from './images';
import { MINIO } from './minio';
import { PRIORITY } from './priorities';

export interface FraudDataProps {
  readonly namespace: ITenantNamespace;
  /** Secret with the key `credentials`: a file of credentials that writes data. */
  readonly storeSecret: string;
  /** Secret with the key `token`, of the source. No pod of inference gets near it (seed row L03). */
  readonly sourceSecret: string;
}

/** Fetches card transactions from their approved source each night, and puts them where training reads them (seed rows E32, E33). */
export class FraudData extends Chart {
  constructor(scope: Construct, id: string, props: FraudDataProps) {
    super(scope, id);
    const mounted = (name: string, secretName: string) => {
      const secret = Secret.fromSecretName(this, `${name}-secret`, secretName);
      const volume = Volume.fromSecret(this, `${name}-volume`, secret, { name, defaultMode: 0o440 });
      return { path: `/etc/${name}`, volume, readOnly: true };
    };
    const source = EGRESS_ALLOWLIST.host('payments.build.server');
    new DataJob(this, 'transactions', {
      namespace: props.namespace,
      image: image('fraud-data'),
      schedule: Cron.schedule({ minute: '30', hour: '1' }),
      timeZone: 'Etc/UTC',
      activeDeadline: Duration.hours(2),
      backoffLimit: 1,
      resources: Resources.guaranteed({ cpu: '1', memory: '2Gi', ephemeralStorage: '4Gi' }),
      priorityClassName: PRIORITY.training,
      sources: [source],
      sinks: [MINIO],
      writable: { '/tmp': '1Gi' },
      envVariables: {
        SOURCE_URL: EnvValue.fromValue(`https://${source.hostname.name}`),
        SOURCE_TOKEN_FILE: EnvValue.fromValue('/etc/source/token'),
        STORE_URL: EnvValue.fromValue(MINIO.url),
        AWS_SHARED_CREDENTIALS_FILE: EnvValue.fromValue('/etc/store/credentials'),
      },
      volumeMounts: [mounted('source', props.sourceSecret), mounted('store', props.storeSecret)],
    });
  }
}
