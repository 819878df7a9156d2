import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { InvalidValue } from '../../notation/invalid-value';
import { WorkloadIntent } from '../../notation/workload-intent';
import { CiliumRule } from '../../values/cilium-rule';
import type { ClusterDns } from '../../values/cluster-dns';
import type { ApprovedHost } from '../../values/egress-allowlist';
import type { PodSet } from '../../values/pod-set';
import { CiliumPolicy } from './cilium-policy';

/** What pods may fetch from outside. */
export interface ApprovedEgressProps {
  /** The pods; also gives the namespace of the policy. */
  readonly pods: PodSet;
  /** The servers, each from an {@link EgressAllowlist}. */
  readonly hosts: ApprovedHost[];
  /**
   * `metadata.name`.
   * @default - the construct id
   */
  readonly name?: string;
  /**
   * The cluster's DNS server.
   * @default ClusterDns.DEFAULT
   */
  readonly dns?: ClusterDns;
}

/**
 * A CiliumNetworkPolicy by which pods reach servers outside, by name, and an annotation that says for each who answers for
 * it, and why (seed row E33).
 */
export class ApprovedEgress extends Construct {
  /** The policy. */
  public readonly policy: CiliumPolicy;

  constructor(scope: Construct, id: string, props: ApprovedEgressProps) {
    super(scope, id);
    const { pods, hosts, dns } = props;
    if (hosts.length === 0) throw new InvalidValue('hosts', 'at least one approved host', hosts);
    this.policy = new CiliumPolicy(this, 'Policy', {
      name: props.name ?? id,
      pods,
      dns,
      egress: hosts.map(({ hostname, port }) => CiliumRule.toFqdn(hostname, [port])),
    });
    const words = hosts.map(({ hostname, owner, reason }) => `${hostname.name} (${owner}): ${reason}`);
    this.apiObject.metadata.addAnnotation(WorkloadIntent.APPROVED_EGRESS, words.join('; '));
  }

  /** The rendered policy, for patches and metadata. */
  public get apiObject(): ApiObject {
    return this.policy.apiObject;
  }
}
