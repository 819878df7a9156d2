import { Chart } from 'cdk8s';
import { EnvValue, Metric, MetricTarget, Probe, Secret, Volume } from 'cdk8s-plus-30';
import type { Construct } from 'constructs';
import {
  GatewayRoute,
  HardenedDeployment,
  type Hostname,
  type IGateway,
  type ITenantNamespace,
  Port,
  Resources,
} from '../lib';
import { predictionCallers } from './callers';
import { GPU_USE } from './gpu-metrics';
import { image } from './images';
import { MINIO } from './minio';
import { PRIORITY } from './priorities';

export interface FraudInferenceProps {
  readonly namespace: ITenantNamespace;
  readonly gateway: IGateway;
  readonly hostname: Hostname;
  /** The fewest replicas. */
  readonly minReplicas: number;
  /** Secret with the key `credentials`: a file of credentials that only reads models. */
  readonly storeSecret: string;
}

/** The model, as policies refer to it. */
export const MODEL_SERVER = { app: 'fraud-model', port: Port.tcp(8000).named('http') };

/** The fraud model, on a part of a GPU: behind the gateway, and with nothing but its store behind it (seed rows A18, E31, K13, L02, L03). */
export class FraudInference extends Chart {
  constructor(scope: Construct, id: string, props: FraudInferenceProps) {
    super(scope, id);
    const { namespace } = props;
    const secret = Secret.fromSecretName(this, 'store', props.storeSecret);
    const credentials = Volume.fromSecret(this, 'credentials', secret, { name: 'store', defaultMode: 0o440 });
    const model = new HardenedDeployment(this, MODEL_SERVER.app, {
      namespace,
      serviceAccountName: namespace.namespaceName,
      image: image('fraud-inference'),
      port: MODEL_SERVER.port,
      autoscaling: {
        minReplicas: props.minReplicas,
        maxReplicas: 3,
        // A GPU in use says more than a CPU that waits for it (seed row K13).
        metrics: [Metric.pods({ name: GPU_USE, target: MetricTarget.averageValue(60) })],
      },
      resources: Resources.guaranteed({ cpu: '1', memory: '4Gi', ephemeralStorage: '8Gi', mig: { '1g.5gb': 1 } }),
      priorityClassName: PRIORITY.inference,
      envVariables: {
        MODEL_STORE_URL: EnvValue.fromValue(MINIO.url),
        AWS_SHARED_CREDENTIALS_FILE: EnvValue.fromValue('/etc/store/credentials'),
      },
      volumeMounts: [{ path: '/etc/store', volume: credentials, readOnly: true }],
      writable: { '/tmp': '4Gi' },
      liveness: Probe.fromTcpSocket({ port: MODEL_SERVER.port.number }),
      readiness: Probe.fromHttpGet('/ready'),
      startup: Probe.fromHttpGet('/ready', { failureThreshold: 60 }),
    });
    new GatewayRoute(this, 'fraud-model-route', {
      gateway: props.gateway,
      hostname: props.hostname,
      backend: model,
      paths: ['/predict'],
      // The lockdown beside the namespace lets the gateway in.
      renderPolicy: false,
      ...predictionCallers(props.hostname),
    });
  }
}
