import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { InvalidValue } from '../../notation/invalid-value';
import { Names } from '../../notation/names';
import type { PodSet } from '../../values/pod-set';
import type { Port } from '../../values/port';

/** Pods that may talk to each other, and the ports. */
export interface NetworkPeerRule {
  /** The other side. */
  readonly peers: PodSet[];
  /** The ports of the side that is talked to. */
  readonly ports: Port[];
}

/** A NetworkPolicy in full. */
export interface PodNetworkPolicyProps {
  /** The pods it is for; also gives its namespace. */
  readonly pods: PodSet;
  /**
   * `metadata.name`.
   * @default - the construct id
   */
  readonly name?: string;
  /**
   * Who may talk to the pods.
   * @default - nobody
   */
  readonly ingress?: NetworkPeerRule[];
  /**
   * Whom the pods may talk to.
   * @default - nobody
   */
  readonly egress?: NetworkPeerRule[];
}

/**
 * A Kubernetes NetworkPolicy between pods, for both directions: what it does not list, it denies.
 *
 * Namespaces are selected by their name, never by a label that somebody could set. What a NetworkPolicy cannot say (the
 * gateway, names, the API server) is for a CiliumPolicy; the two add up.
 */
export class PodNetworkPolicy extends Construct {
  /** The rendered object, for patches and metadata. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: PodNetworkPolicyProps) {
    super(scope, id);
    const { pods, ingress = [], egress = [] } = props;
    for (const rule of [...ingress, ...egress]) PodNetworkPolicy.assertNarrow(rule);
    const list = (field: string, rules: NetworkPeerRule[]) =>
      rules.map(rule => ({
        [field]: rule.peers.map(peer => PodNetworkPolicy.peer(pods.namespaceName, peer)),
        ports: rule.ports.map(port => ({
          port: port.number,
          ...(port.last === undefined ? {} : { endPort: port.last }),
          protocol: port.protocol,
        })),
      }));
    this.apiObject = new ApiObject(this, 'Resource', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: Names.dnsSubdomain('policy name', props.name ?? id), namespace: pods.namespaceName },
      spec: {
        podSelector: PodNetworkPolicy.selector(pods),
        policyTypes: ['Ingress', 'Egress'],
        ...(ingress.length > 0 ? { ingress: list('from', ingress) } : {}),
        ...(egress.length > 0 ? { egress: list('to', egress) } : {}),
      },
    });
  }

  /** `metadata.name` of the policy. */
  public get name(): string {
    return this.apiObject.name;
  }

  /** To Kubernetes, an empty list of peers or ports means all of them. */
  private static assertNarrow({ peers, ports }: NetworkPeerRule): void {
    if (peers.length === 0) throw new InvalidValue('peers', 'at least one set of pods', peers);
    if (ports.length === 0) throw new InvalidValue('ports', 'at least one port', ports);
  }

  private static peer(ownNamespace: string, peer: PodSet): object {
    const podSelector = PodNetworkPolicy.selector(peer);
    if (peer.namespaceName === ownNamespace) return { podSelector };
    const namespaceSelector = { matchLabels: { 'kubernetes.io/metadata.name': peer.namespaceName } };
    return Object.keys(peer.labels).length > 0 ? { namespaceSelector, podSelector } : { namespaceSelector };
  }

  private static selector(pods: PodSet): object {
    return Object.keys(pods.labels).length > 0 ? { matchLabels: { ...pods.labels } } : {};
  }
}
