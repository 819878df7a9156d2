import type { Manifest } from './manifest';
import type { ManifestSet } from './manifest-set';
import { PerSet } from './per-set';
import { PodTemplate } from './pod-template';

/**
 * The one judged object of each namespace with pods on which findings about the namespace as a whole are reported: its
 * Namespace; or, where that is not among the judged objects, the first object in it that carries a pod.
 */
export class NamespaceSpeaker {
  /** Kinds of such objects. */
  public static readonly KINDS: readonly string[] = ['Namespace', ...PodTemplate.KINDS];

  private static readonly known = new PerSet(all => NamespaceSpeaker.speakers(all));

  /** The namespace that the object speaks for, if it is such an object and the namespace has pods. */
  public static namespaceOf(manifest: Manifest, all: ManifestSet): string | undefined {
    return NamespaceSpeaker.known.of(all).get(manifest);
  }

  private static speakers(all: ManifestSet): ReadonlyMap<Manifest, string> {
    const speakers = new Map<string, Manifest>();
    for (const namespace of all.judgedOfKind('Namespace')) {
      if (namespace.group === '' && !speakers.has(namespace.name)) speakers.set(namespace.name, namespace);
    }
    for (const manifest of all.manifests) {
      if (manifest.pod && !speakers.has(manifest.effectiveNamespace))
        speakers.set(manifest.effectiveNamespace, manifest);
    }
    const withPods = new Map<Manifest, string>();
    for (const [name, manifest] of speakers) if (all.podsIn(name).length > 0) withPods.set(manifest, name);
    return withPods;
  }
}
