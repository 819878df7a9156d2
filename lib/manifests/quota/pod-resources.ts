import { Remembered } from '../../notation/remembered';
import { ResourceNames } from '../../notation/resource-names';
import { Json } from '../json/json';
import type { ManifestSet } from '../manifest-set';
import { PerSet } from '../per-set';
import type { PodContainer, PodTemplate } from '../pod-template';
import { type LimitRangeItem, LimitRanges } from './limit-ranges';
import { ResourceList } from './resource-list';

interface Amounts {
  readonly requests: ResourceList;
  readonly limits: ResourceList;
}

/** What one container asks for. */
export interface ContainerResources extends Amounts {
  readonly container: PodContainer;
  /** The limits that it declares itself. */
  readonly declaredLimits: ResourceList;
}

const NOTHING: Amounts = { requests: ResourceList.EMPTY, limits: ResourceList.EMPTY };
const WRITTEN = new Remembered<Amounts>();
const CACHE = new PerSet(() => new Map<PodTemplate, PodResources>());

/**
 * What a pod asks for once the API server has admitted it: declared, and filled in by defaults.
 *
 * In this order: a request that is missing is the limit; a request of the pod that is missing is the sum of its
 * containers', or its limit; all are rounded; then the LimitRanges of the namespace give to containers what still lacks.
 * Ephemeral containers declare no resources. Resources of pods are there from Kubernetes 1.34.
 *
 * https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/apis/core/v1/defaults.go (SetDefaults_Pod)
 * https://github.com/kubernetes/kubernetes/blob/v1.36.3/plugin/pkg/admission/limitranger/admission.go
 * https://github.com/kubernetes/component-helpers/blob/v0.36.3/resource/helpers.go
 */
export class PodResources {
  /** The resources of a pod in its namespace, read once. */
  public static of(pod: PodTemplate, all: ManifestSet): PodResources {
    const cache = CACHE.of(all);
    const known = cache.get(pod);
    if (known) return known;
    const resources = new PodResources(pod, all);
    cache.set(pod, resources);
    return resources;
  }

  /** Containers and init containers, after defaults. */
  public readonly containers: readonly ContainerResources[];
  /** What the pod as a whole declares, after defaults; only CPU, memory and huge pages count. */
  public readonly podLevel: Amounts;
  /** Whether `spec.resources` is there at all, were it empty. */
  public readonly hasPodLevel: boolean;
  /** What quotas and the scheduler count: all containers that run at once, what the pod declares, and its overhead. */
  public readonly requests: ResourceList;
  /** As for requests; overhead adds only to limits that are there. */
  public readonly limits: ResourceList;

  private constructor(pod: PodTemplate, all: ManifestSet) {
    const declared = PodResources.declaredIn(pod);
    this.hasPodLevel = Json.isObject(pod.spec.resources);
    this.podLevel = this.hasPodLevel ? PodResources.ofPod(pod, declared) : NOTHING;
    const ranges = LimitRanges.in(pod.manifest.effectiveNamespace, all);
    this.containers = declared.map(container => PodResources.admitted(container, ranges));
    const overhead = PodResources.overheadOf(pod, all);
    this.requests = this.ofContainers('requests').overriddenBy(this.podLevel.requests).plus(overhead);
    const limits = this.ofContainers('limits').overriddenBy(this.podLevel.limits);
    this.limits = limits.plus(overhead.only(name => limits.get(name)?.isZero === false));
  }

  /** What containers and init containers run with at once, whatever the pod declares. */
  public ofContainers(field: 'requests' | 'limits'): ResourceList {
    return PodResources.aggregate(this.containers, field);
  }

  /** What a LimitRange of type Pod counts: no overhead, and of what the pod declares only CPU and memory. */
  public ofLimitRange(field: 'requests' | 'limits'): ResourceList {
    const podLevel = this.podLevel[field].only(name => name === 'cpu' || name === 'memory');
    return this.ofContainers(field).overriddenBy(podLevel);
  }

