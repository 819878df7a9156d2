import { KindOrder } from '../manifests/kind-order';
import { Manifest } from '../manifests/manifest';
import type { ManifestSet } from '../manifests/manifest-set';
import { PodTemplate } from '../manifests/pod-template';
import { References } from '../manifests/references/references';

const WAVE = 'argocd.argoproj.io/sync-wave';

/** Kinds that bound what pods may do, so that no pod may be there before them. */
const PROTECTORS = [
  'CiliumClusterwideNetworkPolicy',
  'CiliumNetworkPolicy',
  'LimitRange',
  'NetworkPolicy',
  'ResourceQuota',
];

/**
 * Gives every object the earliest sync wave in which all that it needs is there (seed row G14).
 *
 * Argo CD applies one wave after the other, and within a wave built-in kinds in its own order and custom kinds last. So
 * an object needs a later wave only than a custom kind, or a later kind, that it depends on: a pod after the policies,
 * quotas, configuration and secrets of its namespace, an Application after what it is delivered into. Everything else
 * (routes, gateways, monitors) finds together by itself, and shares a wave. Wave 0 is Argo CD's default, and not written.
 *
 * Waves count within one Application only.
 */
export function addSyncWaves(manifests: readonly Manifest[], all: ManifestSet): Manifest[] {
  const byApplication = new Map<string, Manifest[]>();
  for (const manifest of manifests) {
    const application = manifest.origin.application ?? '';
    const list = byApplication.get(application);
    if (list) list.push(manifest);
    else byApplication.set(application, [manifest]);
  }
  const waves = new Map<Manifest, number>();
  for (const members of byApplication.values()) new ApplicationWaves(members, all, waves).derive();
  return manifests.map(manifest => withWave(manifest, waves.get(manifest) ?? 0)).sort(applyOrder);
}

/** The order in which Argo CD would apply two objects of one Application. */
export function applyOrder(a: Manifest, b: Manifest): number {
  return waveOf(a) - waveOf(b) || KindOrder.rank(a) - KindOrder.rank(b);
}

/** The wave that an object says, 0 by default. */
function waveOf(manifest: Manifest): number {
  return Number.parseInt(manifest.annotations[WAVE] ?? '0', 10) || 0;
}

function withWave(manifest: Manifest, wave: number): Manifest {
  if (wave === 0 || manifest.annotations[WAVE] !== undefined) return manifest;
  const annotations = { ...manifest.annotations, [WAVE]: String(wave) };
  const sorted = Object.fromEntries(Object.entries(annotations).sort(([a], [b]) => (a < b ? -1 : 1)));
  const { name, namespace, ...rest } = manifest.metadata;
  const metadata = { annotations: sorted, ...omit(rest, 'annotations'), name, ...(namespace ? { namespace } : {}) };
  return new Manifest({ ...manifest.object, metadata }, manifest.origin);
}

function omit(object: Readonly<Record<string, unknown>>, key: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
}

function isApplication(manifest: Manifest): boolean {
  return manifest.group === 'argoproj.io' && manifest.kind === 'Application';
}

/** The waves of one Application's objects. */
class ApplicationWaves {
  private readonly members: ReadonlySet<Manifest>;
  private readonly protectors = new Map<string, Manifest[]>();
  private platformWave?: number;

  constructor(
    manifests: readonly Manifest[],
    private readonly all: ManifestSet,
    private readonly waves: Map<Manifest, number>,
  ) {
    this.members = new Set(manifests);
    for (const manifest of manifests.filter(({ kind }) => PROTECTORS.includes(kind))) {
      const list = this.protectors.get(manifest.effectiveNamespace);
      if (list) list.push(manifest);
      else this.protectors.set(manifest.effectiveNamespace, [manifest]);
    }
  }

  public derive(): void {
    for (const manifest of this.members) this.waveOf(manifest, []);
  }

  private waveOf(manifest: Manifest, path: readonly Manifest[]): number {
    const known = this.waves.get(manifest);
    if (known !== undefined) return known;
    if (path.includes(manifest)) {
      const cycle = [...path.slice(path.indexOf(manifest)), manifest].map(String).join(' -> ');
      throw new Error(`objects need each other before they can be applied: ${cycle}; break the cycle`);
    }
    if (manifest.annotations[WAVE] !== undefined) {
      const declared = waveOf(manifest);
      this.waves.set(manifest, declared);
      return declared;
    }
    const wave = isApplication(manifest)
      ? this.afterPlatform()
      : this.needsOf(manifest).reduce((latest, need) => {
          const isLater = KindOrder.rank(need) >= KindOrder.rank(manifest) ? 1 : 0;
          return Math.max(latest, this.waveOf(need, [...path, manifest]) + isLater);
        }, 0);
    this.waves.set(manifest, wave);
    return wave;
  }

  /** An Application is applied when all else is: it delivers into namespaces, under policies, within projects. */
  private afterPlatform(): number {
    if (this.platformWave === undefined) {
      const others = [...this.members].filter(manifest => !isApplication(manifest));
      const last = others.filter(manifest => KindOrder.isLast(manifest)).map(manifest => this.waveOf(manifest, []) + 1);
      this.platformWave = last.reduce((latest, wave) => Math.max(latest, wave), 0);
    }
    return this.platformWave;
  }

  private needsOf(manifest: Manifest): readonly Manifest[] {
    if (!PodTemplate.in(manifest)) return [];
    const referred = References.of(manifest).flatMap(reference => References.resolve(reference, this.all) ?? []);
    const protectors = [
      ...(this.protectors.get(manifest.effectiveNamespace) ?? []),
      ...(this.protectors.get('') ?? []),
    ];
    return [...referred.filter(need => this.members.has(need) && need !== manifest), ...protectors];
  }
}
