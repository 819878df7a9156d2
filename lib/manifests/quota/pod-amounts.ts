import { GpuNames } from '../../notation/gpu-names';
import { Remembered } from '../../notation/remembered';
import { ResourceNames } from '../../notation/resource-names';
import { Json, type JsonObject } from '../json/json';
import type { PodTemplate } from '../pod-template';
import type { LimitRangeBounds } from './limit-ranges';
import { ResourceList } from './resource-list';

export interface Amounts {
  readonly requests: ResourceList;
  readonly limits: ResourceList;
}

/** What one container asks for. */
export interface ContainerAmounts extends Amounts {
  /** The limits that it declares itself. */
  readonly declaredLimits: ResourceList;
  /** When it runs: beside all others, from before them on, or before them only. */
  readonly runs: 'always' | 'always, and before' | 'before';
}

const NOTHING: Amounts = { requests: ResourceList.EMPTY, limits: ResourceList.EMPTY };
/** By what pods say of resources, then by LimitRanges. */
const KNOWN = new Remembered<WeakMap<readonly LimitRangeBounds[], PodAmounts>>();

/**
 * What a pod asks for once the API server has admitted it: one and the same for pods that say the same, in namespaces whose
 * LimitRanges say the same. So a check that has found nothing in it has found nothing in all of them.
 *
 * In this order: a request that is missing is the limit; a request of the pod that is missing is the sum of its
 * containers', or its limit; all are rounded; then the LimitRanges of the namespace give to containers what still lacks.
 * Ephemeral containers declare no resources. Resources of pods are there from Kubernetes 1.34.
 *
 * https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/apis/core/v1/defaults.go (SetDefaults_Pod)
 * https://github.com/kubernetes/kubernetes/blob/v1.36.3/plugin/pkg/admission/limitranger/admission.go
 * https://github.com/kubernetes/component-helpers/blob/v0.36.3/resource/helpers.go
 */
export class PodAmounts {
  /** @param fixed the overhead of the pod's RuntimeClass, where that is known; the API server refuses a pod that says otherwise. */
  public static of(pod: PodTemplate, fixed: unknown, ranges: readonly LimitRangeBounds[]): PodAmounts {
    const byRanges = KNOWN.of(PodAmounts.textOf(pod, fixed), () => new WeakMap());
    const known = byRanges.get(ranges);
    if (known) return known;
    const amounts = new PodAmounts(pod, fixed, ranges);
    byRanges.set(ranges, amounts);
    return amounts;
  }

  /** All that a pod says of resources. */
  private static textOf({ spec, containers }: PodTemplate, fixed: unknown): string {
    const said: unknown[] = [spec.resources, spec.overhead, fixed];
    for (let index = 0; index < containers.length; index++) {
      const { list, container } = containers[index];
      said.push(list, container.restartPolicy, container.resources);
    }
    return JSON.stringify(said);
  }

  /** Containers and init containers, after defaults. */
  public readonly containers: readonly ContainerAmounts[];
  /** What the pod as a whole declares, after defaults; only CPU, memory and huge pages count. */
  public readonly podLevel: Amounts;
  /** The lowest class of service: neither CPU nor memory is asked for, or limited. */
  public readonly isBestEffort: boolean;
  /** What quotas and the scheduler count: all containers that run at once, what the pod declares, and its overhead. */
  public readonly requests: ResourceList;
  /** As for requests; overhead adds only to limits that are there. */
  public readonly limits: ResourceList;
  /** Whether it asks for a GPU of NVIDIA, or for a part of one. */
  public readonly asksForGpus: boolean;

