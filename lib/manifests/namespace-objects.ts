import type { Manifest } from './manifest';
import type { PodTemplate } from './pod-template';

const NO_MANIFESTS: readonly Manifest[] = [];

/** The objects of one namespace, in their order, and by name. */
export class NamespaceObjects {
  public readonly manifests: Manifest[] = [];
  public readonly pods: PodTemplate[] = [];
  /** Few objects of a namespace have the same name: at most one of each kind, if all is well. */
  private readonly byName = new Map<string, Manifest[]>();

  constructor(public readonly namespace: string) {}

  /** Adds an object, and says whether one of its identity is there already. */
  public add(manifest: Manifest): boolean {
    const { group, kind, name, pod } = manifest;
    this.manifests.push(manifest);
    if (pod) this.pods.push(pod);
    const namesakes = this.byName.get(name);
    if (!namesakes) {
      this.byName.set(name, [manifest]);
      return false;
    }
    const isRepeated = NamespaceObjects.first(namesakes, group, kind) !== undefined;
    namesakes.push(manifest);
    return isRepeated;
  }

  /** The objects of this name. */
  public named(name: string): readonly Manifest[] {
    return this.byName.get(name) ?? NO_MANIFESTS;
  }

  /** The first object of this kind and name. */
  public find(group: string, kind: string, name: string): Manifest | undefined {
    const namesakes = this.byName.get(name);
    return namesakes && NamespaceObjects.first(namesakes, group, kind);
  }

  private static first(namesakes: readonly Manifest[], group: string, kind: string): Manifest | undefined {
    for (let index = 0; index < namesakes.length; index++) {
      const manifest = namesakes[index];
      if (manifest.kind === kind && manifest.group === group) return manifest;
    }
    return undefined;
  }
}
