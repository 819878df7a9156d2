import { GpuNames } from '../../notation/gpu-names';
import type { ManifestSet } from '../manifest-set';
import type { PodTemplate } from '../pod-template';
import { PodResources } from './pod-resources';

/** Which pods ask for a GPU of NVIDIA, or for a part of one. */
export class PodGpus {
  public static areAskedFor(pod: PodTemplate, all: ManifestSet): boolean {
    return PodResources.of(pod, all).requests.some((name, amount) => GpuNames.includes(name) && !amount.isZero);
  }
}
