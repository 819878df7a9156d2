import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  CiliumClusterPolicy,
  CiliumRule,
  CiliumSubject,
  L2Announcement,
  LbIpPool,
  PodSecurity,
  Port,
  SharedGateway,
  type Site,
  TenantNamespace,
} from '../lib';
import type { Lan } from './environments';
import { INFRA_POOL, VAULT } from './site';

export interface IngressGatewayProps {
  readonly site: Site;
  readonly lan: Lan;
  readonly gatewayName: string;
}

/** The one way in: addresses, announcement, gateway, and who may use it (seed rows B06, E04 to E08, F01 to F03). */
export class IngressGateway extends Chart {
  /** The gateway that all routes attach to. */
  public readonly gateway: SharedGateway;
  /** Where the gateway, and the platform's own routes, are. */
  public readonly routes: TenantNamespace;

  constructor(scope: Construct, id: string, props: IngressGatewayProps) {
    super(scope, id);
    const { lan } = props;
    this.routes = new TenantNamespace(this, 'ml-ingress-gateway', {
      tenant: { name: 'ml-ingress-gateway', team: 'platform', owner: 'platform@build.server', platform: true },
      pool: INFRA_POOL,
      podSecurity: PodSecurity.restricted(props.site.podSecurityVersion),
      // Cilium's own proxy serves the gateway, so no pod has to run here.
      quota: { cpu: '500m', memory: '512Mi', pods: 1 },
    });
    new LbIpPool(this, 'ingress-pool', { cidrs: [lan.pool] });
    new L2Announcement(this, 'l2-policy', { interfaces: [lan.interface] });
    this.gateway = new SharedGateway(this, props.gatewayName, {
      namespace: this.routes,
      addresses: [lan.gateway],
      certificateStore: VAULT,
      labels: {
        'app.kubernetes.io/component': 'ingress',
        'app.kubernetes.io/managed-by': 'cilium',
        'network/type': 'external',
      },
    });
    // The narrow rule in place of the seed's global-allow-gitlab-vm, which let the network in to every pod (seed row E06).
    new CiliumClusterPolicy(this, 'gateway-from-lan', {
      description: 'Only the local network reaches the gateway, and nothing but the gateway.',
      subject: CiliumSubject.gateway(),
      ingress: [CiliumRule.fromCidrs([lan.cidr], [Port.tcp(443), Port.tcp(80)])],
    });
  }
}
