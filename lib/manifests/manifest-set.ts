import type { JudgeOptions } from './judge-options';
import { Manifest } from './manifest';
import { PodTemplate } from './pod-template';
import { SiteFacts } from './site-facts';

/**
 * All objects of one environment, indexed once, with the facts of the site they run on.
 *
 * Objects are what is judged; the site's external objects (what lives on the cluster but is rendered elsewhere)
 * are found by every lookup, and never judged.
 */
export class ManifestSet {
  private readonly byKey = new Map<string, Manifest>();
  private readonly byKind = new Map<string, Manifest[]>();
  private readonly byNamespace = new Map<string, Manifest[]>();
  private readonly judgedByKind = new Map<string, Manifest[]>();
  private readonly templates = new Map<Manifest, PodTemplate | undefined>();

  constructor(
    public readonly manifests: readonly Manifest[],
    public readonly facts: SiteFacts = SiteFacts.NONE,
    public readonly options: JudgeOptions = {},
  ) {
    for (const manifest of [...manifests, ...facts.externals]) {
      if (!this.byKey.has(manifest.key)) this.byKey.set(manifest.key, manifest);
      ManifestSet.append(this.byKind, `${manifest.group}/${manifest.kind}`, manifest);
      ManifestSet.append(this.byNamespace, manifest.effectiveNamespace, manifest);
    }
  }

  /** The judged objects of a kind, whatever its group. */
  public judgedOfKind(kind: string): readonly Manifest[] {
    if (this.judgedByKind.size === 0) {
      for (const manifest of this.manifests) ManifestSet.append(this.judgedByKind, manifest.kind, manifest);
    }
    return this.judgedByKind.get(kind) ?? [];
  }

  private static append(index: Map<string, Manifest[]>, key: string, manifest: Manifest): void {
    const list = index.get(key);
    if (list) list.push(manifest);
    else index.set(key, [manifest]);
  }

  /** The object of this identity, judged or external. */
  public find(group: string, kind: string, namespace: string, name: string): Manifest | undefined {
    return this.byKey.get(Manifest.keyOf(group, kind, namespace, name));
  }

  /** All objects of a kind. */
  public ofKind(group: string, kind: string): readonly Manifest[] {
    return this.byKind.get(`${group}/${kind}`) ?? [];
  }

  /** All objects in a namespace; `''` for cluster-scoped ones. */
  public inNamespace(namespace: string): readonly Manifest[] {
    return this.byNamespace.get(namespace) ?? [];
  }

  /** The Namespace object of this name. */
  public namespace(name: string): Manifest | undefined {
    return this.find('', 'Namespace', '', name);
  }

  /** The pod an object stamps out, read once. */
  public podOf(manifest: Manifest): PodTemplate | undefined {
    if (!this.templates.has(manifest)) this.templates.set(manifest, PodTemplate.in(manifest));
    return this.templates.get(manifest);
  }

  /** The pods in a namespace, judged and external. */
  public podsIn(namespace: string): readonly PodTemplate[] {
    return this.inNamespace(namespace).flatMap(manifest => this.podOf(manifest) ?? []);
  }

  /** Every pod, judged and external. */
  public get pods(): readonly PodTemplate[] {
    return [...this.byNamespace.keys()].flatMap(namespace => this.podsIn(namespace));
  }
}
