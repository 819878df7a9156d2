import { Answers } from '../../notation/answers';
import { Grouped } from '../../notation/grouped';
import { Quantity } from '../../notation/quantity';
import { QuotaKey } from '../../notation/quota-key';
import { Json } from '../json/json';
import { KindInNamespace } from '../kind-in-namespace';
import type { Manifest } from '../manifest';
import type { ManifestSet } from '../manifest-set';
import { PerSet } from '../per-set';
import { KueueQueues } from './kueue-queues';
import { QueuedUsage } from './queued-usage';
import { type QuotaCharge, QuotaCharges } from './quota-charges';
import { type QuotaScope, QuotaScopes } from './quota-scopes';

/** All that counts against a ResourceQuota at the worst moment, with who takes how much. */
export class QuotaLedger {
  private static readonly charges = new PerSet(
    all => new Answers((namespace: string) => QuotaLedger.readCharges(namespace, all)),
  );

  public static of(quota: Manifest, all: ManifestSet): QuotaLedger {
    const scopes = QuotaScopes.of(quota);
    const charges = QuotaLedger.chargesIn(quota.effectiveNamespace, all);
    if (scopes.length === 0) return new QuotaLedger(charges, all);
    return new QuotaLedger(
      charges.filter(charge => QuotaLedger.isIn(charge, scopes, all)),
      all,
    );
  }

  /** What counts at the same time, whatever else does. */
  private readonly free: QuotaCharge[] = [];
  /** The pods of jobs that wait in a queue of Kueue, by their ClusterQueue. */
  private readonly queued = new Map<Manifest, QuotaCharge[]>();

  private constructor(
    private readonly charges: readonly QuotaCharge[],
    all: ManifestSet,
  ) {
    for (const charge of charges) {
      const queue = charge.pod && KueueQueues.clusterQueueOf(charge.pod.manifest, all);
      if (queue) Grouped.add(this.queued, queue, charge);
      else this.free.push(charge);
    }
  }

  /** The sum of one key. */
  public total(key: string): Quantity {
    let total = Quantity.ZERO;
    for (const [queue, charges] of this.queued) total = total.plus(QueuedUsage.most(key, charges, queue));
    for (let index = 0; index < this.free.length; index++) {
      const { each, count } = this.free[index];
      const amount = each.get(key);
      if (amount) total = total.plus(count === 1 ? amount : amount.times(count));
    }
    return total;
  }

  /** Whoever takes something of one key, most first; of equals the first in the order of objects. */
  public takers(key: string): readonly QuotaCharge[] {
    const taken = (charge: QuotaCharge) => (charge.each.get(key) ?? Quantity.ZERO).times(charge.count);
    return this.charges.filter(charge => !taken(charge).isZero).sort((one, other) => taken(other).compare(taken(one)));
  }

  /** Remembered only where several quotas ask for them. */
  private static chargesIn(namespace: string, all: ManifestSet): readonly QuotaCharge[] {
    const isAskedOnce = KindInNamespace.of('', 'ResourceQuota', namespace, all).length < 2;
    return isAskedOnce ? QuotaLedger.readCharges(namespace, all) : QuotaLedger.charges.of(all).of(namespace);
  }

  /** Where an object stands twice, one counts. What no quota of the namespace counts is not read. */
  private static readCharges(namespace: string, all: ManifestSet): readonly QuotaCharge[] {
    const isOfPods = KindInNamespace.of('', 'ResourceQuota', namespace, all).every(QuotaLedger.isOfPods);
    const charges: QuotaCharge[] = [];
    const objects = all.inNamespace(namespace);
    for (let index = 0; index < objects.length; index++) {
      const manifest = objects[index];
      if (isOfPods && !manifest.pod) continue;
      if (!all.isRepeated(manifest)) QuotaCharges.add(manifest, isOfPods, all, charges);
    }
    if (!isOfPods) charges.push(...QuotaCharges.ofNamespace(namespace, all));
    return charges;
  }

  private static isOfPods({ spec }: Manifest): boolean {
    for (const key in Json.object(spec.hard)) if (!QuotaKey.isOfPodsOnly(key)) return false;
    return true;
  }

  /** A quota with scopes speaks of pods and claims only. */
  private static isIn({ pod, claim }: QuotaCharge, scopes: readonly QuotaScope[], all: ManifestSet): boolean {
    if (pod) return QuotaScopes.holdPod(scopes, pod, all);
    return claim !== undefined && QuotaScopes.holdClaim(scopes, claim);
  }
}
