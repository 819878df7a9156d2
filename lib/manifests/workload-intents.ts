import { WorkloadIntent } from '../notation/workload-intent';
import type { Manifest } from './manifest';
import type { ManifestSet } from './manifest-set';
import { PerSet } from './per-set';
import type { PodTemplate } from './pod-template';

/** Which labels some namespace has. Where none has one, none is looked for to know what it says. */
const ON_NAMESPACES = new PerSet(all => {
  const namespaces = all.ofKind('', 'Namespace');
  const labels = [WorkloadIntent.CLASS, WorkloadIntent.DATA];
  return new Set(labels.filter(label => namespaces.some(({ labels: said }) => said[label] !== undefined)));
});

/** What pods are for, by the labels of their namespace and, where it says nothing, their own. */
export class WorkloadIntents {
  /** The class of a pod; undefined if nobody says. */
  public static classOf(pod: PodTemplate, all: ManifestSet): string | undefined {
    return WorkloadIntents.classOfNamespace(pod.manifest.effectiveNamespace, all) ?? pod.labels[WorkloadIntent.CLASS];
  }

  /** The class of all pods of a namespace; undefined if it says none. */
  public static classOfNamespace(name: string, all: ManifestSet): string | undefined {
    return WorkloadIntents.ofNamespace(name, WorkloadIntent.CLASS, all);
  }

  /** The class that an object is for: its own label, else that of its namespace. */
  public static classOfObject({ labels, effectiveNamespace }: Manifest, all: ManifestSet): string | undefined {
    return labels[WorkloadIntent.CLASS] ?? WorkloadIntents.classOfNamespace(effectiveNamespace, all);
  }

  /** Whether a pod reads data that it must not share a node with: it says so, or its namespace does. */
  public static isSensitive(pod: PodTemplate, all: ManifestSet): boolean {
    const ofNamespace = WorkloadIntents.ofNamespace(pod.manifest.effectiveNamespace, WorkloadIntent.DATA, all);
    return [pod.labels[WorkloadIntent.DATA], ofNamespace].includes(WorkloadIntent.PROPRIETARY);
  }

  private static ofNamespace(name: string, label: string, all: ManifestSet): string | undefined {
    return ON_NAMESPACES.of(all).has(label) ? all.namespace(name)?.labels[label] : undefined;
  }
}
