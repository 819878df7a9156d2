import { ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  ArgoCdSettings,
  CiliumEntity,
  CiliumPolicy,
  CiliumRule,
  ExternalSecret,
  type Hostname,
  PodSecurity,
  PodSet,
  Port,
  type Site,
  TenantNamespace,
} from '../lib';
import { GITLAB, IDENTITY_PROVIDER, INFRA_POOL, VAULT } from './site';

export interface ArgoCdProps {
  readonly site: Site;
  /** Of Argo CD's page. */
  readonly hostname: Hostname;
}

/** Ports on which Argo CD's parts talk to each other: server, repository server, Redis. */
const INTERNAL_PORTS = [8080, 8081, 6379].map(port => Port.tcp(port));

/**
 * The namespace of Argo CD, and whom it may talk to (seed rows B07, F08, G07, G12). Applied before Argo CD is installed;
 * the chart that installs it writes none of this (charts/argocd-release.ts).
 *
 * Restricted: what Argo CD may do in the cluster is a matter of RBAC, not of Pod Security.
 */
export class ArgoCd extends Chart {
  /** Where Argo CD runs. */
  public readonly tenantNamespace: TenantNamespace;

  constructor(scope: Construct, id: string, props: ArgoCdProps) {
    super(scope, id);
    const namespace = new TenantNamespace(this, 'argocd', {
      tenant: { name: 'argocd', team: 'platform', owner: 'platform@build.server', platform: true },
      pool: INFRA_POOL,
      podSecurity: PodSecurity.restricted(props.site.podSecurityVersion),
      // Every part, and one more of each during a rollout.
      quota: { cpu: '4', memory: '8Gi', limitsCpu: '8', pods: 12 },
    });
    this.tenantNamespace = namespace;
    const everyPod = PodSet.allIn(namespace);
    new CiliumPolicy(this, 'argocd-internal', {
      description: 'The parts of Argo CD talk to each other, to the API server and to Git.',
      pods: everyPod,
      ingress: [CiliumRule.fromPods([everyPod], INTERNAL_PORTS)],
      egress: [
        CiliumRule.toPods(everyPod, INTERNAL_PORTS),
        CiliumRule.toEntities([CiliumEntity.KUBE_APISERVER], [Port.tcp(6443)]),
        CiliumRule.toFqdn(GITLAB.hostname, [Port.tcp(443)]),
      ],
    });
    new ArgoCdSettings(this, 'settings', {
      namespace,
      hostname: props.hostname,
      singleSignOn: { name: 'GitLab', issuer: IDENTITY_PROVIDER, clientId: 'argocd', secretStore: VAULT },
      adminGroups: ['ml-security/platform'],
    });
    new ExternalSecret(this, 'argocd-redis', { namespace, store: VAULT, remoteKey: 'argocd/redis', keys: ['auth'] });
    // Plain HTTP ends at the gateway's proxy on the way in: the listener of its host name is HTTPS (seed row F08).
    new ApiObject(this, 'argocd-cmd-params-cm', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: 'argocd-cmd-params-cm',
        namespace: namespace.namespaceName,
        labels: { 'app.kubernetes.io/name': 'argocd-cmd-params-cm', 'app.kubernetes.io/part-of': 'argocd' },
      },
      data: { 'server.insecure': 'true' },
    });
  }
}
