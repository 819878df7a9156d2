import { WorkloadIntent } from '../notation/workload-intent';
import type { Manifest } from './manifest';
import type { ManifestSet } from './manifest-set';
import type { PodTemplate } from './pod-template';

/** What pods are for, by the labels of their namespace and, where it says nothing, their own. */
export class WorkloadIntents {
  /** The class of a pod; undefined if nobody says. */
  public static classOf(pod: PodTemplate, all: ManifestSet): string | undefined {
    return WorkloadIntents.classOfNamespace(pod.manifest.effectiveNamespace, all) ?? pod.labels[WorkloadIntent.CLASS];
  }

  /** The class of all pods of a namespace; undefined if it says none. */
  public static classOfNamespace(name: string, all: ManifestSet): string | undefined {
    return all.namespace(name)?.labels[WorkloadIntent.CLASS];
  }

  /** The class that an object is for: its own label, else that of its namespace. */
  public static classOfObject({ labels, effectiveNamespace }: Manifest, all: ManifestSet): string | undefined {
    return labels[WorkloadIntent.CLASS] ?? WorkloadIntents.classOfNamespace(effectiveNamespace, all);
  }

  /** Whether a pod reads data that it must not share a node with: it says so, or its namespace does. */
  public static isSensitive(pod: PodTemplate, all: ManifestSet): boolean {
    const labels = [pod.labels, all.namespace(pod.manifest.effectiveNamespace)?.labels ?? {}];
    return labels.some(each => each[WorkloadIntent.DATA] === WorkloadIntent.PROPRIETARY);
  }
}
