import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { PodSecurity, type Site, TenantNamespace } from '../lib';
import { INFRA_POOL, VAULT } from './site';

export interface MlSecurityProps {
  readonly site: Site;
}

/**
 * The namespace of scanners and trust tools (seed rows B03, B10, B13, C04). No tenant has a group here, so no Role is
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
  }
}
