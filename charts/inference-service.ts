import { Chart, Duration } from 'cdk8s';
import { ConfigMap, EnvValue, Probe, Secret } from 'cdk8s-plus-30';
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
import { image } from './images';
import { MINIO } from './minio';
import type { InferenceTenant } from './tenants';

export interface InferenceServiceProps {
  readonly tenant: InferenceTenant;
  readonly namespace: ITenantNamespace;
  readonly gateway: IGateway;
  readonly hostname: Hostname;
  /** Replicas where nobody asks. */
  readonly minReplicas: number;
  /** Secret with the keys `access-key` and `secret-key` of an identity that can only read this tenant's models. */
  readonly modelStoreCredentials: string;
}

/** A tenant's inference service (seed rows C16, D21 to D25, D27, K12). */
export class InferenceService extends Chart {
  constructor(scope: Construct, id: string, props: InferenceServiceProps) {
    super(scope, id);
    const { tenant, namespace } = props;
    const name = `${tenant.name}-ml-inference`;
    const config = new ConfigMap(this, 'config', {
      metadata: { name: `${name}-config`, namespace: namespace.namespaceName, labels: namespace.tenant.labels },
      data: {
        LOG_LEVEL: 'INFO',
        MODEL_BUCKET: tenant.name,
        MODEL_STORE_URL: MINIO.url,
      },
    });
    const credentials = Secret.fromSecretName(this, 'credentials', props.modelStoreCredentials);
    const fromConfig = (key: string) => EnvValue.fromConfigMap(config, key);
    const service = new HardenedDeployment(this, name, {
      namespace,
      app: 'ml-inference',
      serviceAccountName: `${name}-sa`,
      serviceName: `${name}-svc`,
      image: image('ml-inference-service'),
      port: Port.tcp(8000).named('http'),
      resources: Resources.burstable({
        requests: { cpu: '200m', memory: '256Mi' },
        limits: { cpu: '1000m', memory: '1Gi' },
      }),
      envVariables: {
        TENANT: EnvValue.fromValue(tenant.name),
        LOG_LEVEL: fromConfig('LOG_LEVEL'),
        MODEL_BUCKET: fromConfig('MODEL_BUCKET'),
        MODEL_STORE_URL: fromConfig('MODEL_STORE_URL'),
        MODEL_STORE_ACCESS_KEY: EnvValue.fromSecretValue({ secret: credentials, key: 'access-key' }),
        MODEL_STORE_SECRET_KEY: EnvValue.fromSecretValue({ secret: credentials, key: 'secret-key' }),
      },
      liveness: Probe.fromHttpGet('/health'),
      readiness: Probe.fromHttpGet('/ready'),
      startup: Probe.fromHttpGet('/health', { failureThreshold: 30, periodSeconds: Duration.seconds(5) }),
      autoscaling: { minReplicas: props.minReplicas, maxReplicas: 10, cpuPercent: 50 },
    });
    new GatewayRoute(this, 'route', {
      name,
      gateway: props.gateway,
      hostname: props.hostname,
      backend: service,
      // Metrics are for Prometheus, which comes by the pod's address, not through the gateway (seed row D22).
      paths: ['/predict', '/health'],
      ...predictionCallers(props.hostname),
    });
  }
}