  /** The lowest class of service: neither CPU nor memory is asked for, or limited. */
  public get isBestEffort(): boolean {
    const lists = this.hasPodLevel ? [this.podLevel] : this.containers;
    return lists.every(({ requests, limits }) =>
      [requests, limits].every(list => ['cpu', 'memory'].every(name => list.get(name)?.isZero !== false)),
    );
  }

  private static declaredIn({ containers }: PodTemplate): readonly ContainerResources[] {
    const declared: ContainerResources[] = [];
    for (let index = 0; index < containers.length; index++) {
      const container = containers[index];
      if (container.list === 'ephemeralContainers') continue;
      const { requests, limits } = PodResources.written(container.container.resources);
      declared.push({ container, requests, limits, declaredLimits: limits });
    }
    return declared;
  }

  /** Without rounding; most containers ask for what others ask for, too. */
  private static written(resources: unknown): Amounts {
    if (!Json.isObject(resources)) return NOTHING;
    return WRITTEN.of(JSON.stringify(resources), () => {
      const limits = ResourceList.asWritten(resources.limits);
      return { limits, requests: ResourceList.asWritten(resources.requests).orElse(limits) };
    });
  }

  private static admitted(declared: ContainerResources, ranges: readonly LimitRangeItem[]): ContainerResources {
    let requests = declared.requests.rounded();
    let limits = declared.limits.rounded();
    for (let index = 0; index < ranges.length; index++) {
      const { type, defaultRequest, defaultLimit } = ranges[index];
      if (type !== 'Container') continue;
      requests = requests.orElse(defaultRequest);
      limits = limits.orElse(defaultLimit);
    }
    return { container: declared.container, requests, limits, declaredLimits: declared.declaredLimits };
  }

  private static ofPod(pod: PodTemplate, containers: readonly ContainerResources[]): PodResources['podLevel'] {
    let requests = ResourceList.asWritten(Json.at(pod.spec.resources, 'requests'));
    let limits = ResourceList.asWritten(Json.at(pod.spec.resources, 'limits'));
    if (!requests.isEmpty || !limits.isEmpty) {
      const pages = PodResources.aggregate(containers, 'limits').only(ResourceNames.isHugePages);
      limits = limits.orElse(pages.only(name => !requests.has(name)));
    }
    if (!limits.isEmpty) {
      const asked = PodResources.aggregate(containers, 'requests');
      requests = requests.orElse(asked.only(name => name === 'cpu' || name === 'memory')).orElse(limits);
    }
    const counted = (list: ResourceList) => list.only(ResourceNames.isOfPodLevel).rounded();
    return { requests: counted(requests), limits: counted(limits) };
  }

  /** Where the pod's RuntimeClass is known, its overhead holds; the API server refuses a pod that says otherwise. */
  private static overheadOf(pod: PodTemplate, all: ManifestSet): ResourceList {
    const className = Json.text(pod.spec.runtimeClassName);
    const runtime = className === undefined ? undefined : all.find('node.k8s.io', 'RuntimeClass', '', className);
    return ResourceList.of(Json.at(runtime?.object, 'overhead', 'podFixed') ?? pod.spec.overhead);
  }

  /** The most that runs at once: while init containers run, one beside the sidecars before it; then all the others. */
  private static aggregate(containers: readonly ContainerResources[], field: 'requests' | 'limits'): ResourceList {
    let running = ResourceList.EMPTY;
    let sidecars = ResourceList.EMPTY;
    let starting = ResourceList.EMPTY;
    for (const { container, [field]: amounts } of containers) {
      if (container.list === 'containers') running = running.plus(amounts);
      else if (container.container.restartPolicy === 'Always') {
        running = running.plus(amounts);
        sidecars = sidecars.plus(amounts);
        starting = starting.max(sidecars);
      } else starting = starting.max(sidecars.plus(amounts));
    }
    return running.max(starting);
  }
}
