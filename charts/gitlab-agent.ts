import { Chart } from 'cdk8s';
import { EnvFieldPaths, EnvValue, Probe, Secret, Volume } from 'cdk8s-plus-30';
import type { Construct } from 'constructs';
import {
  AccessRule,
  CiliumEntity,
  CiliumPolicy,
  CiliumRule,
  ClusterHosts,
  ExternalSecret,
  HardenedDeployment,
  type ITenantNamespace,
  PodSecurity,
  PodSet,
  Port,
  Resources,
  ServiceIdentity,
  type Site,
  TenantNamespace,
} from '../lib';
import { image } from './images';
import { GITLAB, GITLAB_AGENT, INFRA_POOL, VAULT } from './site';

export interface GitLabAgentProps {
  readonly site: Site;
}

const SECRETS = '/etc/agentk/secrets';
/** What GitLab's own chart labels its pods with. */
const LABELS = { 'app.kubernetes.io/name': 'gitlab-agent' };

/**
 * The GitLab agent: its namespace, whom it may talk to, and what it may do (seed rows B08, E11, E14 to E16, H06, H07).
 *
 * Its chart would make it an administrator of the cluster. Argo CD delivers here, so all that it may do is hold its own lock.
 */
export class GitLabAgent extends Chart {
  constructor(scope: Construct, id: string, props: GitLabAgentProps) {
    super(scope, id);
    const namespace = new TenantNamespace(this, 'gitlab-agent-mlsecops-agent', {
      tenant: { name: 'gitlab-agent-mlsecops-agent', team: 'platform', owner: 'platform@build.server', platform: true },
      pool: INFRA_POOL,
      podSecurity: PodSecurity.restricted(props.site.podSecurityVersion),
      quota: { cpu: '1', memory: '1Gi', pods: 3 },
      imagePullStore: VAULT,
    });
    // Without it the agent asks for a name that the DNS of the network does not know (seed row H08).
    new ClusterHosts(this, 'coredns-custom', { hosts: [{ hostname: GITLAB.hostname, address: GITLAB.address }] });
    new CiliumPolicy(this, 'allow-agent-dns', {
      description: 'The agent keeps its tunnel to GitLab open, and acts through the API server.',
      pods: PodSet.labelled(LABELS, namespace),
      egress: [
        CiliumRule.toFqdn(GITLAB.hostname, [Port.tcp(443)]),
        CiliumRule.toEntities([CiliumEntity.KUBE_APISERVER], [Port.tcp(6443)]),
      ],
    });
    this.agent(namespace);
  }

  private agent(namespace: ITenantNamespace): void {
    const { name, id } = GITLAB_AGENT;
    const leases = { group: 'coordination.k8s.io', resource: 'leases' };
    const token = new ExternalSecret(this, `${name}-token`, {
      namespace,
      store: VAULT,
      remoteKey: `${namespace.namespaceName}/token`,
      keys: ['token'],
    });
    const secret = Secret.fromSecretName(this, 'token', token.secretName);
    new HardenedDeployment(this, name, {
      namespace,
      identity: new ServiceIdentity(this, `${name}-sa`, {
        namespace,
        name,
        rules: [
          AccessRule.creating(leases),
          AccessRule.named({ ...leases, names: [`agent-${id}-lock`], verbs: ['get', 'update'] }),
        ],
      }),
      image: image('gitlab-agentk'),
      args: [`--token-file=${SECRETS}/token`, `--kas-address=wss://${GITLAB.hostname.name}/-/kubernetes-agent/`],
      port: Port.tcp(8080).named('observability'),
      replicas: 1,
      resources: Resources.guaranteed({ cpu: '100m', memory: '128Mi' }),
      podLabels: LABELS,
      envVariables: {
        POD_NAMESPACE: EnvValue.fromFieldRef(EnvFieldPaths.POD_NAMESPACE),
        POD_NAME: EnvValue.fromFieldRef(EnvFieldPaths.POD_NAME),
        SERVICE_ACCOUNT_NAME: EnvValue.fromFieldRef(EnvFieldPaths.SERVICE_ACCOUNT_NAME),
      },
      volumeMounts: [
        {
          path: SECRETS,
          volume: Volume.fromSecret(this, 'token-volume', secret, { name: 'token', defaultMode: 0o440 }),
          readOnly: true,
        },
      ],
      liveness: Probe.fromHttpGet('/liveness'),
      readiness: Probe.fromHttpGet('/readiness'),
    });
  }
}
