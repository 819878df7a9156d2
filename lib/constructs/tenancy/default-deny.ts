import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { CiliumNetworkPolicy } from '../../../imports/cilium-cilium.io';
import { CiliumEntity } from '../../values/cilium-rule';
import type { INamespace } from '../../values/namespace';

/** A default deny in full. */
export interface DefaultDenyProps {
  /** Where it applies. */
  readonly namespace: INamespace;
}

/**
 * Denies every flow of a namespace, in and out, until a policy allows it (seed row E19).
 *
 * Twice, and the two add up to the same: the NetworkPolicy is a built-in kind, which Argo CD applies before any pod and
 * which scanners look for; the Cilium policy says the same where Cilium is asked. The one source let in is the node
 * itself, for the kubelet's probes (seed row E08).
 */
export class DefaultDeny extends Construct {
  /** The NetworkPolicy. */
  public readonly networkPolicy: ApiObject;
  /** The CiliumNetworkPolicy. */
  public readonly ciliumPolicy: ApiObject;

  constructor(scope: Construct, id: string, props: DefaultDenyProps) {
    super(scope, id);
    const metadata = { name: 'default-deny', namespace: props.namespace.namespaceName };
    this.networkPolicy = new ApiObject(this, 'NetworkPolicy', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata,
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
    });
    this.ciliumPolicy = new ApiObject(this, 'CiliumPolicy', {
      ...CiliumNetworkPolicy.GVK,
      metadata,
      spec: {
        endpointSelector: {},
        ingress: [{ fromEntities: [CiliumEntity.HOST] }],
        // A rule that allows nothing: without any rule Cilium would not deny this direction.
        egress: [{}],
      },
    });
  }
}
