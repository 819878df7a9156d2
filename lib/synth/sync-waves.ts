import { ApplyNeeds } from '../manifests/delivery/apply-needs';
import { ApplyOrder } from '../manifests/delivery/apply-order';
import { Json, type JsonObject } from '../manifests/json/json';
import { KindOrder } from '../manifests/kind-order';
import { Manifest } from '../manifests/manifest';
import type { ManifestSet } from '../manifests/manifest-set';
import { Grouped } from '../notation/grouped';
import { CrossDependencies } from './cross-dependencies';

/** What each object has to come after, because its construct says so. */
export type Dependencies = ReadonlyMap<Manifest, readonly Manifest[]>;

/**
 * Gives every object the earliest sync wave in which all that it needs is there (seed row G14).
 *
 * Argo CD applies one wave after the other, and within a wave built-in kinds in its own order and custom kinds last. So
 * an object needs a later wave only than a custom kind, or a later kind, that it depends on: a pod after the policies,
 * quotas, configuration and secrets of its namespace, an Application after what it is delivered into. Everything else
 * (routes, gateways, monitors) finds together by itself, and shares a wave. Wave 0 is Argo CD's default, and not written.
 * What an Application of a chart defines comes after that Application, and so do all other Applications.
 *
 * Argo CD waits for health between waves. So workloads are in the last wave, whatever they need, unless another one
 * depends on them; a claim or an autoscaler is in the wave of its workload, without which it is never healthy; and an
 * Application is in no earlier wave than the Secrets of its namespace.
 *
 * Waves count within one Application only.
 */
export class SyncWaves {
  /**
   * The objects with their waves, in the order in which they are applied.
   *
   * @throws if objects need each other
   */
  public static added(all: ManifestSet, dependencies: Dependencies = new Map()): Manifest[] {
    const needs = CrossDependencies.withinApplications(dependencies, all);
    const waves = new Map<Manifest, number>();
    for (const members of SyncWaves.byApplication(all.manifests))
      new ApplicationWaves(members, all, needs, waves).derive();
    return all.manifests
      .map(manifest => {
        const wave = waves.get(manifest) ?? 0;
        return { manifest: SyncWaves.inWave(manifest, wave), order: ApplyOrder.inWave(manifest, wave) };
      })
      .sort((a, b) => a.order.compare(b.order))
      .map(({ manifest }) => manifest);
  }

  private static byApplication(manifests: readonly Manifest[]): Iterable<readonly Manifest[]> {
    return Grouped.by(manifests, ({ origin }) => origin.application ?? '').values();
  }

  private static inWave(manifest: Manifest, wave: number): Manifest {
    if (wave === 0 || ApplyOrder.declaredWave(manifest) !== undefined) return manifest;
    const { metadata } = manifest;
    const said = { [ApplyOrder.WAVE]: String(wave) };
    const withWave =
      'annotations' in metadata
        ? { ...metadata, annotations: SyncWaves.sorted({ ...Json.object(metadata.annotations), ...said }) }
        : { annotations: said, ...metadata };
    return new Manifest({ ...manifest.object, metadata: withWave }, manifest.origin);
  }

