import { Grouped } from '../../notation/grouped';
import { Quantity } from '../../notation/quantity';
import type { Manifest } from '../manifest';
import type { ManifestSet } from '../manifest-set';
import { PerSet } from '../per-set';
import { KueueQueues } from '../quota/kueue-queues';
import { ResourceList } from '../quota/resource-list';
import type { NodeFacts } from '../site-facts';
import { NodeBits } from './node-bits';
import { AllPlacedPods, type PlacedPods } from './placed-pods';
import { PodPlacement } from './pod-placement';

/** What is unlimited on a node that does not say how much of it there is. */
const UNLIMITED_UNSAID: readonly string[] = ['cpu', 'memory', 'ephemeral-storage', 'pods'];

/**
 * The nodes of the site as pods see them: a pool is the set of nodes that some pods may run on.
 *
 * Pods whose nodes all lie in a pool have to fit into it, whatever the scheduler does.
 */
export class NodePools {
  private static readonly known = new PerSet(all => new NodePools(all));

  public static of(all: ManifestSet): NodePools {
    return NodePools.known.of(all);
  }

  public readonly nodes: readonly NodeFacts[];
  /** Everything that has pods, judged and external. */
  public readonly placed: readonly PlacedPods[];
  private readonly allocatable: readonly ResourceList[];
  private readonly daemons: readonly PlacedPods[];
  /** The sum of what the pods of each pool request. */
  private readonly byPool: ReadonlyMap<bigint, ResourceList>;
  private readonly byNode = new Map<number, ResourceList>();
  private readonly indices = new Map<bigint, readonly number[]>();
  private readonly largest = new Map<string, Quantity | undefined>();

  private constructor(all: ManifestSet) {
    this.nodes = PodPlacement.nodes(all);
    this.allocatable = this.nodes.map(node => ResourceList.of(node.allocatable));
    this.placed = AllPlacedPods.of(all);
    this.daemons = this.placed.filter(({ isDaemon }) => isDaemon);
    this.byPool = NodePools.sums(
      this.placed.filter(({ isDaemon }) => !isDaemon),
      all,
    );
  }

  /** The pools of this site, small ones first: of pods, and each node on which daemons run. */
  public get pools(): readonly bigint[] {
    const pools = new Set(this.byPool.keys());
    for (const index of NodeBits.indices(this.daemons.reduce((nodes, { on }) => nodes | on, 0n))) {
      pools.add(NodeBits.of(index));
    }
    pools.delete(0n);
    const sized = [...pools].map(pool => ({ pool, size: NodeBits.size(pool) }));
    return sized
      .sort((one, other) => one.size - other.size || (one.pool < other.pool ? -1 : 1))
      .map(({ pool }) => pool);
  }

  /** What has to run in a pool: the pods of all pools within it, and the daemons of its nodes. */
  public demand(pool: bigint): ResourceList {
    const inside = [...this.byPool].filter(([on]) => NodeBits.isWithin(on, pool) && on !== 0n);
    const daemons = this.daemons.map(daemon => ({ list: daemon.each, count: NodePools.countIn(daemon, pool) }));
    return ResourceList.sum([...inside.map(([, list]) => ({ list, count: 1 })), ...daemons]);
  }

  /** Who has pods that have to run in a pool, most of one resource first. */
  public takers(pool: bigint, resource: string): readonly PlacedPods[] {
    const taken = (placed: PlacedPods) =>
      (placed.each.get(resource) ?? Quantity.ZERO).times(NodePools.countIn(placed, pool));
    return this.placed.filter(placed => !taken(placed).isZero).sort((one, other) => taken(other).compare(taken(one)));
  }

  /** How many of these pods have no choice but to run in the pool. */
  public static countIn({ isDaemon, on, pods, surge }: PlacedPods, pool: bigint): number {
    if (!isDaemon) return on !== 0n && NodeBits.isWithin(on, pool) ? pods : 0;
    const nodes = NodeBits.size(on & pool);
    return nodes + Math.min(surge, nodes);
  }

  /** What the daemons of a node request together. */
  public daemonsOn(index: number): ResourceList {
    const known = this.byNode.get(index);
    if (known) return known;
    const here = this.daemons.filter(({ on }) => NodeBits.has(on, index));
    const sum = ResourceList.sum(here.map(({ each }) => ({ list: each, count: 1 })));
    this.byNode.set(index, sum);
    return sum;
  }

  /** What all nodes of a pool have of one resource; undefined where one of them does not say. */
  public capacity(pool: bigint, resource: string): Quantity | undefined {
    let sum = Quantity.ZERO;
    for (const index of this.nodesIn(pool)) {
      const amount = this.allocatableOf(index, resource);
      if (amount === undefined) return undefined;
      sum = sum.plus(amount);
    }
    return sum;
  }

  /** The most that one node of a pool has of one resource; undefined where one of them does not say, or there is none. */
  public most(pool: bigint, resource: string): Quantity | undefined {
    const key = `${pool} ${resource}`;
    if (!this.largest.has(key)) this.largest.set(key, this.findMost(pool, resource));
    return this.largest.get(key);
  }

  private findMost(pool: bigint, resource: string): Quantity | undefined {
    let most: Quantity | undefined;
    for (const index of this.nodesIn(pool)) {
      const amount = this.allocatableOf(index, resource);
      if (amount === undefined) return undefined;
      most = most === undefined ? amount : most.max(amount);
    }
    return most;
  }

  /** The places of the nodes of a pool, lowest first. */
  public nodesIn(pool: bigint): readonly number[] {
    const known = this.indices.get(pool);
    if (known) return known;
    const indices = NodeBits.indices(pool);
    this.indices.set(pool, indices);
    return indices;
  }

  /** What one node has of one resource; undefined where it does not say. A node that does not name a device has none. */
  public allocatableOf(index: number, resource: string): Quantity | undefined {
    return this.allocatable[index].get(resource) ?? (UNLIMITED_UNSAID.includes(resource) ? undefined : Quantity.ZERO);
  }

  /** The names of the nodes of a pool. */
  public names(pool: bigint): readonly string[] {
    return this.nodesIn(pool).map(index => this.nodes[index].name);
  }

  /** Jobs that wait in one queue of Kueue take together no more than the queue lets run at the same time. */
  private static sums(placed: readonly PlacedPods[], all: ManifestSet): ReadonlyMap<bigint, ResourceList> {
    const pools = new Map<bigint, Map<ResourceList, number>>();
    const add = (on: bigint, list: ResourceList, count: number) => {
      const counts = pools.get(on) ?? new Map<ResourceList, number>();
      pools.set(on, counts.set(list, (counts.get(list) ?? 0) + count));
    };
    const waiting = new Map<Manifest, PlacedPods[]>();
    for (const each of placed) {
      const queue = KueueQueues.clusterQueueOf(each.manifest, all);
      if (queue) Grouped.add(waiting, queue, each);
      else add(each.on, each.each, each.pods);
    }
    for (const [queue, jobs] of waiting) {
      for (const [on, own] of Grouped.by(jobs, job => job.on)) {
        const sum = ResourceList.sum(own.map(({ each, pods }) => ({ list: each, count: pods })));
        add(on, sum.atMost(KueueQueues.mostOf(queue)), 1);
      }
    }
    const sumOf = (counts: ReadonlyMap<ResourceList, number>) =>
      ResourceList.sum(Array.from(counts, ([list, count]) => ({ list, count })));
    return new Map(Array.from(pools, ([on, counts]) => [on, sumOf(counts)]));
  }
}
