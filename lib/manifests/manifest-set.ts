import { Flat } from '../notation/flat';
import { Grouped } from '../notation/grouped';
import type { JudgeOptions } from './judge-options';
import { MadeObjects } from './made/made-objects';
import type { Manifest } from './manifest';
import { NamespaceObjects } from './namespace-objects';
import type { PodTemplate } from './pod-template';
import { SiteFacts } from './site-facts';

const NO_MANIFESTS: readonly Manifest[] = [];
const NO_PODS: readonly PodTemplate[] = [];

/**
 * All objects of one environment, indexed once, with the facts of the site they run on.
 *
 * Objects are what is judged; the site's external objects (what lives on the cluster but is rendered elsewhere)
 * are found by every lookup, and never judged.
 */
export class ManifestSet {
  /** What controllers make of judged objects; judged, too, by the checks that speak of their kinds. */
  public readonly made: readonly Manifest[];
  /** Every pod, judged and external. */
  public readonly pods: readonly PodTemplate[];
  /** What PerSet has worked out of it. */
  public readonly views: unknown[] = [];
  /** By kind, then by group. */
  private readonly byKind = new Map<string, Map<string, Manifest[]>>();
  private readonly judgedByKind = new Map<string, Manifest[]>();
  private readonly judgedByKinds = new Map<readonly string[], readonly Manifest[]>();
  private readonly byNamespace = new Map<string, NamespaceObjects>();
  private readonly repeated = new Set<Manifest>();

  constructor(
    public readonly manifests: readonly Manifest[],
    public readonly facts: SiteFacts = SiteFacts.NONE,
    public readonly options: JudgeOptions = {},
  ) {
    const made: Manifest[] = [];
    for (const manifest of manifests) {
      this.addJudged(manifest);
      for (const each of MadeObjects.of(manifest)) made.push(each);
    }
    for (const manifest of made) this.addJudged(manifest);
    this.made = made;
    for (const external of facts.externals) {
      this.add(external);
      for (const manifest of MadeObjects.of(external)) this.add(manifest);
    }
    this.pods = Flat.map([...this.byNamespace.values()], ({ pods }) => pods);
  }

  /** The judged objects of a kind, whatever its group. */
  public judgedOfKind(kind: string): readonly Manifest[] {
    return this.judgedByKind.get(kind) ?? NO_MANIFESTS;
  }

  /** The judged objects of some kinds, one kind after the other: put together once for all that ask for the same list. */
  public judgedOfKinds(kinds: readonly string[]): readonly Manifest[] {
    const known = this.judgedByKinds.get(kinds);
    if (known) return known;
    const judged = Flat.map(kinds, kind => this.judgedOfKind(kind));
    this.judgedByKinds.set(kinds, judged);
    return judged;
  }

  /** The object of this identity, judged or external. */
  public find(group: string, kind: string, namespace: string, name: string): Manifest | undefined {
    return this.byNamespace.get(namespace)?.find(group, kind, name);
  }

  /** Whether another object of its identity stands before it. */
  public isRepeated(manifest: Manifest): boolean {
    return this.repeated.size > 0 && this.repeated.has(manifest);
  }

  /** All objects of one name in a namespace. */
  public namesakes(namespace: string, name: string): readonly Manifest[] {
    return this.byNamespace.get(namespace)?.named(name) ?? NO_MANIFESTS;
  }

  /** All objects of a kind. */
  public ofKind(group: string, kind: string): readonly Manifest[] {
    return this.byKind.get(kind)?.get(group) ?? NO_MANIFESTS;
  }

  /** All objects in a namespace; `''` for cluster-scoped ones. */
  public inNamespace(namespace: string): readonly Manifest[] {
    return this.byNamespace.get(namespace)?.manifests ?? NO_MANIFESTS;
  }

  /** The Namespace object of this name. */
  public namespace(name: string): Manifest | undefined {
    return this.find('', 'Namespace', '', name);
  }

  /** The pod an object stamps out. */
  public podOf(manifest: Manifest): PodTemplate | undefined {
    return manifest.pod;
  }

  /** Whether pods run because of it: its own, or those that a controller makes of it. */
  public runsPods(manifest: Manifest): boolean {
    return manifest.pod !== undefined || MadeObjects.of(manifest).some(hasPod);
  }

  /** How many of the judged objects are pods, or stamp out pods. */
  public get judgedPods(): number {
    return this.manifests.filter(hasPod).length + this.made.filter(hasPod).length;
  }

  /** The pods in a namespace, judged and external. */
  public podsIn(namespace: string): readonly PodTemplate[] {
    return this.byNamespace.get(namespace)?.pods ?? NO_PODS;
  }

  private addJudged(manifest: Manifest): void {
    Grouped.add(this.judgedByKind, manifest.kind, manifest);
    this.add(manifest);
  }

  private add(manifest: Manifest): void {
    const { group, kind, effectiveNamespace } = manifest;
    const ofKind = this.byKind.get(kind) ?? new Map<string, Manifest[]>();
    if (ofKind.size === 0) this.byKind.set(kind, ofKind);
    Grouped.add(ofKind, group, manifest);
    const namespace = this.byNamespace.get(effectiveNamespace) ?? new NamespaceObjects();
    if (namespace.manifests.length === 0) this.byNamespace.set(effectiveNamespace, namespace);
    if (namespace.find(group, kind, manifest.name)) this.repeated.add(manifest);
    namespace.add(manifest);
  }
}

function hasPod({ pod }: Manifest): boolean {
  return pod !== undefined;
}
