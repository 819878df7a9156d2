import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { PerSet } from '../../manifests/per-set';
import { PodTemplate } from '../../manifests/pod-template';
import type { ResourceList } from '../../manifests/quota/resource-list';
import { NodeBits } from '../../manifests/scheduling/node-bits';
import { NodePools } from '../../manifests/scheduling/node-pools';
import type { PlacedPods } from '../../manifests/scheduling/placed-pods';
import { Answers } from '../../notation/answers';
import { Faultless } from '../../notation/faultless';
import { Quantity } from '../../notation/quantity';
import type { Check, Violation } from '../check';
import { nodesInWords, shown } from './_amounts';

const NAMED = 3;
interface Lack {
  readonly resource: string;
  readonly amount: Quantity;
  readonly free: Quantity;
  readonly node: string;
}

const CACHE = new PerSet(violationsIn);
const JUDGED = new PerSet(all => new Set(all.manifests));

/**
 * The nodes of each pool hold all pods that have to run there, at the worst moment, and one of them holds the pod.
 *
 * Fields:  requests of all pods (lib/manifests/quota/pod-resources.ts) times their number (lib/manifests/quota/pod-count.ts); nodeName,
 *          nodeSelector, required node affinity and tolerations, which say on what nodes they may run
 * Allowed: the sum over all pods that may run on these nodes only is at most what the nodes have to allocate, for each
 *          resource; daemons count once a node. Each pod fits on a node of its own beside the daemons there
 * Needs:   nodes of the site. A resource that a node does not say is taken to be enough, a device to be absent
 * Reports: the pods that take most of a pool, for the pool as a whole
 * Source:  https://kubernetes.io/docs/concepts/scheduling-eviction/kube-scheduler/
 *          seed rows A01, C05, C08, A18: default requests of three monitoring pods do not fit a node of 4 GB
 */
export const poolCapacity: Check = {
  id: 'pool-capacity',
  family: 'admission',
  title: 'the nodes of each pool hold all pods that have to run there, at the worst moment',
  fix: 'add nodes, or lower replicas, surge or requests',
  kinds: PodTemplate.KINDS,
  needsNodes: true,
  examine: (manifest, all) => CACHE.of(all).get(manifest) ?? [],
};

function violationsIn(all: ManifestSet): ReadonlyMap<Manifest, readonly Violation[]> {
  const violations = new Map<Manifest, Violation[]>();
  const report = (placed: PlacedPods, message: string) => {
    const path = placed.pod.specPath;
    violations.set(placed.manifest, [...(violations.get(placed.manifest) ?? []), { path, message }]);
  };
  const pools = NodePools.of(all);
  const fine = new Answers((_: bigint) => new Faultless<ResourceList>());
  for (const placed of pools.placed) {
    if (placed.isDaemon) continue;
    const [message] = fine.of(placed.on).findings(placed.each, () => tooLarge(placed, pools));
    if (message !== undefined && JUDGED.of(all).has(placed.manifest)) report(placed, message);
  }
  const full = new Map<string, bigint[]>();
  for (const pool of pools.pools) {
    for (const [resource, total] of pools.demand(pool)) {
      const capacity = pools.capacity(pool, resource);
      const within = full.get(resource) ?? [];
      if (!capacity || !total.exceeds(capacity) || within.some(smaller => NodeBits.isWithin(smaller, pool))) continue;
      full.set(resource, [...within, pool]);
      const takers = pools.takers(pool, resource);
      const most = takers.find(({ manifest }) => JUDGED.of(all).has(manifest));
      if (!most) continue;
      const has = `${shown(resource, capacity)} of ${nodesInWords(pools.names(pool))}`;
      const words = takersInWords(takers, pool, resource);
      report(most, `${resource} ${shown(resource, total)} > ${has} at the worst moment: ${words}`);
    }
  }
  return violations;
}

/** No node of its own holds the pod beside the daemons there; of a DaemonSet its pools say it. */
function tooLarge(placed: PlacedPods, pools: NodePools): readonly string[] {
  if (placed.on === 0n) return [];
  const lacks: Lack[] = [];
  for (const index of pools.nodesIn(placed.on)) {
    const lack = lackOn(index, placed, pools);
    if (!lack) return [];
    lacks.push(lack);
  }
  return [`no node holds one such pod: ${lacks.slice(0, NAMED).map(lackInWords).join('; ')}`];
}

/** What a node has too little of, for one such pod. */
function lackOn(index: number, { each }: PlacedPods, pools: NodePools): Lack | undefined {
  const daemons = pools.daemonsOn(index);
  const lacks = each.flatMap((resource, amount) => {
    const allocatable = pools.allocatableOf(index, resource);
    if (allocatable === undefined) return [];
    const taken = daemons.get(resource);
    const free = taken === undefined ? allocatable : allocatable.minus(taken);
    return amount.exceeds(free) ? [{ resource, amount, free, node: pools.nodes[index].name }] : [];
  });
  return lacks[0];
}

function lackInWords({ resource, amount, free, node }: Lack): string {
  return `${resource} ${shown(resource, amount)} > ${shown(resource, free)} on ${node}`;
}

function takersInWords(takers: readonly PlacedPods[], pool: bigint, resource: string): string {
  const words = takers.slice(0, NAMED).map(placed => {
    const count = NodePools.countIn(placed, pool);
    const how = placed.how === '' ? '' : ` (${placed.how})`;
    const each = shown(resource, placed.each.get(resource) ?? Quantity.ZERO);
    return `${placed.manifest} ${count} pod${count === 1 ? '' : 's'}${how} x ${each}`;
  });
  return [...words, ...(takers.length > NAMED ? [`${takers.length - NAMED} more`] : [])].join('; ');
}
