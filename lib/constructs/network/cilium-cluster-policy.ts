import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { CiliumClusterwideNetworkPolicy } from '../../../imports/cilium-cilium.io';
import { Names } from '../../notation/names';
import type { CiliumSubject } from '../../values/cilium-subject';
import { ClusterDns } from '../../values/cluster-dns';
import type { CiliumRulesProps } from './cilium-policy';
import { CiliumPolicySpec } from './cilium-policy-spec';

/** A cluster-wide Cilium policy in full. */
export interface CiliumClusterPolicyProps extends CiliumRulesProps {
  /** What it is for: the gateway, nodes, or pods of one namespace. */
  readonly subject: CiliumSubject;
  /**
   * `metadata.name`.
   * @default - the construct id
   */
  readonly name?: string;
}

/**
 * A CiliumClusterwideNetworkPolicy, for what has no namespace: the gateway's proxy and the nodes.
 *
 * There is no subject "every pod": one allow for all pods undoes the isolation of every tenant (seed row E06).
 */
export class CiliumClusterPolicy extends Construct {
  /** The rendered object, for patches and metadata. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: CiliumClusterPolicyProps) {
    super(scope, id);
    const { subject, description } = props;
    const [ingress, egress] = [[...(props.ingress ?? [])], [...(props.egress ?? [])]];
    const [ingressDeny, egressDeny] = [[...(props.ingressDeny ?? [])], [...(props.egressDeny ?? [])]];
    const name = Names.dnsSubdomain('policy name', props.name ?? id);
    const dns = props.dns ?? ClusterDns.DEFAULT;
    const spec = new CiliumPolicySpec(name, { ingress, egress, ingressDeny, egressDeny }, dns);
    if (subject.of === 'nodes' && [...ingress, ...egress].some(rule => rule.http.length > 0)) {
      throw new Error(`policy ${name} filters HTTP of nodes, which Cilium cannot; drop forHttp()`);
    }
    const selector = subject.of === 'nodes' ? 'nodeSelector' : 'endpointSelector';
    this.apiObject = new ApiObject(this, 'Resource', {
      ...CiliumClusterwideNetworkPolicy.GVK,
      metadata: { name },
      spec: Lazy.any({ produce: () => spec.toJson({ description, [selector]: subject.toSelector() }) }),
    });
  }

  /** `metadata.name` of the policy. */
  public get name(): string {
    return this.apiObject.name;
  }
}
