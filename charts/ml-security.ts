import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  CiliumEntity,
  CiliumPolicy,
  CiliumRule,
  ExternalSecret,
  PodSecurity,
  PodSet,
  Port,
  type Site,
  TenantNamespace,
} from '../lib';
import { GITLAB, INFRA_POOL, VAULT } from './site';

export interface MlSecurityProps {
  readonly site: Site;
}

/**
 * The namespace of scanners and trust tools, and what these have to reach (seed rows B03, B10, B13, C04, H14). No tenant has a group here, so no Role is
 * given to anybody: cluster administrators only.
 */
export class MlSecurity extends Chart {
  /** Where scanners run. */
  public readonly tenantNamespace: TenantNamespace;

  constructor(scope: Construct, id: string, props: MlSecurityProps) {
    super(scope, id);
    this.tenantNamespace = new TenantNamespace(this, 'ml-security', {
      tenant: { name: 'ml-security', team: 'ml-security', owner: 'ml-security@build.server', platform: true },
      pool: INFRA_POOL,
      podSecurity: PodSecurity.restricted(props.site.podSecurityVersion),
      quota: { name: 'security-quota', cpu: '3', memory: '6Gi', pods: 10 },
      limits: {
        name: 'security-limits',
        defaultLimit: { cpu: '500m', memory: '1Gi' },
        defaultRequest: { cpu: '250m', memory: '512Mi' },
        max: { cpu: '1500m', memory: '2Gi' },
        min: { cpu: '100m', memory: '128Mi' },
      },
      imagePullStore: VAULT,
    });
    new CiliumPolicy(this, 'scanners', {
      description:
        'The operator watches what runs. Its jobs read images, and the list of what is known to be vulnerable.',
      pods: PodSet.allIn(this.tenantNamespace),
      egress: [
        CiliumRule.toEntities([CiliumEntity.KUBE_APISERVER], [Port.tcp(6443)]),
        // The registry sends whoever asks to GitLab, for a token.
        CiliumRule.toFqdn(GITLAB.hostname, [Port.tcp(443), Port.tcp(5050)]),
      ],
    });
    // The chart of the operator knows it by this name.
    new ExternalSecret(this, 'trivy-operator-trivy-config', {
      namespace: this.tenantNamespace,
      store: VAULT,
      remoteKey: 'ml-security/vulnerability-database',
      keys: ['trivy.dbRepositoryUsername', 'trivy.dbRepositoryPassword'],
    });
  }
}
