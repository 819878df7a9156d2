import { Json } from '../../manifests/json/json';
import { PodTemplate } from '../../manifests/pod-template';
import { NamespacePlacement } from '../../manifests/scheduling/namespace-placement';
import { PodPlacement } from '../../manifests/scheduling/pod-placement';
import type { Check } from '../check';
import { scheduledPod, selectionPath } from './_scheduled-pod';

/**
 * A pod asks for nodes that the site has.
 *
 * Fields:  <pod>.nodeSelector, <pod>.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution,
 *          <pod>.nodeName; the annotation scheduler.alpha.kubernetes.io/node-selector of the namespace; labels of the
 *          site's nodes
 * Allowed: a selection that at least one node of the site matches
 * Source:  https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#nodeselector
 *          seed rows A03, A04
 */
export const poolExists: Check = {
  id: 'pool-exists',
  family: 'scheduling',
  title: 'pods ask for nodes that the site has',
  fix: 'select labels of nodes that are in the site file, or label a node',
  kinds: PodTemplate.KINDS,
  needsNodes: true,
  examine: (manifest, all) => {
    const scheduled = scheduledPod(manifest, all);
    if (!scheduled || scheduled.placement.selected.length > 0) return [];
    const { spec } = scheduled.pod;
    const nodes = PodPlacement.nodes(all);
    const unknown = Object.entries(Json.object(spec.nodeSelector)).filter(
      ([key, value]) => !nodes.some(({ labels }) => Object.hasOwn(labels, key) && labels[key] === value),
    );
    const { nodeSelector: added = {} } = NamespacePlacement.addedTo(manifest.effectiveNamespace, all);
    const beside = Object.keys(added).length === 0 ? '' : `, beside the namespace's ${texts(Object.entries(added))}`;
    const what = unknown.length === 0 ? 'matches the selection' : `has the label ${texts(unknown)}`;
    return [{ path: selectionPath(scheduled.pod), message: `no node of the site ${what}${beside}` }];
  },
};

function texts(labels: readonly (readonly [string, unknown])[]): string {
  return labels.map(([key, value]) => `${key}=${value}`).join(', ');
}
