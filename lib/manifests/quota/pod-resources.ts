import { Json } from '../json/json';
import type { ManifestSet } from '../manifest-set';
import { PerSet } from '../per-set';
import type { PodContainer, PodTemplate } from '../pod-template';
import { LimitRanges } from './limit-ranges';
import { type Amounts, type ContainerAmounts, PodAmounts } from './pod-amounts';
import type { ResourceList } from './resource-list';

/** What one container asks for, and where it stands. */
export interface ContainerResources extends ContainerAmounts {
  readonly container: PodContainer;
}

const CACHE = new PerSet(() => new Map<PodTemplate, PodResources>());

/** What a pod asks for in its namespace, after defaults. */
export class PodResources {
  /** The resources of a pod in its namespace, read once. */
  public static of(pod: PodTemplate, all: ManifestSet): PodResources {
    const cache = CACHE.of(all);
    const known = cache.get(pod);
    if (known) return known;
    const ranges = LimitRanges.boundsIn(pod.manifest.effectiveNamespace, all);
    const resources = new PodResources(pod, PodAmounts.of(pod, PodResources.overheadOf(pod, all), ranges));
    cache.set(pod, resources);
    return resources;
  }

  private constructor(
    private readonly pod: PodTemplate,
    /** What it shares with pods that say the same. */
    public readonly amounts: PodAmounts,
  ) {}

  /** Containers and init containers, after defaults. */
  public get containers(): readonly ContainerResources[] {
    const declaring = this.pod.containers.filter(({ list }) => list !== 'ephemeralContainers');
    return this.amounts.containers.map((amounts, index) => ({ ...amounts, container: declaring[index] }));
  }

  public get podLevel(): Amounts {
    return this.amounts.podLevel;
  }

  public get requests(): ResourceList {
    return this.amounts.requests;
  }

  public get limits(): ResourceList {
    return this.amounts.limits;
  }

  public get isBestEffort(): boolean {
    return this.amounts.isBestEffort;
  }

  /** That of the pod's RuntimeClass, where it is known. */
  private static overheadOf({ spec }: PodTemplate, all: ManifestSet): unknown {
    const className = Json.text(spec.runtimeClassName);
    const runtime = className === undefined ? undefined : all.find('node.k8s.io', 'RuntimeClass', '', className);
    return Json.at(runtime?.object, 'overhead', 'podFixed');
  }
}
