import { LabelSelector } from '../../notation/label-selector';
import type { ManifestSet } from '../manifest-set';
import { NamespacePlacement } from './namespace-placement';
import { NodeBits } from './node-bits';
import { NodePools } from './node-pools';

const CACHE = new WeakMap<ManifestSet, ReadonlyMap<string, bigint>>();

/** Which nodes the pods of a namespace run on. */
export class NamespaceNodes {
  /**
   * The nodes, as a pool: those that the namespace's PodNodeSelector annotation selects; without one, those that any of its
   * pods may run on, daemons aside. None, where there is neither.
   *
   * https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#podnodeselector
   */
  public static of(namespace: string, all: ManifestSet): bigint {
    const pools = NodePools.of(all);
    const { value: matchLabels } = NamespacePlacement.of(all.namespace(namespace)).nodeSelector;
    if (!matchLabels) return NamespaceNodes.ofPods(pools, all).get(namespace) ?? 0n;
    return NodeBits.where(pools.nodes, ({ labels }) => LabelSelector.matches({ matchLabels }, labels));
  }

  private static ofPods(pools: NodePools, all: ManifestSet): ReadonlyMap<string, bigint> {
    const known = CACHE.get(all);
    if (known) return known;
    const nodes = new Map<string, bigint>();
    for (const { isDaemon, manifest, on } of pools.placed) {
      const namespace = manifest.effectiveNamespace;
      if (!isDaemon) nodes.set(namespace, (nodes.get(namespace) ?? 0n) | on);
    }
    CACHE.set(all, nodes);
    return nodes;
  }
}
