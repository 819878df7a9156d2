import type { CiliumRule } from '../../manifests/network/cilium-policy';
import { POD_NAMESPACE } from '../../manifests/network/cilium-selector';

/** A peer that stands for more than anybody would list. */
export interface OpenPeer {
  readonly path: string;
  /** As a person says it. */
  readonly who: string;
}

const ENTITIES: Readonly<Record<string, string>> = {
  all: 'everybody',
  cluster: 'every pod and node of the cluster',
  'cluster-mesh': 'every pod and node of every cluster in the mesh',
};

/** The peers of a Cilium rule that are every pod of every namespace, or everybody. */
export function openPeers({ peers, ports, path }: CiliumRule): readonly OpenPeer[] {
  if (peers.isEverybody && !ports.isAll) return [{ path, who: 'everybody' }];
  return peers.peers.flatMap(peer => {
    if (peer.kind === 'entity' && Object.hasOwn(ENTITIES, peer.entity)) {
      return [{ path: peer.path, who: ENTITIES[peer.entity] }];
    }
    if (peer.kind !== 'pods') return [];
    const expressions = peer.selector.matchExpressions ?? [];
    const isEveryPod = expressions.every(({ key, operator }) => key === POD_NAMESPACE && operator === 'Exists');
    return isEveryPod ? [{ path: peer.path, who: 'every pod of every namespace' }] : [];
  });
}
