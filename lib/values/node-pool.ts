import { InvalidValue } from '../notation/invalid-value';
import { Names } from '../notation/names';
import type { Gpus } from './gpus';
import { Taint } from './taint';

/** A pool in full. */
export interface NodePoolOptions {
  /** Name of the pool, for people and messages. */
  readonly name: string;
  /** The labels that every node of the pool has and no other node; what pods select. */
  readonly nodeSelector: { readonly [key: string]: string };
  /** The taint that every node of the pool has; what pods tolerate. */
  readonly taint: Taint;
  /**
   * The availability zones that the nodes span.
   * @default - one zone: pods are not spread over zones
   */
  readonly zones?: string[];
  /**
   * The GPUs of each node.
   * @default - none
   */
  readonly gpus?: Gpus;
}

/** The taint by which GPU nodes keep all other pods away, and by which NVIDIA's own agents know them. */
const GPU_TAINT = 'nvidia.com/gpu';

/**
 * Nodes set apart for one purpose: a label that draws pods, and a taint that keeps all others away.
 *
 * The two belong together, so a workload takes the pool and never a raw selector or toleration: a label without a taint
 * lets anything land there, a toleration without a selector lets the pod land anywhere (seed rows A05 to A09).
 */
export class NodePool {
  /**
   * A pool whose label and taint are both `dedicated=<name>`.
   */
  public static dedicated(name: string): NodePool {
    return NodePool.of({ name, nodeSelector: { dedicated: name }, taint: Taint.noSchedule('dedicated', name) });
  }

  /**
   * A pool of GPU nodes that workloads share: label `dedicated=<name>`, taint `nvidia.com/gpu=present` (seed row A17).
   */
  public static gpu(name: string, gpus: Gpus): NodePool {
    return NodePool.of({
      name,
      nodeSelector: { dedicated: name },
      taint: Taint.noSchedule(GPU_TAINT, 'present'),
      gpus,
    });
  }

  /**
   * A pool of GPU nodes for sensitive work: its taint `nvidia.com/gpu=<name>` keeps away what tolerates other GPU nodes,
   * too (seed rows A16, L06).
   */
  public static dedicatedGpu(name: string, gpus: Gpus): NodePool {
    return NodePool.of({ name, nodeSelector: { dedicated: name }, taint: Taint.noSchedule(GPU_TAINT, name), gpus });
  }

  /**
   * The nodes of several pools, for agents that have to be on each of them: every taint is tolerated by name, so that a pool
   * that is added later, or another taint, is noticed (seed row M07).
   *
   * @param nodeSelector labels that the nodes of all pools have, such as `kubernetes.io/os: linux`
   * @throws if there are no pools, or the selector is empty
   */
  public static spanning(name: string, nodeSelector: { [key: string]: string }, pools: NodePool[]): NodePool {
    const byText = new Map(pools.flatMap(pool => pool.taints).map(each => [JSON.stringify(each), each]));
    const [taint, ...others] = byText.values();
    if (!taint) throw new InvalidValue(`pools of ${JSON.stringify(name)}`, 'at least one', pools);
    const { nodeSelector: selected } = NodePool.of({ name, nodeSelector, taint });
    return new NodePool(name, selected, taint, [], undefined, others);
  }

  /**
   * A pool with a label and a taint of its own.
   *
   * @throws if the selector is empty: it would select every node
   */
  public static of(options: NodePoolOptions): NodePool {
    Names.dnsLabel('pool name', options.name);
    if (Object.keys(options.nodeSelector).length === 0) {
      throw new InvalidValue(`nodeSelector of pool ${JSON.stringify(options.name)}`, 'at least one label', {});
    }
    Names.labels('nodeSelector', options.nodeSelector);
    return new NodePool(
      options.name,
      { ...options.nodeSelector },
      options.taint,
      [...(options.zones ?? [])],
      options.gpus,
    );
  }

  private constructor(
    public readonly name: string,
    /** What pods select, as it stands in the pod. */
    public readonly nodeSelector: { readonly [key: string]: string },
    /** What pods tolerate; of several pools that it spans, the taint of the first. */
    public readonly taint: Taint,
    /** The availability zones that the nodes span; empty if they are in one. */
    public readonly zones: string[],
    /** The GPUs of each node; undefined if they have none. */
    public readonly gpus?: Gpus,
    private readonly otherTaints?: Taint[],
  ) {}

  /** All that pods tolerate: one taint, or those of every pool that it spans. */
  public get taints(): Taint[] {
    return [this.taint, ...(this.otherTaints ?? [])];
  }
}
