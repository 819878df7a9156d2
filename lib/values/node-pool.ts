import { InvalidValue } from '../notation/invalid-value';
import { Names } from '../notation/names';
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
}

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
    return new NodePool(options.name, { ...options.nodeSelector }, options.taint, [...(options.zones ?? [])]);
  }

  private constructor(
    public readonly name: string,
    /** What pods select, as it stands in the pod. */
    public readonly nodeSelector: { readonly [key: string]: string },
    /** What pods tolerate. */
    public readonly taint: Taint,
    /** The availability zones that the nodes span; empty if they are in one. */
    public readonly zones: string[],
  ) {}
}
