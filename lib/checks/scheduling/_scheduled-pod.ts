import { Json } from '../../manifests/json/json';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import type { PodTemplate } from '../../manifests/pod-template';
import { PodCount } from '../../manifests/quota/pod-count';
import { PodPlacement } from '../../manifests/scheduling/pod-placement';
import type { NodeFacts } from '../../manifests/site-facts';

/** How many names a message holds. */
const SHOWN = 3;

/** A pod that the scheduler has to place. */
export interface ScheduledPod {
  readonly pod: PodTemplate;
  readonly placement: PodPlacement;
  readonly isDaemon: boolean;
}

/**
 * The pod of an object; none for a kind without pods, and none for what another object here has made: that one is
 * asked.
 */
export function scheduledPod(manifest: Manifest, all: ManifestSet): ScheduledPod | undefined {
  const pod = all.podOf(manifest);
  if (!pod || PodCount.isStamped(manifest, all)) return undefined;
  return { pod, placement: PodPlacement.of(pod, all), isDaemon: PodPlacement.isDaemon(pod) };
}

/** Path of the field by which the pod asks for nodes. */
export function selectionPath({ spec, specPath }: PodTemplate): string {
  if (Object.keys(Json.object(spec.nodeSelector)).length > 0) return `${specPath}.nodeSelector`;
  const nodeAffinity = Json.at(spec.affinity, 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution');
  if (nodeAffinity === undefined) return `${specPath}.${spec.nodeName === undefined ? 'nodeSelector' : 'nodeName'}`;
  return `${specPath}.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution`;
}

/** Such as `worker-1, worker-2 and 3 more`. */
export function nodeNames(nodes: readonly NodeFacts[]): string {
  const names = nodes.slice(0, SHOWN).map(({ name }) => name);
  return names.join(', ') + (nodes.length > SHOWN ? ` and ${nodes.length - SHOWN} more` : '');
}
