import { Json, type JsonObject } from '../../manifests/json/json';
import { PodTemplate } from '../../manifests/pod-template';
import { PodNodes } from '../../manifests/scheduling/pod-nodes';
import { PodPlacement } from '../../manifests/scheduling/pod-placement';
import { Tolerations } from '../../manifests/scheduling/tolerations';
import type { TaintFacts } from '../../manifests/site-facts';
import { Faultless } from '../../notation/faultless';
import { Flat } from '../../notation/flat';
import type { Check, Violation } from '../check';
import { type ScheduledPod, scheduledPod } from './_scheduled-pod';

/** Tolerations of how a node is at the moment, which Kubernetes itself gives to pods. */
const OF_KUBERNETES = /^node\.kubernetes\.io\//;

/** Placements of pods: with what pods say of nodes and taints, and what the site has. */
const FINE = new Faultless<PodPlacement>();

/**
 * A pod tolerates no taint but those of the nodes that it asks for.
 *
 * Fields:  <pod>.tolerations[*]; taints of the site's nodes
 * Allowed: a toleration of taints that the nodes which the pod asks for have, and no other node of the site; one of
 *          node.kubernetes.io, which are Kubernetes' own. A pod that asks for no pool is another check's
 * Source:  https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
 *          seed rows A08, A09, A12, A17
 */
export const foreignToleration: Check = {
  id: 'foreign-toleration',
  family: 'scheduling',
  title: 'pods tolerate only taints of the nodes that they ask for',
  fix: "remove the toleration, or narrow it to the pool's own taint: key, value and effect",
  kinds: PodTemplate.KINDS,
  needsNodes: true,
  examine: (manifest, all) => {
    const scheduled = scheduledPod(manifest, all);
    if (!scheduled) return [];
    const { placement } = scheduled;
    if (placement.selected.length === 0 || !placement.selectsPool) return [];
    return FINE.findings(placement, () => foreignIn(scheduled, PodPlacement.taints(all)));
  },
};

function foreignIn({ pod, placement }: ScheduledPod, onSite: readonly TaintFacts[]): readonly Violation[] {
  return Flat.map(Json.list(pod.spec.tolerations), (item, index) => {
    const toleration = Json.object(item);
    if (OF_KUBERNETES.test(Json.text(toleration.key) ?? '')) return [];
    const found = foreign(toleration, placement.selectedTaints, onSite);
    return found === undefined ? [] : [{ path: `${pod.specPath}.tolerations[${index}]`, message: found }];
  });
}

function foreign(toleration: JsonObject, own: ReadonlySet<string>, onSite: readonly TaintFacts[]): string | undefined {
  const tolerated = onSite.filter(taint => PodNodes.tolerates(toleration, taint)).map(PodPlacement.taintText);
  const others = tolerated.filter(taint => !own.has(taint)).sort();
  const text = Tolerations.text(toleration);
  if (others.length > 0) {
    const also = others.join() === text ? '' : `, and so ${others.join(', ')}`;
    return `the pod tolerates ${text}${also} of nodes that it does not ask for`;
  }
  return tolerated.length > 0 ? undefined : `the pod tolerates ${text}, which no node of the site has`;
}
