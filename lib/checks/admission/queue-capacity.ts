import { Json } from '../../manifests/json/json';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { PerSet } from '../../manifests/per-set';
import { KueueQueues } from '../../manifests/quota/kueue-queues';
import { LabelledNodes } from '../../manifests/scheduling/labelled-nodes';
import { NodePools } from '../../manifests/scheduling/node-pools';
import { Grouped } from '../../notation/grouped';
import { Quantity } from '../../notation/quantity';
import type { Check, Violation } from '../check';
import { nodesInWords, shown } from './_amounts';

const NAMED = 3;

/** What a queue has of one resource of a flavor. */
interface Share {
  readonly queue: Manifest;
  readonly path: string;
  readonly flavor: string;
  readonly resource: string;
  readonly amount: Quantity;
}

const CACHE = new PerSet(violationsIn);

/**
 * What the queues of Kueue let run at the same time is there: on the nodes of each flavor.
 *
 * Fields:  spec.resourceGroups[*].flavors[*].resources[*].nominalQuota of ClusterQueues; spec.nodeLabels of ResourceFlavors;
 *          allocatable of the site's nodes
 * Allowed: for each flavor and resource, a sum over all ClusterQueues of at most what its nodes have to allocate
 * Needs:   nodes of the site. A flavor that is not known is another check's; one without labels is all nodes
 * Reports: the largest share of those that are too much together
 * Source:  https://kueue.sigs.k8s.io/docs/concepts/cluster_queue/#resources
 *          seed row C14
 */
export const queueCapacity: Check = {
  id: 'queue-capacity',
  family: 'admission',
  title: 'queues let run no more at the same time than the nodes of their flavors have',
  fix: 'lower nominalQuota, or add nodes',
  kinds: ['ClusterQueue'],
  needsNodes: true,
  examine: (manifest, all) => CACHE.of(all).get(manifest) ?? [],
};

function violationsIn(all: ManifestSet): ReadonlyMap<Manifest, readonly Violation[]> {
  const pools = NodePools.of(all);
  const violations = new Map<Manifest, Violation[]>();
  for (const shares of Grouped.by(sharesIn(all), ({ flavor, resource }) => `${flavor} ${resource}`).values()) {
    const [largest] = shares.sort((one, other) => other.amount.compare(one.amount));
    const { flavor, resource } = largest;
    const labels = all.find('kueue.x-k8s.io', 'ResourceFlavor', '', flavor)?.spec;
    if (!labels) continue;
    const nodes = LabelledNodes.with(Json.texts(labels.nodeLabels), all);
    const capacity = pools.capacity(nodes, resource);
    const total = shares.reduce((sum, { amount }) => sum.plus(amount), Quantity.ZERO);
    if (capacity === undefined || !total.exceeds(capacity)) continue;
    const words = shares.slice(0, NAMED).map(({ queue, amount }) => `${queue} ${shown(resource, amount)}`);
    const more = shares.length > NAMED ? `; ${shares.length - NAMED} more` : '';
    const has = `${shown(resource, capacity)} of ${nodesInWords(pools.names(nodes))}`;
    const message = `${resource} ${shown(resource, total)} > ${has}: ${words.join('; ')}${more}`;
    Grouped.add(violations, largest.queue, { path: largest.path, message });
  }
  return violations;
}

function sharesIn(all: ManifestSet): readonly Share[] {
  return all
    .ofKind('kueue.x-k8s.io', 'ClusterQueue')
    .flatMap(queue =>
      KueueQueues.flavorsOf(queue).flatMap(({ flavor, path, nominal }) =>
        nominal.entries.map(([resource, amount]) => ({ queue, path, flavor, resource, amount })),
      ),
    );
}
