import type { IConstruct, IMixin } from 'constructs';
import { pinToPool } from '../hardening/harden-pod-spec';
import type { NodePool } from '../values/node-pool';
import { PodSweep } from './_pod-sweep';

/**
 * Pins pods that exist already to the nodes of a pool: its label as node selector, its taint as toleration, beside what they
 * select and tolerate themselves.
 *
 * Checks: `pinned-to-pool`, `pool-toleration`, with the nodes of the site.
 */
export class PodPinning implements IMixin {
  private readonly pods = new PodSweep();

  constructor(private readonly pool: NodePool) {}

  /** Paths of the objects that it was applied to; empty if nothing matched. */
  public get appliedTo(): string[] {
    return this.pods.paths;
  }

  /** Whether the construct is an object that carries a pod. */
  public supports(construct: IConstruct): boolean {
    return PodSweep.supports(construct);
  }

  /** Pins the pod of an object. */
  public applyTo(construct: IConstruct): void {
    this.pods.change(construct, pod => pinToPool(pod, this.pool));
  }
}