  private static sorted(annotations: JsonObject): JsonObject {
    return Object.fromEntries(Object.entries(annotations).sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

/** The waves of one Application's objects. */
class ApplicationWaves {
  private readonly members: ReadonlySet<Manifest>;
  private readonly needs: ApplyNeeds;
  /** Workloads, by what they have to be before. */
  private readonly dependants = new Map<Manifest, Manifest[]>();
  private readonly path: Manifest[] = [];
  private platformWave?: number;

  constructor(
    private readonly manifests: readonly Manifest[],
    private readonly all: ManifestSet,
    private readonly dependencies: Dependencies,
    private readonly waves: Map<Manifest, number>,
  ) {
    this.members = new Set(manifests);
    this.needs = ApplyNeeds.in(all);
  }

  public derive(): void {
    const { manifests, all, waves } = this;
    const last = manifests.reduce((last, manifest) => Math.max(last, this.earliest(manifest)), 0);
    if (last === 0) return;
    const latest = new Map<Manifest, number>();
    for (const manifest of manifests) {
      if (all.runsPods(manifest)) waves.set(manifest, this.latest(manifest, last, latest));
    }
    for (const manifest of manifests) this.join(manifest);
  }

  /** The earliest wave in which all that it needs is there. */
  private earliest(manifest: Manifest): number {
    const known = this.waves.get(manifest);
    if (known !== undefined) return known;
    if (this.path.includes(manifest)) {
      const cycle = [...this.path.slice(this.path.indexOf(manifest)), manifest].map(String).join(' -> ');
      throw new Error(`objects need each other before they can be applied: ${cycle}; break the cycle`);
    }
    this.path.push(manifest);
    let wave = this.isAfterPlatform(manifest) ? this.afterPlatform() : 0;
    this.needsOf(manifest).forEach(need => {
      if (this.members.has(need)) wave = Math.max(wave, this.earliest(need) + ApplicationWaves.step(need, manifest));
    });
    this.needs.secretsOf(manifest).forEach(secret => {
      if (this.members.has(secret)) wave = Math.max(wave, this.earliest(secret));
    });
    this.path.pop();
    wave = ApplyOrder.declaredWave(manifest) ?? wave;
    this.waves.set(manifest, wave);
    return wave;
  }

  private needsOf(manifest: Manifest): readonly Manifest[] {
    const needs = this.needs.of(manifest);
    const declared = this.dependencies.get(manifest);
    if (!declared) return needs;
    for (const need of declared) {
      if (this.all.runsPods(need)) this.dependants.set(need, [...(this.dependants.get(need) ?? []), manifest]);
    }
    return [...needs, ...declared];
  }

  /** The latest wave that leaves a workload before all that depends on it. */
  private latest(workload: Manifest, last: number, known: Map<Manifest, number>): number {
    const found = known.get(workload);
    if (found !== undefined) return found;
    const declared = ApplyOrder.declaredWave(workload);
    const dependants = this.dependants.get(workload) ?? [];
    const wave = dependants.reduce((wave, dependant) => {
      const its = this.all.runsPods(dependant) ? this.latest(dependant, last, known) : (this.waves.get(dependant) ?? 0);
      return Math.min(wave, its - ApplicationWaves.step(workload, dependant));
    }, last);
    known.set(workload, declared ?? wave);
    return declared ?? wave;
  }

  /** Puts a claim or an autoscaler into the wave of its workload. */
  private join(manifest: Manifest): void {
    const companions = this.needs.companionsOf(manifest).filter(companion => this.members.has(companion));
    if (companions.length === 0 || ApplyOrder.declaredWave(manifest) !== undefined) return;
    this.waves.set(manifest, Math.min(...companions.map(companion => this.waves.get(companion) ?? 0)));
  }

  /** What brings kinds is applied before what is of these kinds. */
  private isAfterPlatform(manifest: Manifest): boolean {
    return ApplyNeeds.isApplication(manifest) && !this.needs.providesKinds(manifest);
  }

  /** An Application is applied when all else but workloads is: it delivers into namespaces, under policies, within projects. */
  private afterPlatform(): number {
    if (this.platformWave === undefined) {
      this.platformWave = 0;
      for (const manifest of this.manifests) {
        if (ApplyNeeds.isApplication(manifest) || this.all.runsPods(manifest) || !KindOrder.isLast(manifest)) continue;
        this.platformWave = Math.max(this.platformWave, this.earliest(manifest) + 1);
      }
    }
    return this.platformWave;
  }

  /** Whether the second has to be in a later wave than the first, to be applied after it. */
  private static step(first: Manifest, second: Manifest): number {
    return KindOrder.rank(first) >= KindOrder.rank(second) ? 1 : 0;
  }
}
