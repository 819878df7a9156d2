import type { ManifestSet } from '../manifest-set';
import { PerSet } from '../per-set';
import { LabelledNodes } from './labelled-nodes';
import { NamespacePlacement } from './namespace-placement';
import { NodeBits } from './node-bits';
import { NodePools } from './node-pools';

/** Which nodes the pods of a namespace run on. */
export class NamespaceNodes {
  private static readonly ofPods = new PerSet(all => NamespaceNodes.readPods(all));

  /**
   * The nodes, as a pool: those that the namespace's PodNodeSelector annotation selects; without one, those that any of its
   * pods may run on, daemons aside. None, where there is neither.
   *
   * https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#podnodeselector
   */
  public static of(namespace: string, all: ManifestSet): bigint {
    const { nodeSelector: labels } = NamespacePlacement.addedTo(namespace, all);
    return labels ? LabelledNodes.with(labels, all) : (NamespaceNodes.ofPods.of(all).get(namespace) ?? NodeBits.NONE);
  }

  private static readPods(all: ManifestSet): ReadonlyMap<string, bigint> {
    const nodes = new Map<string, bigint>();
    for (const { isDaemon, manifest, on } of NodePools.of(all).placed) {
      const namespace = manifest.effectiveNamespace;
      if (!isDaemon) nodes.set(namespace, (nodes.get(namespace) ?? NodeBits.NONE) | on);
    }
    return nodes;
  }
}
