import { Chart } from 'cdk8s';
import { EnvValue, Probe, Secret, Volume } from 'cdk8s-plus-30';
import type { Construct } from 'constructs';
import {
  type Environment,
  GatewayRoute,
  HardenedDeployment,
  Hostname,
  type IGateway,
  type ITenantNamespace,
  Port,
  Resources,
  RouteAuth,
} from '../lib';
import { image } from './images';

export interface MlPlatformServiceProps {
  readonly environment: Environment;
  readonly namespace: ITenantNamespace;
  readonly gateway: IGateway;
  readonly hostname: Hostname;
  /** Secret with the keys `secret_key` and `database_url`. */
  readonly secretName: string;
}

const SECRETS = '/etc/ml-platform/secrets';

/** Django behind Gunicorn (seed rows D30 to D32, I01, I14). */
export class MlPlatformService extends Chart {
  constructor(scope: Construct, id: string, props: MlPlatformServiceProps) {
    super(scope, id);
    const { environment, namespace, hostname } = props;
    const { replicas, debug } = environment;
    const secret = Secret.fromSecretName(this, 'secret', props.secretName);
    const secretFiles = Volume.fromSecret(this, 'secrets', secret, { name: 'secrets', defaultMode: 0o440 });
    const internal = Hostname.of(`ml-platform.${namespace.namespaceName}.svc.cluster.local`);
    const service = new HardenedDeployment(this, 'ml-platform', {
      namespace,
      image: image('ml-platform'),
      port: Port.tcp(8000).named('http'),
      replicas,
      resources: Resources.burstable({
        requests: { cpu: '250m', memory: '512Mi' },
        limits: { cpu: '500m', memory: '1Gi' },
      }),
      envVariables: {
        // Django takes names, not the seed's range of addresses; so the kubelet asks by a name, too (seed row D31).
        ALLOWED_HOSTS: EnvValue.fromValue(debug ? '*' : [hostname, internal].map(({ name }) => name).join(',')),
        DEBUG: EnvValue.fromValue(String(debug)),
        DJANGO_SETTINGS_MODULE: EnvValue.fromValue('ml_platform.settings'),
        SECRET_KEY_FILE: EnvValue.fromValue(`${SECRETS}/secret_key`),
        DATABASE_URL_FILE: EnvValue.fromValue(`${SECRETS}/database_url`),
      },
      requiredVariables: ['ALLOWED_HOSTS', 'DJANGO_SETTINGS_MODULE', 'SECRET_KEY_FILE', 'DATABASE_URL_FILE'],
      volumeMounts: [{ path: SECRETS, volume: secretFiles, readOnly: true }],
      // Gunicorn tells that its workers live by touching files there.
      writable: { '/tmp': '128Mi' },
      probeHost: internal,
      liveness: Probe.fromTcpSocket(),
      readiness: Probe.fromHttpGet('/health/'),
      startup: Probe.fromHttpGet('/health/', { failureThreshold: 30 }),
    });
    new GatewayRoute(this, 'ml-platform-route', {
      name: 'ml-platform',
      gateway: props.gateway,
      hostname,
      backend: service,
      auth: RouteAuth.login(),
    });
  }
}
