import { Grouped } from '../../notation/grouped';
import { Json } from '../json/json';
import { Manifest } from '../manifest';
import type { ManifestSet } from '../manifest-set';
import { PerSet } from '../per-set';

/** Who scales what: HorizontalPodAutoscalers and KEDA's ScaledObjects, judged and external. */
export class Scalers {
  private static readonly known = new PerSet(all => Scalers.index(all));

  /** The autoscalers that name the object as their target. */
  public static of({ kind, effectiveNamespace, name }: Manifest, all: ManifestSet): readonly Manifest[] {
    return Scalers.known.of(all).get(Scalers.key(kind, effectiveNamespace, name)) ?? [];
  }

  /** The autoscalers that name the same target as this one. */
  public static besides(scaler: Manifest, all: ManifestSet): readonly Manifest[] {
    return (Scalers.known.of(all).get(Scalers.targetKey(scaler)) ?? []).filter(other => other !== scaler);
  }

  /** The fewest replicas that an object has: what its autoscaler goes down to, else what it says, else 1. */
  public static fewestReplicas(target: Manifest, all: ManifestSet): number {
    const [scaler] = Scalers.of(target, all);
    const { minReplicas, minReplicaCount } = scaler?.spec ?? {};
    const said =
      scaler === undefined
        ? target.spec.replicas
        : scaler.kind === 'ScaledObject'
          ? (minReplicaCount ?? 0)
          : minReplicas;
    return typeof said === 'number' && Number.isInteger(said) && said >= 0 ? said : 1;
  }

  /** The group of a target may be left out, or be an old one, so it does not tell targets apart. */
  private static targetKey({ spec, effectiveNamespace, kind }: Manifest): string {
    const target = Json.object(spec.scaleTargetRef);
    const ofKind = Json.text(target.kind) ?? (kind === 'ScaledObject' ? 'Deployment' : '');
    return Scalers.key(ofKind, effectiveNamespace, Json.text(target.name) ?? '');
  }

  private static key(kind: string, namespace: string, name: string): string {
    return Manifest.keyOf('', kind, namespace, name);
  }

  private static index(all: ManifestSet): ReadonlyMap<string, readonly Manifest[]> {
    const objects = [...all.ofKind('autoscaling', 'HorizontalPodAutoscaler'), ...all.ofKind('keda.sh', 'ScaledObject')];
    return Grouped.by(objects, Scalers.targetKey);
  }
}
