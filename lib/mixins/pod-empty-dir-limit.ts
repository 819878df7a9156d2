import type { IConstruct, IMixin } from 'constructs';
import type { PodJson } from '../hardening/hardening';
import { InvalidValue } from '../notation/invalid-value';
import { Quantity } from '../notation/quantity';
import { PodSweep } from './_pod-sweep';

/**
 * Gives the scratch volumes of pods that exist already a size: every emptyDir that says none.
 *
 * Check: `sized-empty-dir`.
 */
export class PodEmptyDirLimit implements IMixin {
  private readonly pods = new PodSweep();

  /**
   * @param sizeLimit what each may hold, such as `256Mi`
   * @throws if it is no quantity above zero, which the kubelet would take for no limit
   */
  constructor(private readonly sizeLimit: string) {
    if (!Quantity.parse('sizeLimit', sizeLimit).exceeds(Quantity.ZERO)) {
      throw new InvalidValue('sizeLimit', 'above zero', sizeLimit);
    }
  }

  /** Paths of the objects that it was applied to; empty if nothing matched. */
  public get appliedTo(): string[] {
    return this.pods.paths;
  }

  /** Whether the construct is an object that carries a pod. */
  public supports(construct: IConstruct): boolean {
    return PodSweep.supports(construct);
  }

  /** Limits the emptyDirs of the pod of an object. */
  public applyTo(construct: IConstruct): void {
    this.pods.change(construct, pod => {
      return Array.isArray(pod.volumes) ? { ...pod, volumes: pod.volumes.map(volume => this.limited(volume)) } : pod;
    });
  }

  private limited(volume: PodJson): PodJson {
    // The API server makes an emptyDir of a volume that has nothing but a name.
    const isEmptyDir = 'emptyDir' in volume || Object.keys(volume).join() === 'name';
    if (!isEmptyDir || volume.emptyDir?.sizeLimit !== undefined) return volume;
    return { ...volume, emptyDir: { ...volume.emptyDir, sizeLimit: this.sizeLimit } };
  }
}
