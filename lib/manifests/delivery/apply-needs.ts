import { Flat } from '../../notation/flat';
import { Grouped } from '../../notation/grouped';
import type { Manifest } from '../manifest';
import type { ManifestSet } from '../manifest-set';
import { PerSet } from '../per-set';
import { References } from '../references/references';
import { SecretSources } from '../references/secret-sources';
import { ArgoApplication } from './argo-application';
import { KindProviders } from './kind-providers';

/** Kinds that bound what pods may do, so that no pod may be there before them. */
const PROTECTORS = [
  'CiliumClusterwideNetworkPolicy',
  'CiliumNetworkPolicy',
  'LimitRange',
  'NetworkPolicy',
  'ResourceQuota',
];
const APPLICATIONS = ['Application', 'ApplicationSet'];
const AUTOSCALERS = ['HorizontalPodAutoscaler', 'ScaledObject', 'VerticalPodAutoscaler'];
const NONE: readonly Manifest[] = [];

/** What has to be there before an object is applied, and what has to wait for nothing that comes after it. */
export class ApplyNeeds {
  private static readonly known = new PerSet(all => new ApplyNeeds(all));

  public static in(all: ManifestSet): ApplyNeeds {
    return ApplyNeeds.known.of(all);
  }

  /** Whether it delivers other objects. */
  public static isApplication({ group, kind }: Manifest): boolean {
    return group === 'argoproj.io' && APPLICATIONS.includes(kind);
  }

  private readonly protectors = new Map<string, Manifest[]>();

  private constructor(private readonly all: ManifestSet) {
    for (const manifest of Flat.map(PROTECTORS, kind => all.judgedOfKind(kind))) {
      Grouped.add(this.protectors, manifest.effectiveNamespace, manifest);
    }
  }

  /** All that has to be there before an object is applied. */
  public of(manifest: Manifest): readonly Manifest[] {
    const providers = this.providersOf(manifest);
    if (!this.all.runsPods(manifest) && !ApplyNeeds.isApplication(manifest)) return providers;
    return [...this.referredBy(manifest), ...this.protectorsOf(manifest), ...providers];
  }

  /** The Applications that bring the kind of an object. */
  public providersOf(manifest: Manifest): readonly Manifest[] {
    return KindProviders.in(this.all).of(manifest);
  }

  /** Whether it is an Application that has to be there before others, because it brings kinds. */
  public providesKinds(manifest: Manifest): boolean {
    return KindProviders.in(this.all).includes(manifest);
  }

  /** What bounds the pods of an object, or of what an Application delivers. */
  public protectorsOf(manifest: Manifest): readonly Manifest[] {
    if (ApplyNeeds.isApplication(manifest)) {
      return ArgoApplication.is(manifest)
        ? this.protectorsIn(ArgoApplication.of(manifest).destination.namespace)
        : NONE;
    }
    return this.all.runsPods(manifest) ? this.protectorsIn(manifest.effectiveNamespace) : NONE;
  }

  /**
   * What the pods of an object cannot start without, and the project that an Application cannot be without. What runs pods
   * itself is not among it: pods wait for each other, as those of a Sensor do for its bus.
   */
  public referredBy(manifest: Manifest): readonly Manifest[] {
    if (!this.all.runsPods(manifest) && !ApplyNeeds.isApplication(manifest)) return NONE;
    return this.resolved(manifest).filter(need => !this.all.runsPods(need));
  }

  /**
   * The workloads that an object is healthy together with: the pods that a claim is bound by, the workload that an
   * autoscaler scales. In an earlier wave Argo CD would wait for it, and for ever.
   */
  public companionsOf(manifest: Manifest): readonly Manifest[] {
    if (manifest.kind === 'PersistentVolumeClaim' && manifest.group === '') {
      return this.mounting.get(manifest) ?? NONE;
    }
    if (!AUTOSCALERS.includes(manifest.kind)) return NONE;
    return this.resolved(manifest).filter(target => this.all.runsPods(target));
  }

  /**
   * What makes the Secrets of the namespace that an Application delivers into. Its pods may not start without them, and where
   * Argo CD waits for the Application, it waits for them. Not what is of a kind that the Application itself brings.
   */
  public secretsOf(manifest: Manifest): readonly Manifest[] {
    if (!ArgoApplication.is(manifest)) return NONE;
    const { namespace } = ArgoApplication.of(manifest).destination;
    return SecretSources.inNamespace(namespace, this.all).filter(
      source => !KindProviders.in(this.all).of(source).includes(manifest),
    );
  }

  private protectorsIn(namespace: string): readonly Manifest[] {
    const own = this.protectors.get(namespace) ?? NONE;
    const clusterWide = this.protectors.get('') ?? NONE;
    return clusterWide.length === 0 || namespace === '' ? own : [...own, ...clusterWide];
  }

  private resolved(manifest: Manifest): readonly Manifest[] {
    const found = new Set<Manifest>();
    const references = References.of(manifest);
    for (let index = 0; index < references.length; index++) {
      const target = References.resolve(references[index], this.all);
      const need = target && rendered(target);
      if (need && need !== manifest) found.add(need);
    }
    return [...found];
  }

  /** Workloads by the claims that their pods mount. */
  private get mounting(): ReadonlyMap<Manifest, readonly Manifest[]> {
    this.mountingIndex ??= this.readMounting();
    return this.mountingIndex;
  }

  private mountingIndex?: ReadonlyMap<Manifest, readonly Manifest[]>;

  private readMounting(): ReadonlyMap<Manifest, readonly Manifest[]> {
    const index = new Map<Manifest, Manifest[]>();
    const namespaces = new Set(this.all.judgedOfKind('PersistentVolumeClaim').map(claim => claim.effectiveNamespace));
    for (const workload of [...namespaces].flatMap(namespace => this.all.inNamespace(namespace))) {
      if (!this.all.runsPods(workload)) continue;
      for (const claim of this.resolved(workload).filter(({ kind }) => kind === 'PersistentVolumeClaim')) {
        Grouped.add(index, claim, rendered(workload));
      }
    }
    return index;
  }
}

/** What is applied of an object: itself, or what a controller makes it of. */
function rendered(manifest: Manifest): Manifest {
  return manifest.maker?.manifest ?? manifest;
}
