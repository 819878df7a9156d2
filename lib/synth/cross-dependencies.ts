import { Deliveries } from '../manifests/delivery/deliveries';
import type { Manifest } from '../manifests/manifest';
import type { ManifestSet } from '../manifests/manifest-set';
import type { Dependencies } from './sync-waves';

/**
 * Dependencies between objects that different Applications deliver.
 *
 * Waves count within one Application. So such a dependency is one of the Applications themselves, where a third one delivers
 * both, or of an Application on what is delivered beside it.
 */
export class CrossDependencies {
  /**
   * Every dependency, between two objects of one Application.
   *
   * @throws if nothing delivers both
   */
  public static withinApplications(dependencies: Dependencies, all: ManifestSet): Dependencies {
    if (dependencies.size === 0) return dependencies;
    const cross = new CrossDependencies(Deliveries.in(all));
    for (const [source, targets] of dependencies) for (const target of targets) cross.add(source, target);
    return cross.within;
  }

  private readonly within = new Map<Manifest, Manifest[]>();

  private constructor(private readonly deliveries: Deliveries) {}

  private add(source: Manifest, target: Manifest): void {
    if (source === target) return;
    const pair = this.pairs(source, target).find(([one, other]) => one.origin.application === other.origin.application);
    if (!pair) {
      throw new Error(
        `${source} depends on ${target}, and no Application delivers both or their Applications; ` +
          'deliver them by one, or take the dependency out',
      );
    }
    const [one, other] = pair;
    // An object that depends on another of its own Application's folder is no reason to delay the Application.
    if (one !== other) this.within.set(one, [...(this.within.get(one) ?? []), other]);
  }

  private pairs(source: Manifest, target: Manifest): [Manifest, Manifest][] {
    const sources = [source, ...this.deliverersOf(source)];
    const targets = [target, ...this.deliverersOf(target)];
    return sources.flatMap(one => targets.map((other): [Manifest, Manifest] => [one, other]));
  }

  private deliverersOf(manifest: Manifest): Manifest[] {
    return this.deliveries.of(manifest).map(application => application.manifest);
  }
}
