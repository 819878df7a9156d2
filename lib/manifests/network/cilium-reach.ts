import { LabelSelector } from '../../notation/label-selector';
import type { ManifestSet } from '../manifest-set';
import type { CiliumPeer, CiliumPeers } from './cilium-peers';
import { type NetworkEndpoint, NetworkEndpoints } from './network-endpoints';
import { SelectorTerms } from './selector-terms';

const WORLD = ['world', 'world-ipv4', 'world-ipv6'];
const INSIDE = ['cluster', 'host', 'remote-node', 'init', 'ingress', 'health', 'unmanaged', 'kube-apiserver'];
const CLUSTER = ['cluster', 'cluster-mesh'];
const IPV4 = 32;

/**
 * What the peers of rules have in common, as far as it can be told from objects. What cannot be told is no.
 *
 * Cilium knows pods by their labels and never by address or name; what is outside the cluster by address or name, and all
 * of it as `world`.
 */
export class CiliumReach {
  /** Whether one rule's peers include a pod. */
  public static includesPod({ peers, isEverybody }: CiliumPeers, endpoint: NetworkEndpoint): boolean {
    return (
      isEverybody ||
      peers.some(peer => {
        if (peer.kind === 'entity') return peer.entity === 'all' || CLUSTER.includes(peer.entity);
        return peer.kind === 'pods' && LabelSelector.matches(peer.selector, endpoint.identity);
      })
    );
  }

  /** Whether the first rule is about everybody whom a peer of a second is about; of pods, whether of all that are known. */
  public static covers(one: CiliumPeers, other: CiliumPeer, all: ManifestSet): boolean {
    if (one.isEverybody) return true;
    return one.peers.some(peer => CiliumReach.includes(peer, other) || CiliumReach.hasPodsOf(peer, other, all));
  }

  private static hasPodsOf(one: CiliumPeer, other: CiliumPeer, all: ManifestSet): boolean {
    if (one.kind !== 'pods' || other.kind !== 'pods') return false;
    const endpoints = NetworkEndpoints.of(all).ofIdentity(other.selector);
    return endpoints.length > 0 && endpoints.every(endpoint => LabelSelector.matches(one.selector, endpoint.identity));
  }

  /** Whether everybody whom the second peer is about is somebody whom the first is about. */
  public static includes(one: CiliumPeer, other: CiliumPeer): boolean {
    if (one.kind === 'entity') return CiliumReach.entityIncludes(one.entity, other);
    if (one.kind === 'pods') return other.kind === 'pods' && SelectorTerms.covers(one.selector, other.selector);
    if (one.kind === 'name') return other.kind === 'name' && one.pattern.covers(other.pattern);
    if (one.kind === 'block') return CiliumReach.blockIncludes(one, other);
    return other.kind === 'other' && one.field === other.field && same(one.value, other.value);
  }

  private static entityIncludes(entity: string, other: CiliumPeer): boolean {
    if (entity === 'all') return true;
    if (other.kind === 'entity') {
      return (
        entity === other.entity ||
        (CLUSTER.includes(entity) && INSIDE.includes(other.entity)) ||
        (entity === 'world' && WORLD.includes(other.entity))
      );
    }
    if (CLUSTER.includes(entity)) return other.kind === 'pods';
    if (other.kind === 'name') return entity === 'world';
    return (
      other.kind === 'block' && (entity === 'world' || WORLD.indexOf(entity) === (other.block?.bits === IPV4 ? 1 : 2))
    );
  }

  /** Every address of IPv4 includes every name: what a name stands for is looked up as addresses. */
  private static blockIncludes(one: Block, other: CiliumPeer): boolean {
    if (one.except.length > 0) return other.kind === 'block' && written(one) === written(other);
    if (other.kind === 'name') return one.block?.first === 0n && one.block.last + 1n === 1n << BigInt(IPV4);
    return other.kind === 'block' && !!other.block && !!one.block?.contains(other.block);
  }
}

type Block = CiliumPeer & { readonly kind: 'block' };

function written({ text, except }: Block): string {
  return [text, ...except.map(({ first, last }) => `${first}-${last}`)].join();
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
