import type { IConstruct, IMixin } from 'constructs';
import { PodSweep } from './_pod-sweep';

/**
 * Keeps the token of the API server out of pods that exist already and never call it: `automountServiceAccountToken: false`.
 *
 * Check: `service-account-token`.
 */
export class PodTokenOptOut implements IMixin {
  private readonly pods = new PodSweep();

  /** Paths of the objects that it was applied to; empty if nothing matched. */
  public get appliedTo(): string[] {
    return this.pods.paths;
  }

  /** Whether the construct is an object that carries a pod. */
  public supports(construct: IConstruct): boolean {
    return PodSweep.supports(construct);
  }

  /** Keeps the token out of the pod of an object. */
  public applyTo(construct: IConstruct): void {
    this.pods.change(construct, pod => ({ ...pod, automountServiceAccountToken: false }));
  }
}
