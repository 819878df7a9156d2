import { Chart, Duration } from 'cdk8s';
import { ConfigMap, Secret, Volume } from 'cdk8s-plus-30';
import type { Construct } from 'constructs';
import {
  AccessRule,
  CiliumPolicy,
  CiliumRule,
  type Environment,
  ExternalSecret,
  GatewayRoute,
  type Hostname,
  type IGateway,
  JetStreamBus,
  PodSecurity,
  Port,
  RateLimit,
  Resources,
  RouteAuth,
  ServiceIdentity,
  TenantNamespace,
  WebhookSource,
  WorkflowPipeline,
  WorkflowSensor,
} from '../lib';
import { COMMIT_DIGEST, deploySteps } from './deploy-steps';
import { JETSTREAM } from './jet-stream';
import { BUILD_POOL, GITLAB, VAULT } from './site';

export interface DeployPipelineProps {
  readonly environment: Environment;
  readonly gateway: IGateway;
  readonly hostname: Hostname;
}

/** What a build tells, and what each part of it has to look like: nothing else gets as far as a command. */
const PAYLOAD = {
  image: { path: 'body.image.name', pattern: '[a-z0-9]([-a-z0-9]*[a-z0-9])?' },
  digest: { path: 'body.image.digest', pattern: 'sha256:[0-9a-f]{64}' },
  actor: { path: 'body.actor', pattern: '[A-Za-z0-9._@-]{1,64}' },
};

const SMALL = Resources.guaranteed({ cpu: '100m', memory: '128Mi' });

/**
 * From a finished build to the cluster (seed rows G10, G11, G16, I04): a build calls the webhook with the digest that it
 * pushed, signed and scanned; signature and scan are verified again, here; then the digest is committed to Git. Argo CD does
 * the rest: nothing in this namespace can change a workload.
 */
export class DeployPipeline extends Chart {
  private readonly ci: TenantNamespace;

  constructor(scope: Construct, id: string, props: DeployPipelineProps) {
    super(scope, id);
    this.ci = new TenantNamespace(this, 'argo-event-pipeline', {
      tenant: { name: 'argo-event-pipeline', team: 'platform', owner: 'platform@build.server', platform: true },
      pool: BUILD_POOL,
      podSecurity: PodSecurity.restricted(props.environment.site.podSecurityVersion),
      quota: { cpu: '5', memory: '8Gi', pods: 10 },
      limits: { max: { cpu: '2', memory: '4Gi' }, min: { cpu: '50m', memory: '32Mi' } },
      imagePullStore: VAULT,
    });
    const source = this.source();
    const pipeline = this.pipeline(props.environment);
    new WorkflowSensor(this, 'builds-sensor', {
      name: 'builds',
      pipeline,
      source,
      identity: this.creatorOf('workflows', 'builds-sensor'),
      payload: PAYLOAD,
      resources: SMALL,
    });
    new CiliumPolicy(this, 'deploy-image-gitlab', {
      description: 'Steps read signatures from the registry, and push one commit.',
      pods: pipeline.pods,
      egress: [CiliumRule.toFqdn(GITLAB.hostname, [Port.tcp(443), Port.tcp(5050)])],
    });
    new GatewayRoute(this, 'builds-route', {
      name: 'builds',
      gateway: props.gateway,
      hostname: props.hostname,
      backend: source,
      paths: ['/deploy'],
      auth: RouteAuth.sharedSecret(),
      rateLimit: RateLimit.perSecond(1),
    });
  }

  private source(): WebhookSource {
    const { ci: namespace } = this;
    const bus = new JetStreamBus(this, 'bus', {
      namespace,
      identity: new ServiceIdentity(this, 'eventbus', { namespace }),
      version: JETSTREAM.version,
      resources: Resources.guaranteed({ cpu: '200m', memory: '256Mi' }),
      sidecarResources: Resources.guaranteed({ cpu: '50m', memory: '64Mi' }),
    });
    return new WebhookSource(this, 'builds', {
      namespace,
      identity: new ServiceIdentity(this, 'builds-eventsource', { namespace }),
      bus,
      endpoint: '/deploy',
      tokenSecretName: this.secret('webhook-token', 'token'),
      resources: SMALL,
    });
  }

  private pipeline({ name: environment }: Environment): WorkflowPipeline {
    const { namespaceName, tenant } = this.ci;
    const scripts = new ConfigMap(this, 'deploy-scripts', {
      metadata: { name: 'deploy-scripts', namespace: namespaceName, labels: tenant.labels },
      data: { 'commit-digest.sh': COMMIT_DIGEST },
    });
    return new WorkflowPipeline(this, 'deploy-image', {
      namespace: this.ci,
      identity: this.creatorOf('workflowtaskresults', 'deploy-steps', true),
      parameters: Object.keys(PAYLOAD),
      steps: deploySteps({
        environment,
        registryCredentials: this.secretFile('registry-reader', 'config.json'),
        gitCredentials: this.secretFile('git-writer', 'credentials'),
        scripts: Volume.fromConfigMap(this, 'scripts', scripts, { name: 'scripts' }),
      }),
      executorResources: SMALL,
      activeDeadline: Duration.minutes(30),
    });
  }

  private creatorOf(resource: string, name: string, patch = false): ServiceIdentity {
    return new ServiceIdentity(this, `${name}-account`, {
      name,
      namespace: this.ci,
      rules: [AccessRule.creating({ group: 'argoproj.io', resource, patch })],
      automountToken: true,
    });
  }

  private secret(name: string, key: string): string {
    const { ci: namespace } = this;
    const remoteKey = `${namespace.namespaceName}/${name}`;
    return new ExternalSecret(this, name, { namespace, store: VAULT, remoteKey, keys: [key] }).secretName;
  }

  private secretFile(name: string, key: string): Volume {
    const secret = Secret.fromSecretName(this, `${name}-secret`, this.secret(name, key));
    return Volume.fromSecret(this, `${name}-volume`, secret, { name, defaultMode: 0o440 });
  }
}
