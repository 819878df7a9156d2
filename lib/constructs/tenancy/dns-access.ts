import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { CiliumNetworkPolicy } from '../../../imports/cilium-cilium.io';
import { ClusterDns } from '../../values/cluster-dns';
import type { INamespace } from '../../values/namespace';
import { CiliumPolicySpec } from '../network/cilium-policy-spec';

/** What the pods of a namespace may resolve. */
export interface DnsAccessProps {
  /** Where it applies. */
  readonly namespace: INamespace;
  /**
   * The cluster's DNS server.
   * @default ClusterDns.DEFAULT
   */
  readonly dns?: ClusterDns;
}

/**
 * Lets the pods of a namespace resolve the Services of their own namespace, through Cilium's DNS proxy, which makes each
 * query visible in Hubble (seed row E09).
 *
 * Other names come with the policy that allows the flow: `CiliumRule.toFqdn`, `CiliumRule.toPods`. The proxy refuses the
 * rest; some C libraries (musl) then give up on a search list, unless Cilium runs with `dnsRejectResponseCode: nameError`.
 */
export class DnsAccess extends Construct {
  /** The CiliumNetworkPolicy. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: DnsAccessProps) {
    super(scope, id);
    const { namespace, dns = ClusterDns.DEFAULT } = props;
    this.apiObject = new ApiObject(this, 'Resource', {
      ...CiliumNetworkPolicy.GVK,
      metadata: { name: 'allow-dns', namespace: namespace.namespaceName },
      spec: {
        endpointSelector: {},
        egress: [CiliumPolicySpec.dnsRule(dns, [{ matchPattern: dns.servicesOf(namespace.namespaceName) }])],
      },
    });
  }
}
