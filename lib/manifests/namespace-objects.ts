import { Grouped } from '../notation/grouped';
import type { Manifest } from './manifest';
import type { PodTemplate } from './pod-template';

/** The objects of one namespace, in their order, and by name. */
export class NamespaceObjects {
  public readonly manifests: Manifest[] = [];
  public readonly pods: PodTemplate[] = [];
  /** Few objects of a namespace have the same name: at most one of each kind, if all is well. */
  private readonly byName = new Map<string, Manifest[]>();

  public add(manifest: Manifest): void {
    this.manifests.push(manifest);
    if (manifest.pod) this.pods.push(manifest.pod);
    Grouped.add(this.byName, manifest.name, manifest);
  }

  /** The objects of this name. */
  public named(name: string): readonly Manifest[] | undefined {
    return this.byName.get(name);
  }

  /** The first object of this kind and name. */
  public find(group: string, kind: string, name: string): Manifest | undefined {
    const namesakes = this.byName.get(name);
    if (!namesakes) return undefined;
    for (let index = 0; index < namesakes.length; index++) {
      const manifest = namesakes[index];
      if (manifest.kind === kind && manifest.group === group) return manifest;
    }
    return undefined;
  }
}
