import { Json } from '../json/json';
import type { Manifest } from '../manifest';
import type { ManifestSet } from '../manifest-set';
import { PerSet } from '../per-set';

/** KEDA's own maximum where a ScaledObject names none. https://keda.sh/docs/latest/reference/scaledobject-spec/ */
const KEDA_MAX = 100;

/** How far autoscalers may scale: HorizontalPodAutoscalers, and the ScaledObjects that KEDA turns into such. */
export class ScalerMaxima {
  private static readonly maxima = new PerSet(all => ScalerMaxima.read(all));

  /** The largest number of replicas that an autoscaler may give to the object; undefined if none scales it. */
  public static of(manifest: Manifest, all: ManifestSet): number | undefined {
    return ScalerMaxima.maxima.of(all).get(manifest);
  }

  private static read(all: ManifestSet): ReadonlyMap<Manifest, number> {
    const maxima = new Map<Manifest, number>();
    const add = (scaler: Manifest, max: unknown) => {
      if (typeof max !== 'number' || !Number.isInteger(max)) return;
      for (const target of ScalerMaxima.targetsOf(scaler, all)) {
        maxima.set(target, Math.max(maxima.get(target) ?? 0, max));
      }
    };
    for (const scaler of all.ofKind('autoscaling', 'HorizontalPodAutoscaler')) add(scaler, scaler.spec.maxReplicas);
    for (const scaler of all.ofKind('keda.sh', 'ScaledObject')) add(scaler, scaler.spec.maxReplicaCount ?? KEDA_MAX);
    return maxima;
  }

  /** The group of a target may be left out, or be an old one, so it does not tell targets apart. */
  private static targetsOf({ spec, effectiveNamespace }: Manifest, all: ManifestSet): readonly Manifest[] {
    const target = Json.object(spec.scaleTargetRef);
    const kind = Json.text(target.kind) ?? 'Deployment';
    return all.namesakes(effectiveNamespace, Json.text(target.name) ?? '').filter(object => object.kind === kind);
  }
}