  private constructor(pod: PodTemplate, fixed: unknown, ranges: readonly LimitRangeBounds[]) {
    const { resources } = pod.spec;
    const declared = PodAmounts.declaredIn(pod);
    this.podLevel = Json.isObject(resources) ? PodAmounts.ofPod(resources, declared) : NOTHING;
    this.containers = declared.map(container => PodAmounts.admitted(container, ranges));
    this.isBestEffort = (Json.isObject(resources) ? [this.podLevel] : this.containers).every(PodAmounts.asksForNothing);
    const overhead = ResourceList.of(fixed ?? pod.spec.overhead);
    this.requests = this.ofContainers('requests').overriddenBy(this.podLevel.requests).plus(overhead);
    const limits = this.ofContainers('limits').overriddenBy(this.podLevel.limits);
    this.limits = limits.plus(overhead.only(name => limits.get(name)?.isZero === false));
    this.asksForGpus = this.requests.some((name, amount) => GpuNames.includes(name) && !amount.isZero);
  }

  /** What containers and init containers run with at once, whatever the pod declares. */
  public ofContainers(field: 'requests' | 'limits'): ResourceList {
    return PodAmounts.aggregate(this.containers, field);
  }

  /** What a LimitRange of type Pod counts: no overhead, and of what the pod declares only CPU and memory. */
  public ofLimitRange(field: 'requests' | 'limits'): ResourceList {
    const podLevel = this.podLevel[field].only(name => name === 'cpu' || name === 'memory');
    return this.ofContainers(field).overriddenBy(podLevel);
  }

  private static asksForNothing({ requests, limits }: Amounts): boolean {
    return [requests, limits].every(list => ['cpu', 'memory'].every(name => list.get(name)?.isZero !== false));
  }

  private static declaredIn({ containers }: PodTemplate): readonly ContainerAmounts[] {
    const declaring = containers.filter(({ list }) => list !== 'ephemeralContainers');
    return declaring.map(({ list, container }) => {
      const limits = ResourceList.asWritten(Json.at(container.resources, 'limits'));
      const requests = ResourceList.asWritten(Json.at(container.resources, 'requests')).orElse(limits);
      const isSidecar = container.restartPolicy === 'Always';
      const runs = list === 'containers' ? 'always' : isSidecar ? 'always, and before' : 'before';
      return { requests, limits, declaredLimits: limits, runs };
    });
  }

  private static admitted(declared: ContainerAmounts, ranges: readonly LimitRangeBounds[]): ContainerAmounts {
    const ofContainers = ranges.filter(({ type }) => type === 'Container');
    return {
      ...declared,
      requests: ofContainers.reduce((list, range) => list.orElse(range.defaultRequest), declared.requests.rounded()),
      limits: ofContainers.reduce((list, range) => list.orElse(range.defaultLimit), declared.limits.rounded()),
    };
  }

  private static ofPod(resources: JsonObject, containers: readonly ContainerAmounts[]): Amounts {
    let requests = ResourceList.asWritten(resources.requests);
    let limits = ResourceList.asWritten(resources.limits);
    if (!requests.isEmpty || !limits.isEmpty) {
      const pages = PodAmounts.aggregate(containers, 'limits').only(ResourceNames.isHugePages);
      limits = limits.orElse(pages.only(name => !requests.has(name)));
    }
    if (!limits.isEmpty) {
      const asked = PodAmounts.aggregate(containers, 'requests');
      requests = requests.orElse(asked.only(name => name === 'cpu' || name === 'memory')).orElse(limits);
    }
    const counted = (list: ResourceList) => list.only(ResourceNames.isOfPodLevel).rounded();
    return { requests: counted(requests), limits: counted(limits) };
  }

  /** The most that runs at once: while init containers run, one beside the sidecars before it; then all the others. */
  private static aggregate(containers: readonly ContainerAmounts[], field: 'requests' | 'limits'): ResourceList {
    let running = ResourceList.EMPTY;
    let sidecars = ResourceList.EMPTY;
    let starting = ResourceList.EMPTY;
    for (const { runs, [field]: amounts } of containers) {
      if (runs === 'always') running = running.plus(amounts);
      else if (runs === 'always, and before') {
        running = running.plus(amounts);
        sidecars = sidecars.plus(amounts);
        starting = starting.max(sidecars);
      } else starting = starting.max(sidecars.plus(amounts));
    }
    return running.max(starting);
  }
}
