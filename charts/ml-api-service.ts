import { Chart, Duration } from 'cdk8s';
import { ConfigMap, EnvValue, Probe, Secret, Volume } from 'cdk8s-plus-30';
import type { Construct } from 'constructs';
import {
  GatewayRoute,
  HardenedDeployment,
  type Hostname,
  type IGateway,
  type IServiceIdentity,
  type ITenantNamespace,
  Port,
  Resources,
} from '../lib';
import { predictionCallers } from './callers';
import { image } from './images';
import { COLLECTOR } from './trace-pipeline';

export interface MlApiServiceProps {
  readonly namespace: ITenantNamespace;
  readonly identity: IServiceIdentity;
  readonly gateway: IGateway;
  readonly hostname: Hostname;
  /** Secret with the keys `database_url` and `api_key`. */
  readonly secretName: string;
  /** Fewest replicas. */
  readonly minReplicas: number;
}

const SECRETS = '/etc/ml-api/secrets';

/** The ML API itself (seed rows C15, D11 to D18, F15, F16). */
export class MlApiService extends Chart {
  constructor(scope: Construct, id: string, props: MlApiServiceProps) {
    super(scope, id);
    const { namespace } = props;
    const config = new ConfigMap(this, 'config', {
      metadata: { name: 'ml-config', namespace: namespace.namespaceName, labels: namespace.tenant.labels },
      data: { mlflow_uri: 'http://mlflow-service:5000', model_registry: 'production', log_level: 'INFO' },
    });
    const secret = Secret.fromSecretName(this, 'secret', props.secretName);
    const secretFiles = Volume.fromSecret(this, 'secrets', secret, { name: 'ml-secrets', defaultMode: 0o440 });
    const api = new HardenedDeployment(this, 'ml-api', {
      namespace,
      identity: props.identity,
      containerName: 'ml-api',
      image: image('ml-api'),
      port: Port.tcp(8000).named('http'),
      serviceName: 'ml-api-service',
      servicePort: 80,
      resources: Resources.burstable({
        requests: { cpu: '250m', memory: '512Mi' },
        limits: { cpu: '500m', memory: '1Gi' },
      }),
      envVariables: {
        MLFLOW_TRACKING_URI: EnvValue.fromConfigMap(config, 'mlflow_uri'),
        MODEL_REGISTRY: EnvValue.fromConfigMap(config, 'model_registry'),
        LOG_LEVEL: EnvValue.fromConfigMap(config, 'log_level'),
        OTEL_EXPORTER_OTLP_ENDPOINT: EnvValue.fromValue(`http://${COLLECTOR.host}:${COLLECTOR.port}`),
        // Files, since variables are shown wherever the environment is (seed row D13, CIS 5.4.1).
        DATABASE_URL_FILE: EnvValue.fromValue(`${SECRETS}/database_url`),
        API_KEY_FILE: EnvValue.fromValue(`${SECRETS}/api_key`),
      },
      volumeMounts: [{ path: SECRETS, volume: secretFiles, readOnly: true }],
      // The one page of the seed tells readiness; that the process hangs shows in its port (seed rows D07, D14).
      liveness: Probe.fromTcpSocket({
        initialDelaySeconds: Duration.seconds(30),
        periodSeconds: Duration.seconds(10),
      }),
      readiness: Probe.fromHttpGet('/health', {
        initialDelaySeconds: Duration.seconds(5),
        periodSeconds: Duration.seconds(5),
      }),
      autoscaling: {
        name: 'ml-api-hpa',
        minReplicas: props.minReplicas,
        maxReplicas: 10,
        cpuPercent: 80,
        memoryPercent: 80,
      },
    });
    // Instead of the seed's LoadBalancer, which would be a second way in (seed row D15).
    new GatewayRoute(this, 'ml-api-route', {
      name: 'ml-api',
      gateway: props.gateway,
      hostname: props.hostname,
      backend: api,
      paths: ['/predict', '/health'],
      ...predictionCallers(props.hostname),
    });
  }
}
