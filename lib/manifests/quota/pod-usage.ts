import { Quantity } from '../../notation/quantity';
import { ResourceNames } from '../../notation/resource-names';
import type { PodResources } from './pod-resources';
import { ResourceList } from './resource-list';

const ONE = Quantity.units(1);
/** Resources that a quota counts by requests and by limits. */
const COMPUTE: readonly string[] = ['cpu', 'memory', 'ephemeral-storage'];

/** By requests, then by limits: pods that ask for the same amounts share them. */
const KNOWN = new WeakMap<ResourceList, WeakMap<ResourceList, ResourceList>>();

/**
 * What one pod, or one container, takes of a ResourceQuota, by its keys.
 *
 * https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/quota/v1/evaluator/core/pods.go (podComputeUsageHelper)
 */
export class PodUsage {
  /** What a pod takes: itself, and all it asks for. */
  public static of({ requests, limits }: PodResources): ResourceList {
    const byLimits = KNOWN.get(requests) ?? new WeakMap<ResourceList, ResourceList>();
    KNOWN.set(requests, byLimits);
    let usage = byLimits.get(limits);
    if (!usage) {
      const taken = PodUsage.ofAmounts(requests, limits);
      usage = ResourceList.ofAmounts([['pods', ONE], ['count/pods', ONE], ...taken.entries]);
      byLimits.set(limits, usage);
    }
    return usage;
  }

  /** What a pod takes that has come to its end: only its place. */
  public static readonly ENDED = ResourceList.ofAmounts([['count/pods', ONE]]);

  /** Requests and limits under the names that quotas have for them. */
  public static ofAmounts(requests: ResourceList, limits: ResourceList): ResourceList {
    const taken: [string, Quantity][] = [];
    for (const [name, amount] of requests.entries) {
      if (COMPUTE.includes(name) || ResourceNames.isHugePages(name)) taken.push([name, amount]);
      if (taken.at(-1)?.[0] === name || ResourceNames.isDevice(name)) taken.push([`requests.${name}`, amount]);
    }
    for (const [name, amount] of limits.entries) {
      if (COMPUTE.includes(name)) taken.push([`limits.${name}`, amount]);
    }
    return ResourceList.ofAmounts(taken);
  }
}
