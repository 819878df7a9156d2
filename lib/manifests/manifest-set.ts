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

/** The objects of one kind. */
interface KindObjects {
  readonly judged: Manifest[];
  /** Judged and external. */
  readonly byGroup: Map<string, Manifest[]>;
}

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
  private readonly byKind = new Map<string, KindObjects>();
  private readonly judgedByKinds = new Map<readonly string[], readonly Manifest[]>();
  private readonly byNamespace = new Map<string, NamespaceObjects>();
  private readonly repeated = new Set<Manifest>();
  private latest: NamespaceObjects | undefined;
  private askedName: string | undefined;
  private askedNamespace: Manifest | undefined;

  constructor(
    public readonly manifests: readonly Manifest[],
    public readonly facts: SiteFacts = SiteFacts.NONE,
    public readonly options: JudgeOptions = {},
  ) {
    const made: Manifest[] = [];
    for (const manifest of manifests) {
      this.add(manifest).judged.push(manifest);
      for (const each of MadeObjects.of(manifest)) made.push(each);
    }
    for (const manifest of made) this.add(manifest).judged.push(manifest);
    this.made = made;
    for (const external of facts.externals) {
      this.add(external);
      for (const manifest of MadeObjects.of(external)) this.add(manifest);
    }
    this.pods = Flat.map([...this.byNamespace.values()], ({ pods }) => pods);
  }

  /** The judged objects of a kind, whatever its group. */
  public judgedOfKind(kind: string): readonly Manifest[] {
    return this.byKind.get(kind)?.judged ?? NO_MANIFESTS;
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
    return this.byKind.get(kind)?.byGroup.get(group) ?? NO_MANIFESTS;
  }

  /** All objects in a namespace; `''` for cluster-scoped ones. */
  public inNamespace(namespace: string): readonly Manifest[] {
    return this.byNamespace.get(namespace)?.manifests ?? NO_MANIFESTS;
  }

  /** The Namespace object of this name: mostly that of the object asked about before. */
  public namespace(name: string): Manifest | undefined {
    if (name !== this.askedName) {
      this.askedName = name;
      this.askedNamespace = this.find('', 'Namespace', '', name);
    }
    return this.askedNamespace;
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

  private add(manifest: Manifest): KindObjects {
    const ofKind = this.ofKindNamed(manifest.kind);
    Grouped.add(ofKind.byGroup, manifest.group, manifest);
    if (this.objectsIn(manifest.effectiveNamespace).add(manifest)) this.repeated.add(manifest);
    return ofKind;
  }

  private ofKindNamed(kind: string): KindObjects {
    let objects = this.byKind.get(kind);
    if (!objects) {
      objects = { judged: [], byGroup: new Map() };
      this.byKind.set(kind, objects);
    }
    return objects;
  }

  /** The objects of a namespace that one is added to: mostly that of the one before it. */
  private objectsIn(namespace: string): NamespaceObjects {
    if (this.latest?.namespace === namespace) return this.latest;
    let objects = this.byNamespace.get(namespace);
    if (!objects) {
      objects = new NamespaceObjects(namespace);
      this.byNamespace.set(namespace, objects);
    }
    this.latest = objects;
    return objects;
  }
}

function hasPod({ pod }: Manifest): boolean {
  return pod !== undefined;
}
