import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { PodSecurity, PodSet, type Site, TenantNamespace } from '../lib';
import { INFRA_POOL, VAULT } from './site';

export interface MlMonitoringProps {
  readonly site: Site;
}

/**
 * The namespace of Prometheus and Grafana (seed rows B02, B09, C03). Restricted: what needs the host's own metrics runs
 * elsewhere, and baseline would not admit it either.
 */
export class MlMonitoring extends Chart {
  /** Where they run. */
  public readonly tenantNamespace: TenantNamespace;
  /** The pods that scrape metrics. */
  public readonly scrapers: PodSet;

  constructor(scope: Construct, id: string, props: MlMonitoringProps) {
    super(scope, id);
    this.tenantNamespace = new TenantNamespace(this, 'ml-monitoring', {
      tenant: { name: 'ml-monitoring', team: 'platform', owner: 'platform@build.server', platform: true },
      pool: INFRA_POOL,
      podSecurity: PodSecurity.restricted(props.site.podSecurityVersion),
      // It keeps what Prometheus has seen: no sync may take the namespace away.
      holdsData: true,
      quota: { name: 'monitoring-quota', cpu: '6', memory: '12Gi', pods: 10, storage: '60Gi' },
      limits: {
        name: 'monitoring-limits',
        defaultLimit: { cpu: '1000m', memory: '3Gi' },
        defaultRequest: { cpu: '500m', memory: '2Gi' },
        max: { cpu: '2000m', memory: '4Gi' },
        min: { cpu: '100m', memory: '128Mi' },
      },
      imagePullStore: VAULT,
    });
    this.scrapers = PodSet.labelled({ 'app.kubernetes.io/name': 'prometheus' }, this.tenantNamespace);
  }
}
