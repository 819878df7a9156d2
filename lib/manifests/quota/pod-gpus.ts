import { GpuNames } from '../../notation/gpu-names';
import type { ManifestSet } from '../manifest-set';
import type { PodTemplate } from '../pod-template';
import { PodResources } from './pod-resources';

/** Which pods ask for a GPU of NVIDIA, or for a part of one. */
export class PodGpus {
  public static areAskedFor(pod: PodTemplate, all: ManifestSet): boolean {
    for (const [name, amount] of PodResources.of(pod, all).requests) {
      if (GpuNames.includes(name) && !amount.isZero) return true;
    }
    return false;
  }
}
