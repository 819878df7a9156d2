import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  CiliumEntity,
  CiliumPolicy,
  CiliumRule,
  ClusterHosts,
  PodSecurity,
  PodSet,
  Port,
  type Site,
  TenantNamespace,
} from '../lib';
import { GITLAB, INFRA_POOL, VAULT } from './site';

export interface GitLabAgentProps {
  readonly site: Site;
}

/** The namespace of the GitLab agent, and whom the agent may talk to (seed rows B08, E11, E14 to E16). */
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
      pods: PodSet.labelled({ 'app.kubernetes.io/name': 'gitlab-agent' }, namespace),
      egress: [
        CiliumRule.toFqdn(GITLAB.hostname, [Port.tcp(443)]),
        CiliumRule.toEntities([CiliumEntity.KUBE_APISERVER], [Port.tcp(6443)]),
      ],
    });
  }
}
