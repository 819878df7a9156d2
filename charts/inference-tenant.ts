import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  ArgoApplication,
  ArgoAppProject,
  CiliumPolicy,
  CiliumRule,
  ExternalSecret,
  type Hostname,
  type IGateway,
  PodNetworkPolicy,
  PodSecurity,
  PodSet,
  Port,
  type Site,
  TenantNamespace,
} from '../lib';
import { InferenceService } from './inference-service';
import { MINIO } from './minio';
import { TENANT_POOL, VAULT } from './site';
import type { InferenceTenant } from './tenants';

export interface InferenceTenantProps {
  readonly site: Site;
  readonly tenant: InferenceTenant;
  readonly gateway: IGateway;
  readonly hostname: Hostname;
  /** Replicas where nobody asks. */
  readonly minReplicas: number;
  /** The pods that scrape metrics. */
  readonly scrapers: PodSet;
}

/** A tenant: namespace, policies, credentials, project and Application (seed rows B14, C17, E27 to E29, K01 to K03). */
export class InferenceTenantChart extends Chart {
  /** The tenant's inference pods. */
  public readonly pods: PodSet;

  constructor(scope: Construct, id: string, props: InferenceTenantProps) {
    super(scope, id);
    const { name, team, owner, group } = props.tenant;
    const service = `${name}-ml-inference`;
    const namespace = new TenantNamespace(this, name, {
      tenant: { name, team, owner, group },
      pool: TENANT_POOL,
      podSecurity: PodSecurity.restricted(props.site.podSecurityVersion),
      // Ten pods at the most, and an eleventh during a rollout (seed row C16).
      quota: { cpu: '2200m', memory: '2816Mi', limitsCpu: '11', limitsMemory: '11Gi', pods: 11 },
      limits: {
        defaultLimit: { cpu: '500m', memory: '512Mi' },
        max: { cpu: '2', memory: '4Gi' },
        min: { cpu: '100m', memory: '128Mi' },
      },
      access: { serviceAccountNames: [`${service}-sa`], name: service },
      imagePullStore: VAULT,
    });
    const credentials = new ExternalSecret(this, `${service}-credentials`, {
      namespace,
      store: VAULT,
      remoteKey: `tenants/${name}/model-store-read-only`,
      keys: ['access-key', 'secret-key'],
    });
    this.pods = PodSet.labelled({ app: 'ml-inference' }, namespace);
    new PodNetworkPolicy(this, `${service}-netpol`, {
      pods: this.pods,
      ingress: [{ peers: [PodSet.allIn(namespace), props.scrapers], ports: [Port.tcp(8000)] }],
    });
    new CiliumPolicy(this, `${service}-model-store`, {
      description: 'The service loads its models from the object store.',
      pods: this.pods,
      egress: [CiliumRule.toPods(MINIO.pods, [MINIO.port])],
    });
    const project = new ArgoAppProject(this, `${name}-project`, {
      sourceRepos: [props.site.repoUrl],
      memberGroups: [group],
      destinations: [namespace],
    });
    const application = new ArgoApplication(this, `${name}-application`, { name, project, destination: namespace });
    new InferenceService(application, 'inference-service', {
      tenant: props.tenant,
      namespace,
      gateway: props.gateway,
      hostname: props.hostname,
      minReplicas: props.minReplicas,
      modelStoreCredentials: credentials.secretName,
    });
  }
}
