import { Json } from '../json/json';
import { Manifest } from '../manifest';
import type { ManifestSet } from '../manifest-set';

const CACHE = new WeakMap<ManifestSet, Map<string, number>>();

/** KEDA's own maximum where a ScaledObject names none. https://keda.sh/docs/latest/reference/scaledobject-spec/ */
const KEDA_MAX = 100;

/** How far autoscalers may scale: HorizontalPodAutoscalers, and the ScaledObjects that KEDA turns into such. */
export class ScalerMaxima {
  /** The largest number of replicas that an autoscaler may give to the object; undefined if none scales it. */
  public static of(manifest: Manifest, all: ManifestSet): number | undefined {
    return ScalerMaxima.index(all).get(ScalerMaxima.keyOf(manifest.kind, manifest.effectiveNamespace, manifest.name));
  }

  /** The group of a target may be left out, or be an old one, so it does not tell targets apart. */
  private static keyOf(kind: string, namespace: string, name: string): string {
    return Manifest.keyOf('', kind, namespace, name);
  }

  private static index(all: ManifestSet): Map<string, number> {
    const known = CACHE.get(all);
    if (known) return known;
    const maxima = new Map<string, number>();
    const add = (scaler: Manifest, max: unknown) => {
      if (typeof max !== 'number' || !Number.isInteger(max)) return;
      const target = Json.object(scaler.spec.scaleTargetRef);
      const [kind, name] = [Json.text(target.kind) ?? 'Deployment', Json.text(target.name) ?? ''];
      const key = ScalerMaxima.keyOf(kind, scaler.effectiveNamespace, name);
      maxima.set(key, Math.max(maxima.get(key) ?? 0, max));
    };
    for (const scaler of all.ofKind('autoscaling', 'HorizontalPodAutoscaler')) add(scaler, scaler.spec.maxReplicas);
    for (const scaler of all.ofKind('keda.sh', 'ScaledObject')) add(scaler, scaler.spec.maxReplicaCount ?? KEDA_MAX);
    CACHE.set(all, maxima);
    return maxima;
  }
}
