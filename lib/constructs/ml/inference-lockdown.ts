import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { CiliumRule } from '../../values/cilium-rule';
import type { ClusterDns } from '../../values/cluster-dns';
import type { PodEndpoint } from '../../values/pod-endpoint';
import type { PodSet } from '../../values/pod-set';
import { CiliumPolicy } from '../network/cilium-policy';

/** Whom pods that serve a model talk to. */
export interface InferenceLockdownProps {
  /** The pods that serve, and the port on which the gateway reaches them. */
  readonly served: PodEndpoint;
  /** Where models are loaded from. */
  readonly modelStore: PodEndpoint;
  /**
   * The pods that scrape metrics, on the same port.
   * @default - nobody
   */
  readonly scrapers?: PodSet;
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
 * A CiliumNetworkPolicy for pods that serve a model: in from the gateway, out to the store of models (seed row E31).
 *
 * With the default deny of the namespace that is all there is. A GatewayRoute to the same pods needs no policy of its own:
 * `renderPolicy: false`.
 */
export class InferenceLockdown extends Construct {
  /** The policy. */
  public readonly policy: CiliumPolicy;

  constructor(scope: Construct, id: string, props: InferenceLockdownProps) {
    super(scope, id);
    const { served, modelStore, scrapers, dns } = props;
    this.policy = new CiliumPolicy(this, 'Policy', {
      name: props.name ?? id,
      description: 'The gateway reaches the model, and the model its store.',
      pods: served.pods,
      dns,
      ingress: [
        CiliumRule.fromGateway([served.port]),
        ...(scrapers ? [CiliumRule.fromPods([scrapers], [served.port])] : []),
      ],
      egress: [CiliumRule.toPods(modelStore.pods, [modelStore.port])],
    });
  }

  /** The rendered policy, for patches and metadata. */
  public get apiObject(): ApiObject {
    return this.policy.apiObject;
  }
}
