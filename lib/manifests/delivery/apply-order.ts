import { Json } from '../json/json';
import { KindOrder } from '../kind-order';
import type { Manifest } from '../manifest';

const HOOK = 'argocd.argoproj.io/hook';
/** Phases before and after the one in which everything is applied that is no hook. */
const PHASES: Readonly<Record<string, number>> = { PreSync: -1, PostSync: 1, SyncFail: 2 };

/** By rank of the kind. */
const UNSAID: ApplyOrder[] = [];

/**
 * When Argo CD applies an object of an Application: by phase, by wave, and within a wave by kind. Objects of one kind, and
 * all custom kinds, are applied at once.
 *
 * Source: syncTasks.Less in github.com/argoproj/argo-cd/gitops-engine/pkg/sync/sync_tasks.go
 */
export class ApplyOrder {
  public static readonly WAVE = 'argocd.argoproj.io/sync-wave';

  public static of(manifest: Manifest): ApplyOrder {
    if (manifest.metadata.annotations === undefined) return ApplyOrder.unsaid(KindOrder.rank(manifest));
    return ApplyOrder.inWave(manifest, ApplyOrder.declaredWave(manifest) ?? 0);
  }

  /** Of an object that says nothing: most do, and of each kind there is one such order. */
  private static unsaid(rank: number): ApplyOrder {
    UNSAID[rank] ??= new ApplyOrder(0, 0, rank);
    return UNSAID[rank];
  }

  /** When it would be applied if it said this wave. */
  public static inWave(manifest: Manifest, wave: number): ApplyOrder {
    const hook = Json.object(manifest.metadata.annotations)[HOOK];
    const phase = typeof hook === 'string' ? (PHASES[hook.split(',')[0].trim()] ?? 0) : 0;
    return new ApplyOrder(phase, wave, KindOrder.rank(manifest));
  }

  /** The wave that an object says; undefined if it says none, which is wave 0. */
  public static declaredWave(manifest: Manifest): number | undefined {
    const text = Json.object(manifest.metadata.annotations)[ApplyOrder.WAVE];
    return text === undefined ? undefined : Number.parseInt(String(text), 10) || 0;
  }

  private constructor(
    public readonly phase: number,
    public readonly wave: number,
    private readonly rank: number,
  ) {}

  /** Negative if it is applied before the other, 0 if at once. */
  public compare({ phase, wave, rank }: ApplyOrder): number {
    return this.phase - phase || this.wave - wave || this.rank - rank;
  }

  /** Whether Argo CD waits for this to be healthy before it applies the other. */
  public isAwaitedBy(other: ApplyOrder): boolean {
    return this.phase < other.phase || (this.phase === other.phase && this.wave < other.wave);
  }
}
