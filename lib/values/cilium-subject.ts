import { Names } from '../notation/names';
import type { PodSet } from './pod-set';

/** What a cluster-wide Cilium policy is for. */
export class CiliumSubject {
  /** Pods of one namespace. */
  public static pods(pods: PodSet): CiliumSubject {
    return new CiliumSubject('endpoints', { 'k8s:io.kubernetes.pod.namespace': pods.namespaceName, ...pods.labels });
  }

  /** The proxy behind all Gateways and Ingresses, which has the identity `reserved:ingress`. */
  public static gateway(): CiliumSubject {
    return new CiliumSubject('endpoints', {}, 'reserved:ingress');
  }

  /**
   * Nodes, by their labels, or all of them: the policy is for what uses the node's own network, never for other pods. Cilium applies it
   * only where its host firewall is on.
   */
  public static nodes(labels: { readonly [key: string]: string }): CiliumSubject {
    return new CiliumSubject('nodes', { ...Names.labels('node label', labels) });
  }

  private constructor(
    /** Whether it selects `endpoints` or `nodes`. */
    public readonly of: string,
    public readonly labels: { readonly [key: string]: string },
    /** A label that only has to be there. */
    public readonly existing?: string,
  ) {}

  /** The selector as it stands in the policy. */
  public toSelector(): any {
    if (this.existing !== undefined) return { matchExpressions: [{ key: this.existing, operator: 'Exists' }] };
    return Object.keys(this.labels).length > 0 ? { matchLabels: { ...this.labels } } : {};
  }
}
